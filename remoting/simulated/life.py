"""The life of one server at one moment: a function of seed and clock, and of what people did there.

life = life_of(call)
for session in life.sessions(): …
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from remoting.simulated.calls import Call
from remoting.simulated.faults import Fault
from remoting.simulated.life_days import Span, Stay, planned_stays
from remoting.simulated.life_machine import MachineState
from remoting.simulated.life_store import Act, LifeStore, Roster
from remoting.simulated.population_machines import NETBIOS, Machine
from remoting.simulated.seeding import number_of, share_of

_AFTER_RESTART = 700  # numbers of sessions that were begun anew after a restart
_DRAIN_HOUR = 7  # the server that drains in every world takes nobody after this hour, UTC


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the system tells it. Sessions of the system itself have no user."""

    number: int
    state: str  # active, connected, disconnected, listen
    user: str = ""
    station: str = ""
    client_name: str = ""
    client_address: str = ""
    connected: datetime | None = None
    disconnected: datetime | None = None
    signed_in: datetime | None = None
    idle_seconds: int | None = None
    stay: Stay | None = None

    @property
    def domain(self) -> str:
        return NETBIOS if self.user else ""

    @property
    def account(self) -> str:
        return f"{self.domain}\\{self.user}"


class ServerLife:
    """What is so on one server at one moment."""

    def __init__(self, seed: int, machine: Machine, roster: Roster, acts: Sequence[Act], now: datetime) -> None:
        self.seed = seed
        self.machine = machine
        self.now = now
        self.state = MachineState(seed, machine, acts, now)
        self._roster = roster

    def _done_to(self, stay: Stay) -> Stay:
        """The stay with what people did to it: ended, or cut off for a while."""
        ended = self.state.last_act("session-ended", stay.key)
        if ended:
            stay = replace(stay, ends=min(stay.ends, ended.at))
        for act in self.state.acts:
            if act.kind == "session-disconnected" and act.key == stay.key:
                stay = replace(stay, breaks=_with_break(stay, act, self.seed))
        return stay

    def _cut(self, stay: Stay) -> list[Stay]:
        """The stay as it came to be: each restart ends it, and some minutes later its person begins anew."""
        stay = self._done_to(stay)
        parts = []
        for count, restart in enumerate(self.state.restarts):
            if not stay.begins < restart < stay.ends:
                continue
            parts.append(replace(stay, ends=restart))
            begins = restart + timedelta(minutes=2 + number_of(self.seed, "again", stay.key, below=25))
            later = tuple(span for span in stay.breaks if span[0] > begins)
            again = replace(stay, number=_AFTER_RESTART * (count + 1) + stay.number, begins=begins, breaks=later)
            if begins > stay.ends - timedelta(minutes=30) or stay.break_at(begins) or not self._let_in(again):
                return parts
            stay = self._done_to(again)
        return [*parts, stay]

    def _let_in(self, stay: Stay) -> bool:
        """Whether the logon mode let the session begin."""
        mode = self.state.logon_mode(stay.begins)
        if mode == "enabled":
            return True
        set_by_somebody = any(act.kind == "logon-mode" and act.at <= stay.begins for act in self.state.acts)
        return not set_by_somebody and stay.begins.hour < _DRAIN_HOUR

    @cached_property
    def stays(self) -> list[Stay]:
        """All stays on this server in the last days, ended ones too, as they came to be."""
        if not self.machine.is_terminal:
            return []
        planned = planned_stays(self.seed, self._roster, farm=self.machine.farm, now=self.now)
        here = [stay for stay in planned if stay.server == self.machine.name and self._let_in(stay)]
        return [part for stay in here for part in self._cut(stay) if part.begins <= self.now and self._survived(part)]

    def _survived(self, stay: Stay) -> bool:
        return stay.ends <= self.now or stay.begins >= self.state.started

    def sessions(self, *, system: bool = False) -> list[Session]:
        """The sessions that are there now, by number; with `system` also those without a user."""
        found = [self._session(stay) for stay in self.stays if stay.begins <= self.now < stay.ends]
        if system:
            since = self.state.started
            found += [
                Session(0, "disconnected", station="Services"),
                Session(1, "connected", station="Console", connected=since),
            ]
            if self.machine.is_terminal:
                found.append(Session(65536, "listen", station="RDP-Tcp"))
        return sorted(found, key=lambda session: session.number)

    def _session(self, stay: Stay) -> Session:
        pause = stay.break_at(self.now)
        earlier = [span for span in stay.breaks if span[1] <= self.now]
        return Session(
            number=stay.number,
            state="disconnected" if pause else "active",
            user=stay.regular.account,
            station="" if pause else f"RDP-Tcp#{stay.number % 128}",
            client_name="" if pause else stay.regular.client_name[:15],
            client_address="" if pause else stay.regular.client_address,
            connected=earlier[-1][1] if earlier else stay.begins,
            disconnected=pause[0] if pause else earlier[-1][0] if earlier else None,
            signed_in=stay.begins,
            idle_seconds=int((self.now - pause[0]).total_seconds()) if pause else self._idle(stay),
            stay=stay,
        )

    def _idle(self, stay: Stay) -> int:
        """Seconds without input: few for most, up to some minutes for those who read or talk."""
        seconds = int(self.now.timestamp())
        drawn = share_of(self.seed, "idle", stay.key, seconds // 900)
        idle = int(60 * drawn) if drawn < 0.7 else seconds % 900 + int(600 * (drawn - 0.7))
        return min(idle, int((self.now - stay.begins).total_seconds()))

    def session(self, number: int) -> Session | None:
        return next((one for one in self.sessions(system=True) if one.number == number), None)


def _with_break(stay: Stay, act: Act, seed: int) -> tuple[Span, ...]:
    """The breaks with one more, from the moment that somebody cut the session off until its person comes back."""
    back = min(stay.ends, act.at + timedelta(minutes=15 + number_of(seed, "back", stay.key, act.at, below=45)))
    outside = [span for span in stay.breaks if span[1] <= act.at or span[0] >= back]
    touching = [span[1] for span in stay.breaks if span[0] < back < span[1]]
    return tuple(sorted([*outside, (act.at, max([back, *touching]))]))


def life_on(store: LifeStore, machine: Machine, now: datetime) -> ServerLife:
    """The life of any machine, whether it answers or not."""
    return ServerLife(store.seed, machine, store.roster(), store.acts(machine.name), now)


def life_of(call: Call) -> ServerLife:
    """The life of the machine that a call runs on. Raises `Fault` Unavailable where that does not answer."""
    life = life_on(call.life, call.life.machine, call.now)
    if life.state.is_silent:
        raise Fault("Unavailable", f"{life.machine.name} does not answer.")
    return life
