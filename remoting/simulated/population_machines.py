"""The servers of the simulated domain: terminal servers in farms, domain controllers, and two others."""

from dataclasses import dataclass

DOMAIN = "corp.tsm.example"
NETBIOS = "CORP"
BASE_DN = "DC=corp,DC=tsm,DC=example"


@dataclass(frozen=True, slots=True)
class Machine:
    """One Windows server. `trouble` is what is wrong with it in this world, if anything."""

    name: str
    location: str
    address: str
    farm: str = ""
    role: str = "terminal"  # terminal, controller, management, files
    cores: int = 8
    memory_gib: int = 64
    trouble: str = ""  # unreachable, draining, disk-full, memory-high, restart-due, certificate, service-down
    has_desktop_service: bool = True

    @property
    def host(self) -> str:
        return f"{self.name.lower()}.{DOMAIN}"

    @property
    def description(self) -> str:
        """What it is for, in a few words."""
        words = {"controller": "Domain controller", "management": "Management server", "files": "File server"}
        return self.farm or words[self.role]

    @property
    def is_terminal(self) -> bool:
        return self.role == "terminal"


@dataclass(frozen=True, slots=True)
class FarmPlan:
    """A farm as the portal gets it: its servers, and the services that the portal lets people touch there."""

    name: str
    description: str
    allowed: tuple[str, ...]


FARMS: tuple[FarmPlan, ...] = (
    FarmPlan(
        "Hamburg desktop",
        "Full desktops for the offices in Europe",
        ("Spooler", "W32Time", "Tsm*", "Themes", "FontCache", "WSearch"),
    ),
    FarmPlan("SAP and finance", "Published applications: SAP GUI, accounting", ("Spooler", "W32Time", "Tsm*")),
    FarmPlan("Overseas", "Desktops for Asia and the Americas", ("Spooler", "W32Time")),
)

_DESKTOP, _FINANCE, _OVERSEAS = (farm.name for farm in FARMS)

MACHINES: tuple[Machine, ...] = (
    Machine("TS-HAM-01", "HAM", "10.20.1.11", _DESKTOP),
    Machine("TS-HAM-02", "HAM", "10.20.1.12", _DESKTOP),
    Machine("TS-HAM-03", "HAM", "10.20.1.13", _DESKTOP, trouble="certificate"),
    Machine("TS-HAM-04", "HAM", "10.20.1.14", _DESKTOP, trouble="memory-high"),
    Machine("TS-HAM-05", "HAM", "10.20.1.15", _DESKTOP, trouble="disk-full"),
    Machine("TS-HAM-06", "HAM", "10.20.1.16", _DESKTOP, trouble="draining"),
    Machine("TS-FIN-01", "HAM", "10.20.2.11", _FINANCE, cores=12, memory_gib=96),
    Machine("TS-FIN-02", "HAM", "10.20.2.12", _FINANCE, cores=12, memory_gib=96, trouble="restart-due"),
    Machine("TS-FIN-03", "MUC", "10.21.2.13", _FINANCE, cores=12, memory_gib=96, trouble="unreachable"),
    Machine("TS-SIN-01", "SIN", "10.65.1.11", _OVERSEAS),
    Machine("TS-SIN-02", "SIN", "10.65.1.12", _OVERSEAS, trouble="service-down"),
    Machine("TS-NYC-01", "NYC", "10.12.1.11", _OVERSEAS),
    Machine("DC-HAM-01", "HAM", "10.20.0.11", role="controller", cores=4, memory_gib=16, has_desktop_service=False),
    Machine("DC-MUC-01", "MUC", "10.21.0.11", role="controller", cores=4, memory_gib=16, has_desktop_service=False),
    Machine("MGMT-HAM-01", "HAM", "10.20.0.21", role="management", cores=4, memory_gib=16, has_desktop_service=False),
    Machine("FS-HAM-01", "HAM", "10.20.0.31", role="files", cores=8, memory_gib=32, has_desktop_service=False),
)

TERMINALS: tuple[Machine, ...] = tuple(machine for machine in MACHINES if machine.is_terminal)
CONTROLLERS: tuple[Machine, ...] = tuple(machine for machine in MACHINES if machine.role == "controller")
EMULATOR = CONTROLLERS[0]  # holds the role of PDC emulator, so the log of all lockouts
MANAGEMENT = next(machine for machine in MACHINES if machine.role == "management")


def machine_of(host: str) -> Machine | None:
    """The machine that a host name or a short name means, in any case."""
    wanted = host.lower().removesuffix(f".{DOMAIN}")
    return next((machine for machine in MACHINES if machine.name.lower() == wanted), None)
