"""Computer accounts: the servers, and a notebook or a workstation for most people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from remoting.simulated.population_machines import MACHINES, Machine
from remoting.simulated.population_people import Person
from remoting.simulated.population_planting import Ground, Planted, Value
from remoting.simulated.population_states import CONTROLLER, DISABLED, WORKSTATION
from remoting.simulated.population_units import Units
from remoting.simulated.seeding import random_of

_SERVER_SYSTEM = ("Windows Server 2022 Standard", "10.0 (20348)")
_CLIENT_SYSTEMS = (
    ("Windows 11 Enterprise", "10.0 (26100)"),
    ("Windows 11 Enterprise", "10.0 (22631)"),
    ("Windows 10 Enterprise", "10.0 (19045)"),
)
_FIRST_SERVER_RID, _FIRST_CLIENT_RID = 5_000, 2_000_000
_LAPS = "msLAPS-PasswordExpirationTime"


@dataclass(frozen=True, slots=True)
class Device:
    """The computer that somebody works at."""

    planted: Planted
    address: str


def _values(name: str, dns: str, system: tuple[str, str], now: datetime, seed: int) -> dict[str, Value]:
    random = random_of(seed, "computer", name)
    made = now - timedelta(days=random.randrange(40, 1500), seconds=random.randrange(86400))
    return {
        "sAMAccountName": f"{name}$",
        "dNSHostName": dns,
        "operatingSystem": system[0],
        "operatingSystemVersion": system[1],
        "whenCreated": made.replace(microsecond=0),
        "pwdLastSet": (now - timedelta(seconds=random.randrange(30 * 86400))).replace(microsecond=0),
        "lastLogonTimestamp": (now - timedelta(seconds=random.randrange(9 * 86400))).replace(microsecond=0),
        "servicePrincipalName": [f"HOST/{name}", f"HOST/{dns}"],
    }


def _plant_server(ground: Ground, units: Units, machine: Machine, ordinal: int, now: datetime) -> Planted:
    is_controller = machine.role == "controller"
    parent = units.controllers if is_controller else units.terminals if machine.is_terminal else units.infrastructure
    planted = ground.plant("computer", machine.name, parent, machine.name, rid=_FIRST_SERVER_RID + ordinal)
    ground.free_account(f"{machine.name}$")
    planted.attributes = {
        **_values(machine.name, machine.host, _SERVER_SYSTEM, now, ground.seed),
        "userAccountControl": CONTROLLER if is_controller else WORKSTATION,
        "primaryGroupID": 516 if is_controller else 515,
        "location": machine.location,
        "description": machine.farm
        or {"controller": "Domain controller", "management": "Management server", "files": "File server"}[machine.role],
    }
    if is_controller:
        planted.attributes["isCriticalSystemObject"] = True
    else:
        planted.attributes[_LAPS] = (now + timedelta(days=3 + ordinal)).replace(microsecond=0)
    return planted


def plant_servers(ground: Ground, units: Units, now: datetime) -> dict[str, Planted]:
    """Plant the computer accounts of all servers; by the server's name."""
    return {
        machine.name: _plant_server(ground, units, machine, ordinal, now) for ordinal, machine in enumerate(MACHINES)
    }


def plant_device(ground: Ground, units: Units, person: Person, now: datetime) -> Device | None:
    """Plant the computer of a person; None for those who have none of their own."""
    random = random_of(ground.seed, "device", person.ordinal)
    drawn = random.random()
    if drawn > 0.62 and person.ordinal > 200:
        return None
    kind, parents = ("NB", units.notebooks) if drawn < 0.45 else ("WS", units.workstations)
    name = f"{kind}-{person.location.code}-{person.ordinal:05d}"
    planted = ground.plant(
        "computer", name, parents[person.location.code], name, rid=_FIRST_CLIENT_RID + person.ordinal
    )
    planted.attributes = {
        **_values(name, f"{name.lower()}.corp.tsm.example", random.choice(_CLIENT_SYSTEMS), now, ground.seed),
        "userAccountControl": WORKSTATION | (DISABLED if drawn < 0.02 else 0),
        "primaryGroupID": 515,
        "location": person.location.name,
        _LAPS: (now + timedelta(seconds=random.randrange(86400, 30 * 86400))).replace(microsecond=0),
    }
    planted.references["managedBy"] = person.planted.guid
    network = 30 + [*units.notebooks].index(person.location.code)
    return Device(planted, f"10.{network}.{person.ordinal // 250 % 250}.{person.ordinal % 250 + 2}")
