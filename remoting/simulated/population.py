"""The simulated company: everything that the directory holds at first, by the seed, the number of people and a moment.

The same three give the same world to the last letter. Nothing here knows a store: `World` is handed to one.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from remoting.simulated.life_store import Lockout, Regular
from remoting.simulated.population_accounts import plant_admins, plant_built_in, plant_services
from remoting.simulated.population_computers import Device, plant_device, plant_servers
from remoting.simulated.population_groups import GroupGarden
from remoting.simulated.population_machines import BASE_DN, FARMS, TERMINALS
from remoting.simulated.population_people import Person, plant_deleted, plant_people
from remoting.simulated.population_planting import Ground, Planted
from remoting.simulated.population_trouble import SIGN_INS
from remoting.simulated.population_units import plant_units
from remoting.simulated.seeding import number_of

_DELETED = 25
_AT_WORK = {"", "password-expiring", "expiring", "newcomer", "never-expires"}
_ROSTER = dict(zip((farm.name for farm in FARMS), (260, 90, 100), strict=True))  # regulars of each farm
# Whose session was left behind with an old password, and where.
_STALE = {"zobrien": "TS-HAM-04", "jmueller": "TS-HAM-02", "skowalska": "TS-FIN-01", "ksato": "TS-SIN-01"}
_OVERSEAS = {"SIN", "BLR", "DXB", "NYC", "GRU"}


@dataclass(frozen=True, slots=True)
class World:
    """All objects, parents before what lies in them; who works on the farms; whom the demo's sign-ins belong to."""

    seed: int
    made_at: datetime
    domain_sid: str
    objects: list[Planted]
    regulars: list[Regular]
    lockouts: list[Lockout]
    sign_ins: dict[str, UUID]

    def digest(self) -> str:
        """SHA-256 over everything."""
        sha = hashlib.sha256()
        for line in self._lines():
            sha.update(json.dumps(line, default=str, sort_keys=True).encode() + b"\n")
        return sha.hexdigest()

    def _lines(self) -> Iterator[object]:
        for one in self.objects:
            yield [one.kind, one.guid, one.dn, one.sid, one.attributes, one.references, one.members, one.deleted_at]
        for regular in self.regulars:
            yield [
                regular.ordinal,
                regular.farm,
                regular.guid,
                regular.account,
                regular.client_name,
                regular.client_address,
            ]


def populate(*, seed: int, people: int, now: datetime) -> World:
    """Make the world. `now` is the moment that all its times are reckoned back from."""
    ground = Ground(seed, BASE_DN)
    units = plant_units(ground)
    garden = GroupGarden(ground, units)
    garden.plant_well_known()
    plant_built_in(garden, now)
    servers = plant_servers(ground, units, now)
    garden.group(
        "GG-Terminal servers",
        units.roles,
        -2147483646,
        "All session hosts",
        [one for name, one in servers.items() if name.startswith("TS-")],
    )
    persons = plant_people(ground, units, people, now)
    plant_admins(garden, now)
    plant_services(garden, now)
    garden.plant_organisation(persons)
    garden.plant_locations(persons)
    garden.plant_resources(persons)
    garden.plant_oddities(persons)
    devices = {person.ordinal: device for person in persons if (device := plant_device(ground, units, person, now))}
    plant_deleted(ground, units, min(_DELETED, people), now)
    by_account = {person.account: person.planted.guid for person in persons[:60]}
    sign_ins = {name: by_account[account] for name, account in SIGN_INS.items() if account in by_account}
    lockouts = _lockouts(persons, devices)
    return World(seed, now, ground.domain_sid, ground.planted, _roster(persons, devices), lockouts, sign_ins)


def _farm_of(person: Person) -> str:
    desktop, finance, overseas = _ROSTER
    if person.location.code in _OVERSEAS:
        return overseas
    return finance if person.department == "Finance" else desktop


def _roster(persons: list[Person], devices: dict[int, Device]) -> list[Regular]:
    """The first people of each farm who are at work, and those with a name that hurts."""
    left = dict(_ROSTER)
    regulars = []
    for person in persons:
        stale_on = _STALE.get(person.account, "")
        farm = next(machine.farm for machine in TERMINALS if machine.name == stale_on) if stale_on else _farm_of(person)
        if not stale_on and (person.state not in _AT_WORK or left[farm] == 0):
            continue
        left[farm] -= 1
        name, address = _client_of(person, devices)
        guid, hours = person.planted.guid, person.location.hours
        regulars.append(Regular(person.ordinal, farm, guid, person.account, name, address, hours, stale_on))
    return regulars


def _client_of(person: Person, devices: dict[int, Device]) -> tuple[str, str]:
    """Name and address of the computer that somebody sits at: the own one, else a thin client of the office."""
    device = devices.get(person.ordinal)
    if device:
        return device.planted.name, device.address
    place = number_of(7, person.ordinal, below=250)
    address = f"10.{100 + person.location.hours % 24}.{place}.{2 + person.ordinal % 250}"
    return f"TC-{person.location.code}-{1 + person.ordinal % 400:03d}", address


def _lockouts(persons: list[Person], devices: dict[int, Device]) -> list[Lockout]:
    """From where those were locked who are locked from the beginning."""
    found = []
    for person in persons:
        at = person.planted.attributes["lockoutTime"]
        if isinstance(at, datetime):
            computer = _STALE.get(person.account) or _client_of(person, devices)[0]
            found.append(Lockout(person.planted.guid, person.account, person.planted.sid, computer, at))
    return found
