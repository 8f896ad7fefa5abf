"""The life of the embedded world's machines, as far as it is kept in rows."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from remoting.simulated.acts import SimulatedAct, SimulatedLockout, SimulatedRegular, SimulatedWorld
from remoting.simulated.attributes import DISABLED
from remoting.simulated.embedded_writing import EmbeddedWriting
from remoting.simulated.faults import Fault
from remoting.simulated.life import life_on
from remoting.simulated.life_locks import DueLock, locks_between
from remoting.simulated.life_store import Act, Lockout, Regular, Roster
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.population_machines import Machine, machine_of

_ACTS_COUNT_FOR = timedelta(days=90)
_LASTING = ("logon-mode", "restart")  # acts that count however long ago they were


@lru_cache(maxsize=8)
def _roster(world: int, _made: tuple[datetime, int, int]) -> Roster:
    """Who works on the farms. Rows of a world never change, so they are read once in the life of a process."""
    rows = SimulatedRegular.objects.filter(world=world)
    return Roster(
        tuple(
            Regular(
                row.ordinal,
                row.farm,
                row.guid,
                row.account,
                row.client_name,
                row.client_address,
                row.hours,
                row.stale_on,
            )
            for row in rows
        )
    )


class EmbeddedLife:
    """What operations on servers ask of the embedded store; `host` is the machine that the engine stands for."""

    def __init__(self, domain: SimulatedDomain, *, host: str = "") -> None:
        self._domain = domain
        self._host = host
        self.seed = domain.seed

    @property
    def machine(self) -> Machine:
        """Raises `Fault` Unavailable where there is no such machine."""
        found = machine_of(self._host)
        if found is None:
            raise Fault("Unavailable", f"There is no machine '{self._host}' in this world.")
        return found

    def answers(self, now: datetime) -> bool:
        """Whether the machine can be reached. One that this world does not know answers as a portal's own does."""
        machine = machine_of(self._host)
        return machine is None or not life_on(self, machine, now).state.is_silent

    def _world(self) -> SimulatedWorld | None:
        return SimulatedWorld.objects.filter(domain=self._domain).first()

    def roster(self) -> Roster:
        world = self._world()
        return _roster(world.pk, (world.made_at, world.seed, world.people)) if world else Roster(())

    def acts(self, server: str) -> list[Act]:
        """What was done to a server in the last months, the oldest first."""
        latest = SimulatedAct.objects.filter(domain=self._domain, server=server).order_by("-at").first()
        if latest is None:
            return []
        recent = Q(at__gte=latest.at - _ACTS_COUNT_FOR) | Q(kind__in=_LASTING)
        rows = SimulatedAct.objects.filter(recent, domain=self._domain, server=server)
        return [Act(row.server, row.kind, row.key, row.at, row.value) for row in rows]

    def keep(self, act: Act) -> None:
        SimulatedAct.objects.create(
            domain=self._domain, server=act.server, kind=act.kind, key=act.key, at=act.at, value=dict(act.value)
        )

    def lockouts(self, *, since: datetime, until: datetime) -> list[Lockout]:
        """Lockouts of the whole domain, the newest first."""
        self.live(until)
        rows = SimulatedLockout.objects.filter(domain=self._domain, at__gte=since, at__lte=until).order_by("-at", "-pk")
        return [Lockout(row.guid, row.account, row.sid, row.computer, row.at) for row in rows]

    def live(self, now: datetime) -> int:
        """Carry into the directory what life brought up to `now`: accounts that locked meanwhile. Returns how many."""
        world = self._world()
        if world is None or now <= world.lived_until:
            return 0
        due = locks_between(world.seed, self.roster(), after=world.lived_until, until=now)
        if not due:
            return 0
        with transaction.atomic():
            held = SimulatedWorld.objects.select_for_update().get(pk=world.pk)
            if held.lived_until != world.lived_until:  # somebody else was faster
                return 0
            locked = sum(self._lock(lock) for lock in due)
            held.lived_until = now
            held.save(update_fields=["lived_until"])
        return locked

    def _lock(self, due: DueLock) -> bool:
        """Lock one account as of its moment, unless it is gone, disabled or locked already."""
        row = SimulatedObject.objects.filter(domain=self._domain, guid=due.regular.guid, deleted_at=None).first()
        if row is None or (row.flags or 0) & DISABLED or row.lockout_time:
            return False

        def then() -> datetime:
            return due.at

        if not EmbeddedWriting(self._domain, clock=then).lock_out(row.guid):
            return False
        account = str(row.attributes.get("sAMAccountName", ""))
        SimulatedLockout.objects.create(
            domain=self._domain, guid=row.guid, account=account, sid=row.sid or "", computer=due.computer, at=due.at
        )
        return True
