"""Where objects lie: units found from distinguished names, paths of units, and what a moved unit takes along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from directory.models import DirectoryObject, Domain, Kind
from directory.names import fold_dn, parents_of, split_dn

_BATCH = 500


@dataclass(frozen=True, slots=True)
class UnitRow:
    pk: int
    guid: UUID


def units_above(domain: Domain, rows: Iterable[DirectoryObject]) -> dict[str, UnitRow]:
    """The units that the rows may lie in, by folded DN."""
    wanted = {fold_dn(parent) for row in rows for parent in parents_of(row.dn) if parent[:3].upper() == "OU="}
    found = DirectoryObject.objects.present().filter(domain=domain, kind=Kind.UNIT, dn_fold__in=wanted)
    return {dn: UnitRow(pk, guid) for dn, pk, guid in found.values_list("dn_fold", "pk", "guid")}


def place_row(row: DirectoryObject, units: Mapping[str, UnitRow]) -> None:
    """Set unit, parent and place from the DN: the nearest unit above, else the domain itself."""
    above = next((units[dn] for dn in map(fold_dn, parents_of(row.dn)) if dn in units), None)
    row.unit_id = above.pk if above else None
    row.parent_guid = above.guid if above else None
    row.place = above.pk if above else -row.domain_id


def settle_units(domain: Domain) -> None:
    """After units came or moved: every unit's own place and path, written where they differ."""
    units = list(
        DirectoryObject.objects.present()
        .filter(domain=domain, kind=Kind.UNIT)
        .only("pk", "guid", "unit_id", "path", "place")
    )
    by_pk = {unit.pk: unit for unit in units}
    changed = []
    for unit in units:
        path = "".join(f"{part.guid}/" for part in _upwards(unit, by_pk))
        if (unit.path, unit.place) != (path, unit.pk):
            unit.path, unit.place = path, unit.pk
            changed.append(unit)
    DirectoryObject.objects.bulk_update(changed, ["path", "place"], batch_size=_BATCH)


def _upwards(unit: DirectoryObject, by_pk: Mapping[int, DirectoryObject]) -> Sequence[DirectoryObject]:
    """The unit and those above it, the topmost first. A loop, which cannot be, ends where it closes."""
    line: list[DirectoryObject] = []
    here: DirectoryObject | None = unit
    while here is not None and here not in line:
        line.insert(0, here)
        here = by_pk.get(here.unit_id) if here.unit_id else None
    return line


def follow_unit(domain: Domain, *, old_dn: str, new_dn: str) -> None:
    """Rewrite the DNs of all that lies below a unit that was moved or renamed: the directory does not tell them."""
    tail = f",{fold_dn(old_dn)}"
    below = DirectoryObject.objects.filter(domain=domain, dn_fold__endswith=tail).only("pk", "dn", "dn_fold")
    batch: list[DirectoryObject] = []
    for row in below.iterator(chunk_size=_BATCH):
        depth = len(parents_of(row.dn)) - len(parents_of(old_dn))
        row.dn = ",".join([*split_dn(row.dn)[:depth], new_dn])
        row.dn_fold = fold_dn(row.dn)
        batch.append(row)
    DirectoryObject.objects.bulk_update(batch, ["dn", "dn_fold"], batch_size=_BATCH)
