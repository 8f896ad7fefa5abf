"""The people of the simulated domain. Person number 17 is the same whether there are 200 people or 100,000."""

from bisect import bisect
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from remoting.simulated.population_machines import DOMAIN
from remoting.simulated.population_names import NAMES
from remoting.simulated.population_places import COMPANY, DEPARTMENTS, LOCATION_OF, LOCATIONS, TEAMS, Location
from remoting.simulated.population_planting import Ground, Planted, plain
from remoting.simulated.population_states import account_values, state_for
from remoting.simulated.population_trouble import SPECIAL, Special
from remoting.simulated.population_units import Units
from remoting.simulated.seeding import random_of

SPARE_LOCKED = 60  # Locked people of no other use: a check unlocks one of them, again and again.
FIRST_RID = 20_000
_FIRST_DELETED = 4_000_000
FREE_RID = 6_000_000  # the first that nobody in any world has
_WEIGHTS = list(accumulate(location.weight for location in LOCATIONS))
_REMARKS = (
    "Working student",
    "Parental leave",
    "Part time, Monday to Wednesday",
    "Moves to the new building in spring",
    "Call before 3 pm",
)
EXTERNAL = "External"


@dataclass(frozen=True, slots=True)
class Person:
    """A person and where it belongs."""

    planted: Planted
    ordinal: int
    location: Location
    department: str
    team: str
    state: str
    is_external: bool

    @property
    def account(self) -> str:
        return str(self.planted.attributes["sAMAccountName"])


@dataclass(frozen=True, slots=True)
class _Draft:
    given: str
    family: str
    name: str
    account: str
    location: Location
    department: str
    team: str
    title: str
    state: str
    description: str
    is_external: bool


def _from_special(special: Special) -> _Draft:
    titles = DEPARTMENTS[special.department][1][special.team]
    return _Draft(
        special.given, special.family, special.common_name, special.account, LOCATION_OF[special.location],
        special.department, special.team, special.title or titles[-1], special.state, special.description,
        is_external=False,
    )  # fmt: skip


def _drawn(random: Random, *, state: str) -> _Draft:
    location = LOCATIONS[bisect(_WEIGHTS, random.randrange(_WEIGHTS[-1]))]
    given_names, family_names = NAMES[random.choice(location.cultures)]
    given, family = random.choice(given_names), random.choice(family_names)
    department, team = random.choice(TEAMS)
    titles = DEPARTMENTS[department][1][team]
    drawn_state = state_for(random)
    is_external = random.random() < 0.05
    remark = random.choice(_REMARKS) if random.random() < 0.04 else ""
    return _Draft(
        given, family, f"{given} {family}", plain(given)[:1] + plain(family).replace("-", ""), location, department,
        team, random.choice(titles[1:] or titles), state or drawn_state, remark, is_external=is_external,
    )  # fmt: skip


def _contact(draft: _Draft, account: str, ordinal: int, mail_name: str, random: Random) -> dict[str, str]:
    location = draft.location
    extension = f"{1000 + ordinal % 9000:04d}"
    values = {
        "mail": f"{mail_name}@{DOMAIN}",
        "telephoneNumber": f"{location.phone} {extension}",
        "physicalDeliveryOfficeName": f"{location.name}, {random.randrange(1, 9)}.{random.randrange(1, 140):03d}",
        "l": location.name,
        "c": location.country,
        "postalCode": location.postal_code,
        "streetAddress": location.street,
        "st": location.state,
        "homeDirectory": rf"\\fs-ham-01\home\{account}",
        "homeDrive": "H:",
    }
    if random.random() < 0.6:
        values["mobile"] = f"+49 170 555{ordinal % 10_000:04d}"
    return {name: value for name, value in values.items() if value}


def _work(draft: _Draft, ordinal: int) -> dict[str, str]:
    values = {
        "title": draft.title,
        "department": draft.department,
        "division": DEPARTMENTS[draft.department][0],
        "company": COMPANY,
        "employeeID": str(FIRST_RID + ordinal),
        "employeeNumber": f"{FIRST_RID + ordinal:06d}",
        "employeeType": EXTERNAL if draft.is_external else "Employee",
        "description": draft.description,
    }
    return {name: value for name, value in values.items() if value}


