"""The buttons of a page: what a person may do there, the likely first, what takes something away apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from directory.models import DirectoryObject
from remoting.catalog.names import verb
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.access import Offer, allows, needed_role, offered
from remoting.jobs.labels import short_label
from remoting.jobs.targets import Target

# The acts that stand beside the name, in this order; all others are in the menu.
FIRST: dict[str, tuple[str, ...]] = {
    "user": ("unlock-user", "reset-user-password", "add-group-member", "set-user"),
    "group": ("add-group-member", "set-group"),
    "computer": ("get-laps-password", "add-group-member", "set-computer"),
    "ou": ("new-user", "new-group", "new-ou"),
    "server": ("set-server-logon-mode", "test-connection"),
    "session": ("send-session-message", "disconnect-session"),
    "directory": ("new-password", "find-deleted-user"),
}
APART: dict[str, tuple[str, ...]] = {
    "user": ("disable-user", "enable-user"),
    "group": ("remove-group",),
    "computer": ("disable-computer", "enable-computer"),
    "ou": ("remove-ou",),
    "server": ("restart-server",),
    "session": ("stop-session",),
}
KEYS = {
    "unlock-user": "u",
    "reset-user-password": "r",
    "add-group-member": "a",
    "set-user": "e",
    "set-group": "e",
    "set-computer": "e",
    "send-session-message": "m",
}
TAKING = frozenset({"Remove", "Disable", "Stop", "Restart", "Clear", "Reset"})
OF_PLACES = ("user", "group", "computer", "ou")


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `posts` says that one press runs it: low impact and nothing to fill in."""

    operation: Operation
    label: str
    url: str
    key: str = ""
    why: str = ""
    look: str = ""
    posts: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """All buttons of a page."""

    first: Sequence[Button] = ()
    apart: Sequence[Button] = ()
    more: Sequence[Button] = ()
    dangerous: Sequence[Button] = ()
    disabled: Sequence[Button] = ()

    @property
    def has_menu(self) -> bool:
        return bool(self.more or self.dangerous or self.disabled)


@dataclass(slots=True)
class _Sorted:
    """Buttons on their way into their places."""

    by_name: dict[str, Button] = field(default_factory=dict)
    disabled: list[Button] = field(default_factory=list)


def buttons_for(
    user: User, target: Target, *, found: DirectoryObject | None = None, seen: Mapping[str, str] | None = None
) -> Buttons:
    """What this person is offered on the page of the target, or on the list of its kind where it has no key.

    `seen` is what the page shows and an act must be sure of: the person (UserName) in the row of a session.
    """
    place = _Sorted()
    for offer in (*offered(user, target), *_more_offers(user, target)):
        button = _button(offer, target, seen or {})
        if offer.enabled:
            place.by_name.setdefault(offer.operation.name, button)
        else:
            place.disabled.append(button)
    pointless = _pointless(target, found)
    first = [place.by_name[name] for name in FIRST.get(target.kind, ()) if _shown(name, place, pointless)]
    if not target.key:
        first = [each for each in place.by_name.values() if verb(each.operation.function) == "New"][:2]
    apart = [place.by_name[name] for name in APART.get(target.kind, ()) if _shown(name, place, pointless)]
    taken = {each.operation.name for each in (*first, *apart)}
    rest = sorted(
        (each for name, each in place.by_name.items() if name not in taken), key=lambda each: each.label.casefold()
    )
    return Buttons(
        first=_with_main(first, found),
        apart=[_looking(each, "danger") for each in apart],
        more=[each for each in rest if not _takes(each.operation)],
        dangerous=[each for each in rest if _takes(each.operation)],
        disabled=sorted(place.disabled, key=lambda each: each.label.casefold()),
    )


def _shown(name: str, place: _Sorted, pointless: frozenset[str]) -> bool:
    return name in place.by_name and name not in pointless


def _pointless(target: Target, found: DirectoryObject | None) -> frozenset[str]:
    """Acts that would change nothing now are left to the menu, where somebody who knows better finds them."""
    if found is None or not target.key:
        return frozenset()
    idle = {"enable-user", "enable-computer"} if found.enabled else {"disable-user", "disable-computer"}
    return frozenset(idle if found.locked_at else idle | {"unlock-user"})


def _with_main(first: list[Button], found: DirectoryObject | None) -> list[Button]:
    """At most one main button: to unlock who is locked, to log off nobody."""
    if found is not None and found.locked_at and first and first[0].operation.name == "unlock-user":
        return [_looking(first[0], "main"), *first[1:]]
    return first


def _looking(button: Button, look: str) -> Button:
    return Button(
        button.operation,
        button.label,
        button.url,
        key=button.key,
        why=button.why,
        look="" if verb(button.operation.function) == "Enable" else look,
        posts=button.posts,
        target=button.target,
    )


def _takes(operation: Operation) -> bool:
    return operation.impact == "High" or (operation.is_change and verb(operation.function) in TAKING)


def _more_offers(user: User, target: Target) -> Iterable[Offer]:
    """Offers of other kinds that make sense here: a group for a person, new objects in a unit, sessions on a server."""
    names: list[Operation] = []
    if target.kind in ("user", "computer") and target.key:
        names = [each for each in catalog().of_kind("group") if each.name == "add-group-member"]
    elif target.kind == "ou" and target.key:
        names = [each for kind in OF_PLACES for each in catalog().of_kind(kind) if _takes_place(each)]
    elif target.kind == "server":
        names = [each for each in catalog().of_kind("session") if not each.needs_identity]
    elif target.kind == "directory" and target.guid is None:
        names = [each for each in catalog().of_kind("directory") if each.needs_identity]
    for operation in names:
        yield _offer_elsewhere(user, operation, target)


def _takes_place(operation: Operation) -> bool:
    return operation.parameter("Path") is not None and not operation.needs_identity


def _offer_elsewhere(user: User, operation: Operation, target: Target) -> Offer:
    """An operation of another kind, asked of the place of this target."""
    if target.is_on_server:
        place = Target(
            kind="session",
            key=target.server,
            name=target.name,
            domain=target.domain,
            server=target.server,
            farm_key=target.farm_key,
            server_key=target.server_key,
        )
    else:
        place = Target(kind=operation.component, name=target.name, domain=target.domain, unit_path=target.unit_path)
    enabled = allows(user, operation, place)
    return Offer(operation, place, enabled, "" if enabled else needed_role(operation))


def _button(offer: Offer, here: Target, seen: Mapping[str, str]) -> Button:
    operation, target = offer.operation, offer.target
    query: dict[str, str] = {}
    if target.key:
        query["target"] = target.key
    elif target.domain and not target.is_on_server:
        query["domain"] = target.domain
    if here.key and here.kind in ("user", "computer") and operation.name == "add-group-member":
        query["Members"] = here.key
    if here.key and here.kind == "ou" and _takes_place(operation):
        query["Path"] = here.key
    query |= {each.name: seen[each.name] for each in operation.prefilled if each.name in seen}
    url = reverse("remoting:operation", args=[operation.name])
    simple = operation.impact == "Low" and not operation.needs_reason and not any(p.mandatory for p in operation.fields)
    return Button(
        operation,
        short_label(operation, on=here.kind if here.key else ""),
        f"{url}?{urlencode(query)}" if query else url,
        key=KEYS.get(operation.name, ""),
        why=offer.why,
        posts=simple and bool(target.key),
        target=target.key,
    )
