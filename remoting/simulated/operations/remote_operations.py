"""RemoteHelper: the connection itself. Its Invoke-TsmScript runs any text and has no counterpart."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.criteria import Equals
from remoting.simulated.life import ServerLife, life_of
from remoting.simulated.life_processes import OWN_PROCESS
from remoting.simulated.population_machines import NETBIOS
from remoting.simulated.seeding import share_of
from remoting.simulated.times import parse, text_of

_ACCOUNT = "svc-tsm"
_NEEDED = {
    "ActiveDirectory": "RSAT-AD-PowerShell",
    "GroupPolicy": "GPMC",
    "LAPS": "built in since the updates of April 2023",
    "DnsServer": "RSAT-DNS-Server",
    "DhcpServer": "RSAT-DHCP",
    "SmbShare": "built in",
    "PrintManagement": "built in",
    "RemoteDesktop": "RSAT-RDS-Tools",
    "CimCmdlets": "built in",
}
_EVERYWHERE = {"LAPS": "1.0.0.0", "SmbShare": "2.0.0.0", "PrintManagement": "1.1", "CimCmdlets": "1.0.0.0"}
_DIRECTORY = {"ActiveDirectory": "1.0.1.0", "GroupPolicy": "1.0.0.0", "DnsServer": "2.0.0.0"}


def _modules(life: ServerLife) -> dict[str, str]:
    """The modules that are there, with their versions."""
    if life.machine.is_terminal:
        return _EVERYWHERE | {"RemoteDesktop": "2.0.0.0"}
    if life.machine.role in ("controller", "management"):
        return _EVERYWHERE | _DIRECTORY
    return _EVERYWHERE


@operation("Get-TsmModule")
def get_modules(call: Call) -> Iterator[Output]:
    there = _modules(life_of(call))
    for name, feature in _NEEDED.items():
        yield {"name": name, "available": name in there, "version": there.get(name), "feature": feature}


@operation("Test-TsmConnection")
def test_connection(call: Call) -> Iterator[Output]:
    life = life_of(call)
    there = _modules(life)
    account = call.directory.find(Equals("sAMAccountName", _ACCOUNT), limit=1)
    skew = None
    if call.given("PortalTime"):
        asked = call.value("PortalTime")
        asked = parse(asked) if isinstance(asked, str) else asked
        ahead = share_of(life.seed, "clock", life.machine.name) / 5
        skew = round((call.now - asked).total_seconds() + ahead, 1)
    yield {
        "computer": life.machine.name,
        "system": "Microsoft Windows NT 10.0.20348.0",
        "version": "5.1.20348.2849",
        "edition": "Desktop",
        "framework": ".NET Framework 4.8.4718.0",
        "bits": 64,
        "processId": OWN_PROCESS,
        "culture": "en-US",
        "language": "FullLanguage",
        "identity": f"{NETBIOS}\\{_ACCOUNT}",
        "sid": account[0].text("objectSid") if account else None,
        "elevated": True,
        "time": text_of(call.now),
        "skewSeconds": skew,
        "skewAcceptable": None if skew is None else abs(skew) < 300,
        "modules": [name for name in _NEEDED if name in there],
        "missing": [name for name in _NEEDED if name not in there],
    }
