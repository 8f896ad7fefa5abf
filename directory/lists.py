"""Lists of users, groups and computers: the address says which rows, in which order, with which columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from directory.columns import AT_FIRST, COLUMNS, Column
from directory.models import DirectoryObject, Kind, Membership
from directory.models.objects import DirectoryObjectQuerySet
from directory.parts import containing
from directory.queries import parse
from directory.states import SOON


@dataclass(frozen=True, slots=True)
class View:
    """A saved filter: a state that many ask for."""

    state: str
    label: str | Promise


ALL = View("", _("All"))
VIEWS: Mapping[str, tuple[View, ...]] = {
    Kind.USER: (
        ALL,
        View("locked", _("Locked")),
        View("password-expiring", _("Password expires")),
        View("expiring", _("Ends soon")),
        View("expired", _("Ended")),
        View("disabled", _("Disabled")),
        View("never", _("Never signed in")),
        View("privileged", _("Privileged")),
    ),
    Kind.GROUP: (ALL, View("empty", _("Empty")), View("privileged", _("Privileged"))),
    Kind.COMPUTER: (
        ALL,
        View("disabled", _("Disabled")),
        View("never", _("Never signed in")),
        View("privileged", _("Privileged")),
    ),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for; what makes no sense in it is left out."""

    kind: str
    q: str = ""
    state: str = ""
    department: str = ""
    unit: UUID | None = None
    sort: str = "name"
    columns: tuple[Column, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return bool(self.q or self.state or self.department or self.unit)


def wanted(kind: str, asked: QueryDict) -> Wanted:
    names = asked.getlist("columns") or AT_FIRST[kind]
    sort = asked.get("sort", "")
    sortable = {column.name for column in COLUMNS[kind] if column.sort} | {"name"}
    state = asked.get("state", "")
    return Wanted(
        kind=kind,
        q=asked.get("q", "").strip()[:200],
        state=state if any(view.state == state for view in VIEWS[kind]) else "",
        department=asked.get("department", "")[:128],
        unit=_guid(asked.get("unit", "")),
        sort=sort if sort.removeprefix("-") in sortable else "name",
        columns=tuple(column for column in COLUMNS[kind] if column.name in names),
    )


def _guid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def everything(kind: str, user: User) -> DirectoryObjectQuerySet:
    return DirectoryObject.objects.present().of_kind(kind).visible_to(user)


def matching(found: DirectoryObjectQuerySet, what: Wanted, now: datetime) -> DirectoryObjectQuerySet:
    if what.state:
        found = found.filter(state_filter(what.state, now))
    if what.department:
        found = found.filter(department=what.department)
    if what.unit:
        found = found.filter(place__in=_units_below(what.unit).values("pk"))
    return _named(found, what.q)


def _units_below(unit: UUID) -> DirectoryObjectQuerySet:
    units = DirectoryObject.objects.present().of_kind(Kind.UNIT)
    path = units.filter(guid=unit).values_list("path", flat=True).first()
    return units.filter(path__startswith=path) if path else units.none()


def _named(found: DirectoryObjectQuerySet, typed: str) -> DirectoryObjectQuerySet:
    """The words of the search, all of them; a GUID, SID or DN as it is."""
    query = parse(typed)
    if query.shape != "words":
        return found.filter(**{{"dn": "dn_fold"}.get(query.shape, query.shape): query.keys[0]})
    if typed and not query.keys:
        return found.none()
    return containing(found, [word if len(word) > 2 else f" {word}" for word in query.keys])


def state_filter(state: str, now: datetime) -> Q:
    """Which rows a saved filter holds; its name is the address's."""
    match state:
        case "locked":
            return Q(locked_at__isnull=False) & (Q(unlocks_at=None) | Q(unlocks_at__gt=now))
        case "disabled":
            return Q(enabled=False)
        case "expired":
            return Q(expires_at__lte=now)
        case "expiring":
            return Q(expires_at__gt=now, expires_at__lte=now + SOON)
        case "password-expiring":
            return Q(enabled=True, password_expires_at__gt=now, password_expires_at__lte=now + SOON)
        case "never":
            return Q(last_logon_at=None)
        case "privileged":
            return Q(is_privileged=True)
        case "empty":
            return Q(~Exists(Membership.objects.filter(group=OuterRef("pk"))))
    return Q()


def ordered(found: DirectoryObjectQuerySet, what: Wanted) -> DirectoryObjectQuerySet:
    """Rows without a value come last either way."""
    name = what.sort.removeprefix("-")
    column = "name_fold" if name == "name" else next(one.sort for one in COLUMNS[what.kind] if one.name == name)
    key = F(column).desc(nulls_last=True) if what.sort.startswith("-") else F(column).asc(nulls_last=True)
    return found.select_related("domain", "unit__unit").order_by(key, "pk")


def rows_at(found: DirectoryObjectQuerySet, keys: Sequence[int]) -> list[DirectoryObject]:
    """The rows with these keys, in their order: a far page is found by an index, and only its own rows are read."""
    rows = found.order_by().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def with_members(found: DirectoryObjectQuerySet) -> DirectoryObjectQuerySet:
    """Groups with the number of their direct members."""
    links = Membership.objects.filter(group=OuterRef("pk")).order_by().values("group")
    counted = links.annotate(number=Count("pk")).values("number")
    return found.annotate(members=Coalesce(Subquery(counted), 0))


def count_views(kind: str, user: User, now: datetime) -> Sequence[tuple[View, int]]:
    """How many rows each saved filter holds, in one look at the table."""
    views = VIEWS[kind]
    filters = [state_filter(view.state, now) for view in views]
    asked = {f"n{place}": Count("pk", filter=one or None) for place, one in enumerate(filters)}
    counted = everything(kind, user).aggregate(**asked)
    return [(view, counted[f"n{place}"]) for place, view in enumerate(views)]
