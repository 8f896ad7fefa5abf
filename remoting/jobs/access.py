"""Who may run what on what. `get_operation_for` is the only door to an operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from accounts.grants import Held, grants_of, may_see_directory
from accounts.models import User
from accounts.refusals import record_refusal
from audit.trail import About, Way
from directory import scopes
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.targets import NoSuchTarget, Target, target_for


class NotPermitted(PermissionDenied):
    """The person may see the target and may not do this; the text says which grant is missing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: an operation on a target. `why` says what is missing where it is not `enabled`."""

    operation: Operation
    target: Target
    enabled: bool
    why: str = ""


def covers(held: Held, target: Target) -> bool:
    """Whether a grant's scope holds this target. A unit never covers a server."""
    if held.scope_kind == "everywhere":
        return True
    if target.is_on_server:
        key = {"domain": target.domain, "farm": target.farm_key, "server": target.server_key}.get(held.scope_kind)
        return bool(key) and held.scope_key.casefold() == str(key).casefold()
    return scopes.covers(held, domain=target.domain, unit_path=target.unit_path)


def allows(user: User, operation: Operation, target: Target) -> bool:
    """Whether a grant of the user holds both operation and place.

    An operation without an object needs a grant anywhere in its domain to be opened; where it may act is decided by
    `Path` when it is submitted, and asked again by the guard.
    """
    fitting = [held for held in grants_of(user) if held.allows(operation.name, operation.role)]
    if not target.key and not target.is_on_server:
        return any(held.scope_kind in {"everywhere", "unit"} or covers(held, target) for held in fitting)
    return any(covers(held, target) for held in fitting)


def allows_in(user: User, operation: Operation, target: Target, units: Sequence[Target]) -> bool:
    """Whether an operation without an object may act: in the units it names, or over the whole domain."""
    places = list(units) or [Target(kind=target.kind, domain=target.domain)]
    fitting = [held for held in grants_of(user) if held.allows(operation.name, operation.role)]
    return all(any(covers(held, place) for held in fitting) for place in places)


def get_operation_for(user: User, name: str, target: Target, *, way: Way) -> Operation:
    """The operation, if this person may run it on this target. Refusals are recorded in a transaction of their own.

    Raises Http404 for people without any grant in the directory and for what nobody is offered, NotPermitted for
    those who lack the grant.
    """
    operation = catalog().get(name)
    if operation is None or not operation.is_offered:
        raise Http404(f"no operation {name}")
    if operation.component != target.kind:
        raise Http404(f"{name} does not act on a {target.kind}")
    if allows(user, operation, target):
        return operation
    why = missing(operation, target)
    about = About(kind=target.kind, key=target.key, name=target.name, domain=target.domain)
    record_refusal(user, why=why, about=about, way=way, operation=name)
    if not may_see_directory(user):
        raise Http404(f"no operation {name}")
    raise NotPermitted(why)


def target_to_run(user: User, name: str, key: str, *, way: Way, domain: str = "") -> Target:
    """The target of an operation from what a form, the API or the command line says.

    Raises NoSuchTarget, and records it: who tries keys that are not theirs stands in the trail. The door itself is
    `get_operation_for`, which comes next.
    """
    operation = catalog().get(name)
    if operation is None or not operation.is_offered:
        raise Http404(f"no operation {name}")
    try:
        return target_for(operation.component, key, user, domain=domain)
    except NoSuchTarget:
        about = About(kind=operation.component, key=key[:300], domain=domain)
        record_refusal(user, why=_("There is no such target in your scope."), about=about, way=way, operation=name)
        raise


def needed_role(operation: Operation) -> str:
    """The short sentence of a button that cannot be pressed."""
    return _("Needs the role %(role)s here.") % {"role": gettext(operation.role.capitalize())}


def missing(operation: Operation, target: Target) -> str:
    """The sentence that names the grant which is missing."""
    return _("You may not “%(operation)s” on %(target)s. It needs the role %(role)s there.") % {
        "operation": operation.title,
        "target": target.name or target.domain,
        "role": operation.role,
    }


def offered(user: User, target: Target) -> list[Offer]:
    """What the page of this target offers: acts with an object there, acts without one on lists (no key)."""
    return [_offer(user, each, target) for each in catalog().of_kind(target.kind) if fits(each, target)]


def _offer(user: User, operation: Operation, target: Target) -> Offer:
    enabled = allows(user, operation, target)
    return Offer(operation, target, enabled, "" if enabled else needed_role(operation))


def fits(operation: Operation, target: Target) -> bool:
    """Whether the page of this target offers the operation: on an object what takes one, on a list what needs none."""
    if target.kind == "server":
        return True
    keyed = {
        "session": target.session_number is not None,
        "directory": target.guid is not None,
    }.get(target.kind, bool(target.key))
    return operation.has_identity if keyed else not operation.needs_identity
