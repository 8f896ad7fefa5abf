"""Accounts that lock in the course of a day, by seed and clock: somebody's old password is still tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from remoting.simulated.life_days import planned_stays
from remoting.simulated.life_store import Regular, Roster
from remoting.simulated.population_machines import FARMS
from remoting.simulated.seeding import random_of

_LOCKS_A_DAY = 5
_FIRST_HOUR, _HOURS = 6, 11  # UTC: from 06:00 for eleven hours


@dataclass(frozen=True, slots=True)
class DueLock:
    """At this moment this account gets too many wrong passwords, from this computer."""

    regular: Regular
    at: datetime
    computer: str


def _of_day(seed: int, roster: Roster, regulars: Sequence[Regular], day: date) -> list[DueLock]:
    random = random_of(seed, "locks", day.toordinal())
    count = _LOCKS_A_DAY if day.weekday() < 5 else 1
    midnight = datetime.combine(day, time(), UTC)
    found = []
    for _ in range(count):
        regular = random.choice(regulars)
        at = midnight + timedelta(seconds=_FIRST_HOUR * 3600 + random.randrange(_HOURS * 3600))
        found.append(DueLock(regular, at, _left_session(seed, roster, regular, at) or regular.client_name))
    return found


def _left_session(seed: int, roster: Roster, regular: Regular, at: datetime) -> str:
    """The terminal server where a session of theirs is disconnected, if any: that is what tries the password."""
    for farm in FARMS:
        if farm.name == regular.farm:
            for stay in planned_stays(seed, roster, farm=farm.name, now=at):
                if stay.regular == regular and stay.begins <= at < stay.ends and stay.break_at(at):
                    return stay.server
    return ""


def locks_between(seed: int, roster: Roster, *, after: datetime, until: datetime) -> list[DueLock]:
    """Locks due after one moment and up to another, in their order; at most of the last week."""
    people = [regular for regular in roster.regulars if not regular.stale_on and regular.ordinal >= 45]
    if not people or until <= after:
        return []
    day = max(after, until - timedelta(days=7)).date()
    found = []
    while day <= until.date():
        found += [lock for lock in _of_day(seed, roster, people, day) if after < lock.at <= until]
        day += timedelta(days=1)
    return sorted(found, key=lambda lock: lock.at)
