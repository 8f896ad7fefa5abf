"""Logs of a server: what happens on any server, what sessions and people's acts leave behind, and lockouts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from remoting.simulated.life import ServerLife
from remoting.simulated.life_store import Lockout
from remoting.simulated.population_machines import NETBIOS
from remoting.simulated.seeding import number_of, random_of

CRITICAL, ERROR, WARNING, INFORMATION = 1, 2, 3, 4
LEVEL_NAMES = {0: "information", 1: "critical", 2: "error", 3: "warning", 4: "information", 5: "verbose"}
LOCAL_SESSIONS = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"
REMOTE_CONNECTIONS = "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational"


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event. `level` as Windows counts: 1 critical, 2 error, 3 warning, 4 information, 0 of the security log."""

    at: datetime
    level: int
    number: int
    source: str
    message: str
    record: int = 0


# Log -> number of an event, its level, its source, its text, how often in a day.
_HAPPENS: dict[str, tuple[tuple[int, int, str, str, float], ...]] = {
    "System": (
        (
            10016,
            WARNING,
            "Microsoft-Windows-DistributedCOM",
            "The application-specific permission settings do not grant Local Activation permission.",
            4,
        ),
        (
            1014,
            WARNING,
            "Microsoft-Windows-DNS-Client",
            "Name resolution for the name wpad.corp.tsm.example timed out: no DNS server responded.",
            2,
        ),
        (
            36,
            WARNING,
            "Microsoft-Windows-Time-Service",
            "The time service has not synchronized the system time for 86400 seconds.",
            0.3,
        ),
        (
            7031,
            ERROR,
            "Service Control Manager",
            "The Windows Search service terminated unexpectedly. It has done this 1 time(s).",
            0.5,
        ),
        (
            56,
            ERROR,
            "TermDD",
            "The security layer detected an error in the protocol stream and has disconnected the client.",
            1.5,
        ),
        (7036, INFORMATION, "Service Control Manager", "The Windows Update service entered the running state.", 9),
        (
            19,
            INFORMATION,
            "Microsoft-Windows-WindowsUpdateClient",
            "Installation Successful: Security Intelligence Update for Microsoft Defender Antivirus.",
            2,
        ),
        (
            41,
            CRITICAL,
            "Microsoft-Windows-Kernel-Power",
            "The system has rebooted without cleanly shutting down first.",
            0.02,
        ),
    ),
    "Application": (
        (
            1000,
            ERROR,
            "Application Error",
            "Faulting application name: OUTLOOK.EXE, version: 16.0.17928.20216, faulting module name: mso.dll",
            2.5,
        ),
        (
            1002,
            ERROR,
            "Application Hang",
            "The program EXCEL.EXE version 16.0.17928.20216 stopped interacting with Windows and was closed.",
            2,
        ),
        (
            1026,
            ERROR,
            ".NET Runtime",
            "Application: crm-client.exe. Terminated due to an unhandled exception: System.NullReferenceException.",
            1,
        ),
        (
            1534,
            WARNING,
            "Microsoft-Windows-User Profiles Service",
            "Profile notification of event Load for component {2c86c843-77ae-4284-9722-27d65366543c} failed.",
            2,
        ),
        (26, WARNING, "FSLogix-Apps", "Profile container is nearly full: 28.9 of 30 GB.", 1.2),
        (
            16384,
            INFORMATION,
            "Microsoft-Windows-Security-SPP",
            "Successfully scheduled Software Protection service for re-start.",
            6,
        ),
    ),
    "Security": (
        (4624, 0, "Microsoft-Windows-Security-Auditing", "An account was successfully logged on.", 40),
        (4625, 0, "Microsoft-Windows-Security-Auditing", "An account failed to log on.", 7),
        (4672, 0, "Microsoft-Windows-Security-Auditing", "Special privileges assigned to new logon.", 12),
    ),
    REMOTE_CONNECTIONS: (
        (
            1149,
            INFORMATION,
            "Microsoft-Windows-TerminalServices-RemoteConnectionManager",
            "Remote Desktop Services: User authentication succeeded.",
            25,
        ),
        (
            261,
            INFORMATION,
            "Microsoft-Windows-TerminalServices-RemoteConnectionManager",
            "Listener RDP-Tcp received a connection.",
            25,
        ),
    ),
    "Microsoft-Windows-GroupPolicy/Operational": (
        (
            8006,
            INFORMATION,
            "Microsoft-Windows-GroupPolicy",
            "Completed periodic policy processing for computer in 4 seconds.",
            16,
        ),
        (
            7016,
            WARNING,
            "Microsoft-Windows-GroupPolicy",
            "Completed Group Policy Drive Maps Extension Processing in 9122 milliseconds.",
            3,
        ),
        (
            1058,
            ERROR,
            "Microsoft-Windows-GroupPolicy",
            "The processing of Group Policy failed: a file could not be read from a domain controller.",
            0.1,
        ),
    ),
    "Microsoft-Windows-PrintService/Admin": (
        (
            372,
            ERROR,
            "Microsoft-Windows-PrintService",
            "The document Invoice 4711.pdf, owned by a user, failed to print on printer HAM-4 Colour.",
            2,
        ),
        (
            215,
            WARNING,
            "Microsoft-Windows-PrintService",
            "Installing printer driver Universal Print Class Driver failed.",
            0.4,
        ),
    ),
}


