"""The tree of units, and what lies in one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Count

from directory.models import DirectoryObject, Domain, Kind
from directory.scopes import Scope

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree of units; the domain itself has no unit."""

    domain: Domain
    unit: DirectoryObject | None
    depth: int
    counts: dict[str, int]
    has_more: bool
    is_open: bool
    toggled: str

    @property
    def indent(self) -> int:
        return min(self.depth, 3)


def contents_of(unit: DirectoryObject, scope: Scope) -> list[DirectoryObject]:
    """What lies directly in a unit: units, groups, computers, people; the first of them."""
    found = DirectoryObject.objects.present().filter(unit=unit).select_related("domain", "unit__unit")
    rows = found if scope.everywhere else found.filter(place__in=scope.places)
    order = {Kind.UNIT: 0, Kind.GROUP: 1, Kind.COMPUTER: 2, Kind.USER: 3}
    return sorted(rows.order_by("name_fold")[:SHOWN], key=lambda row: (order[Kind(row.kind)], row.name_fold))


def tree_of(domain: Domain, scope: Scope, opened: Collection[int]) -> Iterator[Branch]:
    """The visible units of the domain, below the opened ones theirs."""
    units = DirectoryObject.objects.present().of_kind(Kind.UNIT).filter(domain=domain).order_by("name_fold")
    rows = [unit for unit in units.only(*_COLUMNS) if scope.holds(unit.place)]
    held = {unit.pk for unit in rows}
    below: dict[int | None, list[DirectoryObject]] = {}
    for unit in rows:
        below.setdefault(unit.unit_id if unit.unit_id in held else None, []).append(unit)
    shown = list(_branch(domain, below, None, 0, opened))
    counts = _counts([branch.unit.pk for branch in shown if branch.unit])
    for branch in shown:
        branch.counts.update(counts.get(branch.unit.pk if branch.unit else 0, {}))
    yield from shown


_COLUMNS = ("pk", "guid", "name", "description", "unit_id", "place", "domain_id", "kind", "is_privileged")


def _branch(
    domain: Domain,
    below: dict[int | None, list[DirectoryObject]],
    above: int | None,
    depth: int,
    opened: Collection[int],
) -> Iterator[Branch]:
    for unit in below.get(above, []):
        is_open = unit.pk in opened
        toggled = ".".join(str(pk) for pk in sorted(set(opened) ^ {unit.pk}))
        yield Branch(domain, unit, depth, {}, unit.pk in below, is_open, toggled)
        if is_open:
            yield from _branch(domain, below, unit.pk, depth + 1, opened)


def _counts(units: Collection[int]) -> dict[int, dict[str, int]]:
    """How many objects of each kind lie directly in each unit."""
    found: dict[int, dict[str, int]] = {}
    counted = DirectoryObject.objects.present().filter(unit__in=units).values_list("unit", "kind")
    for unit, kind, number in counted.annotate(number=Count("pk")):
        found.setdefault(unit, {})[kind] = number
    return found
