"""What operations on servers and sessions ask of a store: what people did there. All else follows from seed and clock.

`embedded_life.py` is the store of the demo; `life.py` reckons what is so at a moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from remoting.simulated.population_machines import Machine


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who works on a farm of terminal servers, day after day. `hours`: how far the clock there is from UTC.

    `stale_on` names the server where a session of theirs is left behind, disconnected, with an old password.
    """

    ordinal: int
    farm: str
    guid: UUID
    account: str
    client_name: str
    client_address: str
    hours: int
    stale_on: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """All regulars of a world. One is made for a world and kept, so that plans can be remembered for it."""

    regulars: tuple[Regular, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to a server: a session logged off, a service stopped, a restart ordered."""

    server: str  # short name, as Machine.name
    kind: str
    key: str
    at: datetime
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lockout:
    """An account that wrong passwords locked, and the computer that sent them."""

    guid: UUID
    account: str
    sid: str
    computer: str
    at: datetime


class LifeStore(Protocol):
    """The machine that an engine stands for, and what is kept about the life of the domain's machines."""

    @property
    def seed(self) -> int: ...

    @property
    def machine(self) -> Machine:
        """Raises `Fault` Unavailable where the engine stands for no machine of this world."""

    def roster(self) -> Roster: ...

    def acts(self, server: str) -> Sequence[Act]:
        """What was done to a server in the last weeks, the oldest first."""

    def keep(self, act: Act) -> None: ...

    def lockouts(self, *, since: datetime, until: datetime) -> Sequence[Lockout]:
        """Lockouts of the whole domain, the newest first. Those that came due meanwhile are carried out first."""
