"""How old what the mirror says is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.models import DirectoryObject, Domain

STALE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Age:
    """`when` is the last time the source said so; None: never."""

    when: datetime | None
    is_stale: bool

    @property
    def is_old(self) -> bool:
        return self.when is None or self.is_stale


def age_of(obj: DirectoryObject, now: datetime) -> Age:
    """An object is as old as its own reading, or as the last synchronisation, which told nothing newer."""
    return _age(max(filter(None, (obj.mirrored_at, obj.domain.synchronised_at))), now)


def age_of_domains(domains: list[Domain], now: datetime) -> Age:
    """A list over domains is as old as the oldest of them."""
    times = [domain.synchronised_at for domain in domains]
    return _age(None if None in times or not times else min(time for time in times if time), now)


def _age(when: datetime | None, now: datetime) -> Age:
    return Age(when, when is None or when < now - STALE)
