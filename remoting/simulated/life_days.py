"""Who is on which terminal server when: a plan for each regular and day, by the seed alone. Nothing ticks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from remoting.simulated.life_store import Regular, Roster
from remoting.simulated.population_machines import TERMINALS
from remoting.simulated.seeding import pick, random_of, share_of

DAYS_BACK = 8  # no session lives longer
_NUMBERS_A_DAY = 80

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Stay:
    """One session from signing in to signing out. In a break it is disconnected."""

    server: str
    number: int
    regular: Regular
    begins: datetime
    ends: datetime
    breaks: tuple[Span, ...] = ()

    @property
    def key(self) -> str:
        """What an act on this very session is kept under: its number comes back another day."""
        return f"{self.number}@{self.begins:%Y-%m-%dT%H:%M}"

    def break_at(self, now: datetime) -> Span | None:
        return next((span for span in self.breaks if span[0] <= now < span[1]), None)


def _shift(seed: int, regular: Regular) -> str:
    drawn = share_of(seed, "shift", regular.ordinal)
    return "office" if drawn < 0.78 else "late" if drawn < 0.88 else "night"


_STARTS = {"office": (7.0, 9.6), "late": (12.5, 14.0), "night": (20.5, 22.0)}
_ATTENDS = {"office": (0.88, 0.24), "late": (0.85, 0.45), "night": (0.8, 0.65)}  # on a weekday, at a weekend


def _breaks(random: Random, begins: datetime, ends: datetime) -> list[Span]:
    """A pause at midday for some, and short ones in which the line was cut."""
    spans = []
    if random.random() < 0.45:
        pause = begins + timedelta(minutes=random.randint(190, 260))
        spans.append((pause, pause + timedelta(minutes=random.randint(22, 58))))
    if random.random() < 0.25:
        cut = begins + timedelta(minutes=random.randint(320, 420))
        spans.append((cut, cut + timedelta(minutes=random.randint(4, 40))))
    return [span for span in spans if span[1] < ends]


def _planned(seed: int, regular: Regular, day: date, servers: Sequence[str]) -> Stay | None:
    """What one regular does on one day of the place where they work."""
    if regular.stale_on:
        return _left_behind(seed, regular, day)
    random = random_of(seed, "day", regular.ordinal, day.toordinal())
    shift = _shift(seed, regular)
    if random.random() > _ATTENDS[shift][day.weekday() >= 5]:
        return None
    earliest, latest = _STARTS[shift]
    midnight = datetime.combine(day, time(), UTC) - timedelta(hours=regular.hours)
    begins = midnight + timedelta(seconds=int(3600 * random.uniform(earliest, latest)))
    ends = begins + timedelta(seconds=int(3600 * random.uniform(7.2, 9.6)))
    breaks = _breaks(random, begins, ends)
    if random.random() < 0.14:  # went home without signing out
        left = ends
        ends += timedelta(hours=random.uniform(3, 40 if day.weekday() == 4 else 11))
        breaks.append((left, ends))
    server = pick(servers, seed, "server", regular.ordinal, day.toordinal() if random.random() < 0.3 else 0)
    return Stay(server, 0, regular, begins, ends, tuple(breaks))


def _left_behind(seed: int, regular: Regular, day: date) -> Stay | None:
    """A session that is begun on Monday and left behind until the Monday after."""
    if day.weekday() != 0:
        return None
    begins = datetime.combine(day, time(6, 30), UTC) + timedelta(
        seconds=random_of(seed, "left", regular.ordinal).randrange(3600)
    )
    left = begins + timedelta(hours=2)
    return Stay(
        regular.stale_on,
        0,
        regular,
        begins,
        begins + timedelta(days=6, hours=23),
        ((left, begins + timedelta(days=7)),),
    )


@lru_cache(maxsize=256)
def _stays_of_farm(seed: int, roster: Roster, farm: str, day: date) -> tuple[Stay, ...]:
    """All stays of a farm that begin on one day, each with its number on its server."""
    servers = [machine.name for machine in TERMINALS if machine.farm == farm]
    found = [stay for regular in _of_farm(roster, farm) if (stay := _planned(seed, regular, day, servers))]
    found.sort(key=lambda stay: (stay.begins, stay.regular.ordinal))
    counts: dict[str, int] = {}
    numbered = []
    for stay in found:
        rank = counts[stay.server] = counts.get(stay.server, 0) + 1
        numbered.append(replace(stay, number=1 + day.toordinal() % DAYS_BACK * _NUMBERS_A_DAY + rank))
    return tuple(numbered)


@lru_cache(maxsize=16)
def _of_farm(roster: Roster, farm: str) -> tuple[Regular, ...]:
    return tuple(regular for regular in roster.regulars if regular.farm == farm)


def planned_stays(seed: int, roster: Roster, *, farm: str, now: datetime) -> list[Stay]:
    """The stays of a farm that could concern the moment `now` or the hours before it."""
    today = now.astimezone(UTC).date()
    days = (today + timedelta(days=offset) for offset in range(1 - DAYS_BACK, 2))
    return [stay for day in days for stay in _stays_of_farm(seed, roster, farm, day)]
