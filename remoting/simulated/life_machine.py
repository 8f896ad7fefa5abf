"""A server's own state at a moment: since when it runs, who may sign in, whether it answers, load, memory, disks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from remoting.simulated.life_store import Act
from remoting.simulated.population_machines import Machine
from remoting.simulated.seeding import number_of, share_of

RESTART_TAKES = timedelta(seconds=150)
GIB = 2**30


@dataclass(frozen=True, slots=True)
class Disk:
    """A fixed disk, in bytes."""

    name: str
    label: str
    size: int
    free: int


def _regular_start(seed: int, machine: Machine, now: datetime) -> datetime:
    """The last restart by plan: on a Sunday night, each week or each few weeks."""
    weeks = (
        8 if machine.trouble in ("restart-due", "memory-high") else 1 + number_of(seed, "weeks", machine.name, below=3)
    )
    minutes = 120 + number_of(seed, "start", machine.name, below=150)
    first = datetime(2001, 1, 7, tzinfo=UTC) + timedelta(
        weeks=number_of(seed, "phase", machine.name, below=weeks), minutes=minutes
    )
    return first + (now - first) // timedelta(weeks=weeks) * timedelta(weeks=weeks)


def due_of(act: Act) -> datetime:
    """When an ordered restart begins."""
    return act.at + timedelta(seconds=int(act.value["delay"]))


class MachineState:
    """What one machine is like at one moment, before anybody's session is looked at."""

    def __init__(self, seed: int, machine: Machine, acts: Sequence[Act], now: datetime) -> None:
        self.seed = seed
        self.machine = machine
        self.acts = [act for act in acts if act.at <= now]
        self.now = now
        restarts = [due_of(act) for act in self.acts if act.kind == "restart"]
        self.restarts = sorted(due + RESTART_TAKES for due in restarts if due <= now)
        self.restart_at = max((due for due in restarts if due > now), default=None)
        self.started = max([_regular_start(seed, machine, now), *self.restarts])

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it answers: for good, or while it restarts."""
        return self.machine.trouble == "unreachable" or self.now < self.started

    def last_act(self, kind: str, key: str = "", *, since: datetime | None = None) -> Act | None:
        """The last act of a kind, on one thing, since a moment."""
        for act in reversed(self.acts):
            if act.kind == kind and key in ("", act.key) and (since is None or act.at >= since):
                return act
        return None

    def logon_mode(self, at: datetime | None = None) -> str:
        """enabled, drain, drainUntilRestart or disabled, now or at an earlier moment."""
        mode, since = ("drain" if self.machine.trouble == "draining" else "enabled"), None
        for act in self.acts:
            if act.kind == "logon-mode" and (at is None or act.at <= at):
                mode, since = str(act.value["mode"]), act.at
        until = at or self.now
        if (
            mode == "drainUntilRestart"
            and since
            and any(since < restart <= until for restart in [*self.restarts, self.started])
        ):
            return "enabled"
        return mode

    @property
    def restart_reasons(self) -> list[str]:
        """Why the system wants to be restarted; what a restart settled is settled."""
        if self.machine.trouble == "restart-due" and not self.restarts:
            return ["components", "updates", "files"]
        return ["updates"] if (self.now - self.started) > timedelta(days=20) else []

    def _noise(self, name: str, seconds: int) -> float:
        return share_of(self.seed, name, self.machine.name, int(self.now.timestamp()) // seconds)

    def cpu_percent(self, active: int) -> int:
        return min(
            99,
            round(
                3
                + active * 16 / self.machine.cores * (0.6 + 0.6 * self._noise("cpu", 30))
                + 6 * self._noise("cpu+", 20)
            ),
        )

    @property
    def memory_bytes(self) -> int:
        return self.machine.memory_gib * GIB - 4_321 * 1024

    def memory_free(self, sessions: int) -> int:
        used = 7.5 + 1.15 * sessions * (0.9 + 0.2 * self._noise("memory", 120))
        if self.machine.trouble == "memory-high":
            used = self.machine.memory_gib * (0.91 + 0.03 * self._noise("memory", 120))
        used = min(used, 0.97 * self.machine.memory_gib)
        return int((self.machine.memory_gib - used) * 1024 * 1024) * 1024 - 4_321 * 1024

    def disks(self) -> list[Disk]:
        system = self._disk("C:", "System", 240, 0.38)
        if self.machine.trouble == "disk-full":
            free = int(system.size * (0.006 + 0.012 * self._noise("disk", 3600)))
            system = Disk(system.name, system.label, system.size, free // 4096 * 4096)
        return [system, self._disk("D:", "Data", 4000 if self.machine.role == "files" else 500, 0.47)]

    def _disk(self, name: str, label: str, gib: int, free: float) -> Disk:
        share = free + 0.12 * share_of(self.seed, "disk", self.machine.name, name) + 0.02 * self._noise(name, 3600)
        size = gib * GIB - 2**24
        return Disk(name, label, size, int(size * share) // 4096 * 4096)