def events_of(life: ServerLife, log: str, *, since: datetime, lockouts: Sequence[Lockout] = ()) -> list[LoggedEvent]:
    """Events of a log from `since` until now, the newest first, each with its number in the log."""
    found = [*_happened(life, log, since), *_from_acts(life, log)]
    if log == LOCAL_SESSIONS:
        found += _from_stays(life)
    if log == "Security":
        found += (_locked(lockout) for lockout in lockouts)
    found = [one for one in found if since <= one.at <= life.now]
    found.sort(key=lambda one: (one.at, one.number), reverse=True)
    return [LoggedEvent(one.at, one.level, one.number, one.source, one.message, _record(one)) for one in found]


def _record(one: LoggedEvent) -> int:
    """A number that goes up with time; two events of one second get one apart."""
    return int(one.at.timestamp() - 1_700_000_000) * 8 + one.number % 8


def _happened(life: ServerLife, log: str, since: datetime) -> Iterator[LoggedEvent]:
    """What happens on every server, hour by hour. Beyond ninety days the log was overwritten."""
    hour = max(int(since.timestamp()), int((life.now - timedelta(days=90)).timestamp())) // 3600
    last = int(life.now.timestamp()) // 3600
    for current in range(hour, last + 1):
        random = random_of(life.seed, "events", life.machine.name, log, current)
        for number, level, source, message, often in _HAPPENS.get(log, ()):
            if random.random() < min(1.0, often / 24):
                at = datetime.fromtimestamp(current * 3600 + random.randrange(3600), UTC)
                yield LoggedEvent(at, level, number, source, message)


def _from_stays(life: ServerLife) -> Iterator[LoggedEvent]:
    source = "Microsoft-Windows-TerminalServices-LocalSessionManager"
    for stay in life.stays:
        account, address = stay.regular.account, stay.regular.client_address
        who = f"User: {NETBIOS}\\{account} Session ID: {stay.number} Source Network Address: {address}"
        yield LoggedEvent(
            stay.begins, INFORMATION, 21, source, f"Remote Desktop Services: Session logon succeeded: {who}"
        )
        yield LoggedEvent(
            stay.ends, INFORMATION, 23, source, f"Remote Desktop Services: Session logoff succeeded: {who}"
        )
        for left, back in stay.breaks:
            yield LoggedEvent(
                left, INFORMATION, 24, source, f"Remote Desktop Services: Session has been disconnected: {who}"
            )
            if back < stay.ends:
                yield LoggedEvent(
                    back, INFORMATION, 25, source, f"Remote Desktop Services: Session reconnection succeeded: {who}"
                )


def _from_acts(life: ServerLife, log: str) -> Iterator[LoggedEvent]:
    for act in life.state.acts:
        if log == "System" and act.kind == "service":
            yield LoggedEvent(
                act.at,
                INFORMATION,
                7036,
                "Service Control Manager",
                f"The {act.key} service entered the {act.value['state']} state.",
            )
        if log == "System" and act.kind == "restart":
            yield LoggedEvent(
                act.at,
                INFORMATION,
                1074,
                "User32",
                f"wsmprovhost.exe has initiated the restart of {life.machine.name}: {act.value['message']}",
            )
        if log == "Microsoft-Windows-GroupPolicy/Operational" and act.kind == "policy":
            yield LoggedEvent(
                act.at,
                INFORMATION,
                8004,
                "Microsoft-Windows-GroupPolicy",
                "Completed manual processing of policy for computer in 3 seconds.",
            )
    if log == "System":
        took = timedelta(seconds=number_of(life.seed, "boot", life.machine.name, below=40))
        yield LoggedEvent(
            life.state.started - took,
            INFORMATION,
            12,
            "Microsoft-Windows-Kernel-General",
            "The operating system started.",
        )


def _locked(lockout: Lockout) -> LoggedEvent:
    text = f"A user account was locked out. Account Name: {lockout.account} Caller Computer Name: {lockout.computer}"
    return LoggedEvent(lockout.at, 0, 4740, "Microsoft-Windows-Security-Auditing", text)
