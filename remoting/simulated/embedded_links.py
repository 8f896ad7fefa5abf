"""Memberships of the embedded directory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from remoting.simulated.models import SimulatedLink

_BATCH = 1000


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in parts that a database takes in one query."""
    left = list(ids)
    for start in range(0, len(left), _BATCH):
        yield left[start : start + _BATCH]


def present_links() -> QuerySet[SimulatedLink]:
    """Links that count: not taken away, and neither end deleted."""
    return SimulatedLink.objects.filter(present=True, group__deleted_at=None, member__deleted_at=None)


def holders_of(ids: Collection[int]) -> set[int]:
    """The groups that directly hold any of these."""
    found: set[int] = set()
    for part in batches(ids):
        found.update(present_links().filter(member_id__in=part).values_list("group_id", flat=True))
    return found


def held_by(ids: Collection[int]) -> set[int]:
    """What any of these groups directly holds."""
    found: set[int] = set()
    for part in batches(ids):
        found.update(present_links().filter(group_id__in=part).values_list("member_id", flat=True))
    return found


def all_holders_of(ids: Collection[int]) -> set[int]:
    """The groups that hold any of these, directly or through others."""
    known: set[int] = set()
    level = set(ids)
    while level:
        level = holders_of(level) - known
        known |= level
    return known


def all_held_by(group: int) -> set[int]:
    """What a group holds, directly or through others."""
    known: set[int] = set()
    level = {group}
    while level:
        level = held_by(level) - known
        known |= level
    return known


def links_of(ids: Sequence[int], wanted: Sequence[str]) -> dict[int, dict[str, list[str]]]:
    """`member` and `memberOf` of many objects, as distinguished names."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {name: [] for name in wanted})
    for part in batches(ids):
        for name, own, other in (("memberOf", "member_id", "group__dn"), ("member", "group_id", "member__dn")):
            if name in wanted:
                for one, dn in present_links().filter(**{f"{own}__in": part}).values_list(own, other):
                    found[one][name].append(dn)
    return found


def set_links(group: int, members: Collection[int], *, present: bool, usn: int, now: datetime) -> None:
    """Make members of a group, or no longer."""
    kept = {link.member_id: link for link in SimulatedLink.objects.filter(group_id=group, member_id__in=members)}
    new = []
    for member in members:
        link = kept.get(member)
        if link is None and present:
            new.append(SimulatedLink(group_id=group, member_id=member, at=now, usn=usn))
        elif link is not None and link.present != present:
            link.present, link.version, link.at, link.usn = present, link.version + 1, now, usn
            link.save()
    SimulatedLink.objects.bulk_create(new)
