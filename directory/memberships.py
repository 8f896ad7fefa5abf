"""Memberships of the mirror, kept in step with what groups say about their members."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from directory.bulk import insert
from directory.models import DirectoryObject, Kind, LooseMember, Membership

Value = TypeVar("Value")
_BATCH = 2000  # values in one statement


def write_members(told: Mapping[int, Collection[UUID]]) -> None:
    """Make the direct members of each group (its row) exactly these. Members not met yet are kept until they come."""
    if not told:
        return
    known = _rows_of({guid for members in told.values() for guid in members})
    now = {group: {known[guid] for guid in members if guid in known} for group, members in told.items()}
    before: dict[int, set[int]] = {group: set() for group in told}
    links = Membership.objects.filter(group__in=list(told)).values_list("group_id", "member_id")
    for group, member in links:
        before[group].add(member)
    for group in told:
        gone = before[group] - {pk for pk, _ in now[group]}
        for part in _parts(list(gone)):
            Membership.objects.filter(group=group, member__in=part).delete()
    _link((group, pk, kind) for group in told for pk, kind in now[group] if pk not in before[group])
    LooseMember.objects.filter(group__in=list(told)).delete()
    loose = [
        LooseMember(group_id=group, guid=guid)
        for group, members in told.items()
        for guid in members
        if guid not in known
    ]
    LooseMember.objects.bulk_create(loose)


def adopt_loose(rows: Iterable[DirectoryObject]) -> None:
    """Link the new rows to the groups that named them before they came."""
    by_guid = {row.guid: row for row in rows}
    waiting = LooseMember.objects.filter(guid__in=list(by_guid))
    found = list(waiting.values_list("group_id", "guid"))
    if found:
        _link((group, by_guid[guid].pk, by_guid[guid].kind) for group, guid in found)
        waiting.delete()


def _link(links: Iterable[tuple[int, int, str]]) -> None:
    rows = [Membership(group_id=group, member_id=pk, is_nested=kind == Kind.GROUP) for group, pk, kind in links]
    insert(rows, ignores_known=True)


def _rows_of(guids: Collection[UUID]) -> dict[UUID, tuple[int, str]]:
    rows: dict[UUID, tuple[int, str]] = {}
    for part in _parts(list(guids)):
        found = DirectoryObject.objects.present().filter(guid__in=part).values_list("guid", "pk", "kind")
        rows |= {guid: (pk, kind) for guid, pk, kind in found}
    return rows


def _parts(values: list[Value]) -> Iterable[list[Value]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
