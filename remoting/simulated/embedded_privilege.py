"""Who in a whole unit is privileged: asked of the rows at once, for reckoning every object would take minutes."""

from django.db.models import Q, QuerySet

from remoting.simulated.embedded_links import all_held_by, batches
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.privilege import PRIVILEGED_BUILTIN_RIDS, PRIVILEGED_RIDS


def holds_privileged(domain: SimulatedDomain, unit: SimulatedObject) -> bool:
    """Whether a user, group or computer below the unit is privileged, by itself or through its groups."""
    rows = SimulatedObject.objects.filter(domain=domain, deleted_at=None)
    below = rows.filter(place__startswith=unit.place).exclude(pk=unit.pk).exclude(sid=None)
    sids = {f"{domain.sid}-{rid}" for rid in PRIVILEGED_RIDS} | {f"S-1-5-32-{rid}" for rid in PRIVILEGED_BUILTIN_RIDS}
    groups = set(rows.filter(sid__in=sids, kind="group").values_list("pk", flat=True))
    inside = set[int]().union(*(all_held_by(group) for group in groups))
    by_itself = Q(sid__in=sids) | Q(attributes__adminCount__gt=0)
    if below.filter(by_itself | Q(primary_group__in=_primary(rows, groups | inside))).exists():
        return True
    return any(below.filter(pk__in=part).exists() for part in batches(inside))


def _primary(rows: QuerySet[SimulatedObject], groups: set[int]) -> set[int]:
    """The numbers by which an account can have one of these groups as its primary one."""
    found = set(PRIVILEGED_RIDS)
    for part in batches(groups):
        for sid in rows.filter(pk__in=part, kind="group", sid__startswith="S-1-5-21-").values_list("sid", flat=True):
            found.add(int(str(sid).rpartition("-")[2]))
    return found
