"""A directory of generated people, the same each time, as a source of the mirror."""

import random
from collections.abc import Iterator, Mapping
from uuid import UUID

from directory.models import Domain
from directory.sources import Cookie, DomainFacts, Page, SourceObject

GIVEN = (
    "Ada",
    "Zoë",
    "Łukasz",
    "Jürgen",
    "Maria",
    "Anna-Lena",
    "Li",
    "Seán",
    "Peter",
    "Paul",
    "Мария",
    "Søren",
    "Ayşe",
)
STARTS = ("Mül", "Schm", "Bra", "Kow", "Iwan", "Now", "Dob", "Hoff", "Schul", "Web")
ENDS = ("ler", "idt", "ndt", "alski", "ow", "ak")
FAMILY = [start + end for start in STARTS for end in ENDS]
UNITS = 400
PAGE = 1000


class Generated:
    """People, a computer for each third, a group for each tenth, in 400 units; the same each time."""

    def __init__(self, domain: Domain) -> None:
        self.people = int(domain.netbios or 20_000)

    def facts(self) -> DomainFacts:
        return DomainFacts(
            "DC=bench,DC=example", str(self.people), "S-1-5-21-9-9-9", ("dc1.bench.example",), recycle_bin=True
        )

    def policy(self) -> Mapping[str, object]:
        return {"maxAgeDays": 90}

    def pages(self, since: Cookie | None) -> Iterator[Page]:
        told = list(self._objects())
        for start in range(0, len(told), PAGE):
            yield Page(told[start : start + PAGE], (), Cookie(str(start)), total=len(told))

    def token_groups(self, guid: UUID) -> frozenset[str]:
        return frozenset()

    def _objects(self) -> Iterator[SourceObject]:
        dice = random.Random(2026)
        units = [f"OU=Unit {number},DC=bench,DC=example" for number in range(UNITS)]
        for number, dn in enumerate(units):
            yield _told("ou", number, dn, {"name": f"Unit {number}"})
        for number in range(self.people):
            yield _told("user", number, f"CN=P{number},{dice.choice(units)}", _person(number, dice))
        for number in range(self.people // 3):
            name = f"PC-BER-{number:05}"
            dn = f"CN={name},{dice.choice(units)}"
            yield _told("computer", number, dn, {"name": name, "sAMAccountName": f"{name}$"})
        for number in range(self.people // 10):
            members = tuple(UUID(int=(2 << 64) + dice.randrange(self.people)) for _ in range(20))
            name = f"GG-App-{number}"
            dn = f"CN={name},{dice.choice(units)}"
            yield _told("group", number, dn, {"name": name, "sAMAccountName": name}, tuple(set(members)))


def _person(number: int, dice: random.Random) -> dict[str, object]:
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    return {
        "name": f"{given} {family}",
        "givenName": given,
        "sn": family,
        "sAMAccountName": f"u{number:06}",
        "userPrincipalName": f"u{number:06}@corp.example",
        "mail": f"p{number}@corp.example",
        "telephoneNumber": f"+49 40 555 {number:05}",
        "department": dice.choice(["Finance", "Sales", "IT", "Legal"]),
        "userAccountControl": 514 if number % 20 == 0 else 512,
        "pwdLastSet": "2026-09-01T08:00:00Z",
        "lastLogonTimestamp": f"2026-{dice.randrange(1, 12):02}-03T08:00:00Z",
    }


def _told(
    kind: str, number: int, dn: str, attributes: dict[str, object], member: tuple[UUID, ...] | None = None
) -> SourceObject:
    place = {"ou": 1, "user": 2, "computer": 3, "group": 4}[kind]
    sid = "" if kind == "ou" else f"S-1-5-21-9-9-9-{place}{number}"
    return SourceObject(UUID(int=(place << 64) + number), kind, dn, sid, attributes, member, number)
