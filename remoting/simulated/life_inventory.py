"""What is installed on a server: certificates, programs, Windows updates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from remoting.simulated.life import ServerLife
from remoting.simulated.seeding import number_of, secret_bytes, share_of


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of the computer's own store."""

    subject: str
    issuer: str
    thumbprint: str
    friendly_name: str
    valid_from: datetime
    valid_until: datetime
    has_private_key: bool


@dataclass(frozen=True, slots=True)
class Program:
    """An entry of the list of installed programs."""

    name: str
    version: str
    publisher: str
    installed: str
    bits: int


_ISSUER = "CN=Nordhafen Issuing CA 2, O=Nordhafen Instruments, C=DE"


def _thumbprint(life: ServerLife, name: str, since: datetime) -> str:
    return secret_bytes(life.seed, "certificate", life.machine.name, name, since.date()).hex()[:40].upper()


def _renewed(life: ServerLife, name: str, days: int) -> tuple[datetime, datetime]:
    """From when to when the certificate counts that is in use now; each is renewed sixty days before its end."""
    cycle = days - 60
    phase = number_of(life.seed, "renewal", life.machine.name, name, below=cycle)
    ordinal = life.now.date().toordinal()
    first = datetime.combine(date.fromordinal(ordinal - (ordinal - phase) % cycle), time(3, 12, 44), UTC)
    return first, first + timedelta(days=days)


def certificates_of(life: ServerLife) -> list[Certificate]:
    """The certificates; on one server that for Remote Desktop is always about to end, for nobody renews it."""
    machine = life.machine
    found = []
    for name, days, friendly in (("machine", 365, ""), ("desktop", 730, "Remote Desktop")):
        if name == "desktop" and not machine.has_desktop_service:
            continue
        since, until = _renewed(life, name, days)
        if name == "desktop" and machine.trouble == "certificate":
            until = datetime.combine(life.now.date() + timedelta(days=12 - life.now.weekday()), time(9, 30), UTC)
            since = until - timedelta(days=days)
        found.append(
            Certificate(
                f"CN={machine.host}",
                _ISSUER,
                _thumbprint(life, name, since),
                friendly,
                since,
                until,
                has_private_key=True,
            )
        )
    since = datetime(2024, 3, 1, tzinfo=UTC)
    found.append(
        Certificate(
            _ISSUER,
            "CN=Nordhafen Root CA, O=Nordhafen Instruments, C=DE",
            _thumbprint(life, "issuer", since),
            "",
            since,
            since + timedelta(days=3650),
            has_private_key=False,
        )
    )
    return sorted(found, key=lambda one: one.valid_until)


# Name, version, publisher, bits, on which servers: a all, t terminal, f finance, d desktop farm.
_PROGRAMS = (
    ("VMware Tools", "12.4.5.23787635", "Broadcom, Inc.", 64, "a"),
    ("Microsoft Monitoring Agent", "10.20.18076.0", "Microsoft Corporation", 64, "a"),
    ("Local Administrator Password Solution", "6.2.0.0", "Microsoft Corporation", 64, "a"),
    (
        "Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.40.33810",
        "14.40.33810.0",
        "Microsoft Corporation",
        64,
        "a",
    ),
    (
        "Microsoft Visual C++ 2015-2022 Redistributable (x86) - 14.40.33810",
        "14.40.33810.0",
        "Microsoft Corporation",
        32,
        "a",
    ),
    ("7-Zip 24.07 (x64)", "24.07", "Igor Pavlov", 64, "t"),
    ("Microsoft 365 Apps for enterprise - en-us", "16.0.17928.20216", "Microsoft Corporation", 64, "t"),
    ("Microsoft 365 Apps for enterprise - de-de", "16.0.17928.20216", "Microsoft Corporation", 64, "t"),
    ("Microsoft FSLogix Apps", "2.9.8884.27471", "Microsoft Corporation", 64, "t"),
    ("Microsoft Edge", "131.0.2903.63", "Microsoft Corporation", 32, "t"),
    ("Adobe Acrobat (64-bit)", "24.004.20243", "Adobe", 64, "t"),
    ("TeamViewer Host", "15.59.3", "TeamViewer", 64, "t"),
    ("SAP GUI for Windows 8.00", "8.00 Compilation 3", "SAP SE", 32, "f"),
    ("DATEV Mittelstand pro", "19.11", "DATEV eG", 32, "f"),
    ("Autodesk DWG TrueView 2025 - English", "48.0.86.0", "Autodesk, Inc.", 64, "d"),
    ("Größenrechner «Nordhafen»", "3.2", "Nordhafen Instruments GmbH & Co. KG", 32, "d"),
)


def programs_of(life: ServerLife) -> list[Program]:
    machine = life.machine
    groups = (
        {"a"}
        | ({"t"} if machine.is_terminal else set())
        | ({"f"} if machine.farm.startswith("SAP") else {"d"} if machine.farm else set())
    )
    found = []
    for name, version, publisher, bits, where in _PROGRAMS:
        if where in groups:
            installed = date(2025, 1, 8) + timedelta(
                days=number_of(life.seed, "installed", machine.name, name, below=600)
            )
            found.append(Program(name, version, publisher, installed.isoformat(), bits))
    return sorted(found, key=lambda program: -program.bits)


def updates_of(life: ServerLife) -> list[tuple[str, str, str, str]]:
    """Updates of the last fourteen months: name, description, date, who installed it. The newest is last."""
    found = []
    year, month = life.now.year, life.now.month
    for back in range(13, -1, -1):
        index = year * 12 + month - 1 - back
        first = date(index // 12, index % 12 + 1, 1)
        tuesday = first + timedelta(days=(1 - first.weekday()) % 7 + 7)  # the second of the month
        for kind, days in (("Security Update", 5), ("Update", 12)):
            installed = tuesday + timedelta(days=days + number_of(life.seed, "ring", life.machine.farm, below=3))
            number = 5_030_000 + index % 1000 * 97 + days
            if installed <= life.now.date() and (kind != "Update" or share_of(life.seed, "update", index) < 0.4):
                found.append((f"KB{number}", kind, installed.isoformat(), r"NT AUTHORITY\SYSTEM"))
    return found