def _parent(draft: _Draft, units: Units, *, special: bool, random: Random) -> Planted:
    if draft.state == "disabled" and not special and random.random() < 0.6:
        return units.disabled
    if draft.is_external:
        return units.external[draft.location.code]
    if special or random.random() < 0.35:
        return units.people[draft.location.code, "", ""]
    return units.place_of(draft.location.code, draft.department, draft.team)


def _plant(ground: Ground, units: Units, draft: _Draft, ordinal: int, *, now: datetime, random: Random) -> Person:
    special = ordinal < len(SPECIAL)
    account = ground.free_account(draft.account or f"u{FIRST_RID + ordinal}")
    parent = _parent(draft, units, special=special, random=random)
    planted = ground.plant("user", draft.name[:64], parent, ordinal, rid=FIRST_RID + ordinal)
    tail = account[len(draft.account) :] if account.startswith(draft.account) else ""
    mail_name = (
        ".".join(part for part in (plain(draft.given)[:30], plain(draft.family)[:30] + tail) if part)
        or f"u{FIRST_RID + ordinal}"
    )
    planted.attributes = {
        "sAMAccountName": account,
        "userPrincipalName": f"{account.replace('$', '').replace(';', '')}@{DOMAIN}",
        "displayName": f"{draft.given} {draft.family}".strip(),
        "givenName": draft.given[:64],
        "sn": draft.family[:64],
        "primaryGroupID": 513,
        **_contact(draft, account, ordinal, mail_name, random),
        **_work(draft, ordinal),
        **account_values(draft.state, random, now),
    }
    if special and draft.name != f"{draft.given} {draft.family}".strip():
        planted.attributes["displayName"] = draft.name
    planted.attributes["proxyAddresses"] = [f"SMTP:{planted.attributes['mail']}"]
    if draft.is_external and planted.attributes["accountExpires"] is None:
        planted.attributes["accountExpires"] = (now + timedelta(days=random.randrange(40, 400))).replace(microsecond=0)
    return Person(planted, ordinal, draft.location, draft.department, draft.team, draft.state, draft.is_external)


def plant_people(ground: Ground, units: Units, people: int, now: datetime) -> list[Person]:
    """Plant so many people, those with fixed names first, and give each a manager."""
    planted = []
    for ordinal in range(people):
        random = random_of(ground.seed, "person", ordinal)
        if ordinal < len(SPECIAL):
            draft = _from_special(SPECIAL[ordinal])
        else:
            draft = _drawn(random, state="locked" if ordinal < len(SPECIAL) + SPARE_LOCKED else "")
        planted.append(_plant(ground, units, draft, ordinal, now=now, random=random))
    _give_managers(planted)
    return planted


def _give_managers(people: list[Person]) -> None:
    """The first ordinary person of a team leads it; team leads report to the first of their department."""
    by_account = {person.account: person for person in people[: len(SPECIAL)]}
    leads: dict[tuple[str, str, str], Person] = {}
    heads: dict[str, Person] = {}
    for person in people:
        if person.ordinal >= len(SPECIAL) and person.state == "":
            key = (person.location.code, person.department, person.team)
            if key not in leads:
                leads[key] = person
                person.planted.attributes["title"] = DEPARTMENTS[person.department][1][person.team][0]
            heads.setdefault(person.department, person)
    if "isimic" in by_account:
        heads["Finance"] = by_account["isimic"]
    for person in people:
        lead = leads.get((person.location.code, person.department, person.team))
        above = lead if lead is not person else heads.get(person.department)
        if person.ordinal < len(SPECIAL) and (named := by_account.get(SPECIAL[person.ordinal].manager)):
            above = named
        if above is not None and above is not person and heads.get(person.department) is not person:
            person.planted.references["manager"] = above.planted.guid


def plant_deleted(ground: Ground, units: Units, count: int, now: datetime) -> list[Planted]:
    """People who lie in the recycle bin."""
    gone = []
    for ordinal in range(count):
        random = random_of(ground.seed, "deleted", ordinal)
        draft = _drawn(random, state="inactive")
        person = _plant(ground, units, draft, _FIRST_DELETED + ordinal, now=now, random=random)
        person.planted.deleted_at = (
            now - timedelta(days=random.randrange(1, 60), seconds=random.randrange(86400))
        ).replace(microsecond=0)
        gone.append(person.planted)
    return gone
