"""Processes of a server: the system's, those of its services, and those in each session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from remoting.simulated.life import ServerLife, Session
from remoting.simulated.life_services import services_of
from remoting.simulated.seeding import random_of

OWN_PROCESS = 5972  # the PowerShell that answers the portal
_MIB = 2**20

# The system needs these; without one of them it stops, or everybody is signed out.
PROTECTED = frozenset(
    name.casefold()
    for name in (
        "System",
        "Idle",
        "Registry",
        "smss",
        "csrss",
        "wininit",
        "winlogon",
        "services",
        "lsass",
        "lsaiso",
        "svchost",
        "dwm",
        "fontdrvhost",
        "Memory Compression",
        "MsMpEng",
    )
)
_CLOSED = frozenset(
    {"System", "Registry", "smss", "csrss", "wininit", "services", "MsMpEng", "Memory Compression"}
)  # show neither time

_KERNEL = (
    ("Idle", 0, 0.01),
    ("System", 4, 0.2),
    ("Registry", 124, 90),
    ("smss", 412, 1.2),
    ("csrss", 540, 5.5),
    ("wininit", 612, 7),
    ("services", 660, 11),
    ("lsass", 680, 42),
)
_ALWAYS = (
    ("csrss", 8.0),
    ("winlogon", 14.0),
    ("dwm", 62.0),
    ("fontdrvhost", 7.0),
    ("rdpclip", 11.0),
    ("sihost", 24.0),
    ("taskhostw", 17.0),
    ("ctfmon", 15.0),
    ("explorer", 145.0),
)
_DESKTOP = (
    ("OUTLOOK", 310.0, 0.9),
    ("msedge", 540.0, 0.8),
    ("ms-teams", 620.0, 0.7),
    ("EXCEL", 190.0, 0.5),
    ("WINWORD", 150.0, 0.4),
    ("Acrobat", 210.0, 0.25),
    ("notepad", 18.0, 0.2),
    ("saplogon", 160.0, 0.15),
    ("crm-client", 240.0, 0.2),
)
_FINANCE = (("saplogon", 230.0, 0.97), ("EXCEL", 260.0, 0.7), ("datev", 330.0, 0.3), ("msedge", 260.0, 0.3))


@dataclass(frozen=True, slots=True)
class Process:
    """A process. Protected ones show neither processor time nor start."""

    pid: int
    name: str
    session: int
    memory: int
    cpu: float | None
    started: datetime | None


def _made(life: ServerLife, pid: int, name: str, mib: float, *, session: int = 0, since: datetime) -> Process:
    random = random_of(life.seed, "process", life.machine.name, pid, since)
    memory = int(mib * _MIB * random.uniform(0.75, 1.35)) // 4096 * 4096
    if name in _CLOSED:
        return Process(pid, name, session, memory, None, None)
    started = since + timedelta(seconds=random.uniform(0, 90))
    alive = max(0.0, (life.now - started).total_seconds())
    return Process(pid, name, session, memory, round(alive * random.uniform(0.0005, 0.02), 3), started)


def _of_system(life: ServerLife) -> Iterator[Process]:
    started = life.state.started
    for name, pid, mib in _KERNEL:
        yield _made(life, pid, name, mib, since=started)
    seen = {680}
    for service in services_of(life):
        if service.pid and service.pid not in seen:
            seen.add(service.pid)
            mib = 160 if service.process == "MsMpEng" else 14
            yield _made(life, service.pid, service.process, mib, since=started)
    yield _made(life, 5964, "wsmprovhost", 70, since=life.now - timedelta(minutes=4))
    yield _made(life, OWN_PROCESS, "powershell", 110, since=life.now - timedelta(minutes=4))
    for offset, (name, mib) in enumerate((("csrss", 5.0), ("winlogon", 9.0), ("LogonUI", 48.0), ("dwm", 40.0))):
        yield _made(life, 700 + 4 * offset, name, mib, session=1, since=started)


def _of_session(life: ServerLife, session: Session) -> Iterator[Process]:
    if session.stay is None:
        return
    begins, first = session.stay.begins, 6000 + session.number * 160
    for offset, (name, mib) in enumerate(_ALWAYS):
        yield _made(life, first + 4 * offset, name, mib, session=session.number, since=begins)
    random = random_of(life.seed, "programs", life.machine.name, session.stay.key)
    programs = _FINANCE if life.machine.farm.startswith("SAP") else _DESKTOP
    for offset, (name, mib, share) in enumerate(programs, len(_ALWAYS)):
        wanted, after = random.random() < share, random.uniform(0, 14_000)
        opened = begins + timedelta(seconds=after)
        if wanted and opened < life.now:
            yield _made(life, first + 4 * offset, name, mib, session=session.number, since=opened)


def processes_of(life: ServerLife) -> list[Process]:
    """All processes that run now."""
    ended = {act.key for act in life.state.acts if act.kind == "process-ended"}
    found = list(_of_system(life))
    for session in life.sessions():
        found += _of_session(life, session)
    return [one for one in found if process_key(one) not in ended]


def process_key(process: Process) -> str:
    """What the end of this very process is kept under: its number comes back."""
    return f"{process.pid}@{process.started:%Y-%m-%dT%H:%M:%S}" if process.started else str(process.pid)
