"""What the population is made of before it is in a store: objects that know their place, and what is taken."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from remoting.simulated.names import join_dn
from remoting.simulated.population_names import PLAIN_LETTERS
from remoting.simulated.seeding import guid_of, number_of

Value = str | int | bool | datetime | list[str] | None


def plain(name: str) -> str:
    """A name in small ASCII letters, for account names and mail; empty where it has none."""
    apart = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS))
    return re.sub(r"[^a-z0-9-]", "", apart.encode("ascii", "ignore").decode().lower()).strip("-")


@dataclass(slots=True, eq=False)
class Planted:
    """One object. Times in `attributes` are datetimes, None means the attribute has no value; links are GUIDs."""

    kind: str  # user, group, computer, ou, container, builtinDomain, domainDNS
    guid: UUID
    name: str
    parent: "Planted | None"
    sid: str = ""
    attributes: dict[str, Value] = field(default_factory=dict)
    references: dict[str, UUID] = field(default_factory=dict)  # manager, managedBy
    members: list[UUID] = field(default_factory=list)
    deleted_at: datetime | None = None
    dn: str = ""

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.dn = join_dn(self.kind, self.name, self.parent.dn)


class Ground:
    """Where objects are planted: gives GUIDs and SIDs, and keeps apart names that no directory takes twice."""

    def __init__(self, seed: int, base_dn: str) -> None:
        self.seed = seed
        self.domain_sid = "S-1-5-21-" + "-".join(
            str(500_000_000 + number_of(seed, "sid", part, below=3_000_000_000)) for part in range(3)
        )
        self.root = Planted(
            "domainDNS",
            guid_of(seed, "domain"),
            base_dn.split(",", maxsplit=1)[0].removeprefix("DC="),
            None,
            self.domain_sid,
            dn=base_dn,
        )
        self.planted: list[Planted] = [self.root]
        self._accounts: set[str] = set()
        self._names: set[tuple[UUID, str]] = set()

    def __iter__(self) -> Iterator[Planted]:
        return iter(self.planted)

    def plant(
        self, kind: str, name: str, parent: Planted, key: object = None, *, rid: int = 0, sid: str = ""
    ) -> Planted:
        """Put a new object into `parent`; `key` is what its GUID is made of where the name alone is not enough."""
        guid = guid_of(self.seed, kind, key if key is not None else f"{parent.dn}/{name}")
        one = Planted(
            kind, guid, self.free_name(name, parent), parent, sid or (f"{self.domain_sid}-{rid}" if rid else "")
        )
        self.planted.append(one)
        return one

    def free_name(self, name: str, parent: Planted) -> str:
        """The name, with a number where the parent holds one like it already."""
        free, count = name, 1
        while (parent.guid, free.casefold()) in self._names:
            count += 1
            free = f"{name} {count}"
        self._names.add((parent.guid, free.casefold()))
        return free

    def free_account(self, wanted: str, *, length: int = 20) -> str:
        """The account name, cut to its length and with a number where it is taken."""
        free, count = wanted[:length], 1
        while free.casefold() in self._accounts:
            count += 1
            free = wanted[: length - len(str(count))] + str(count)
        self._accounts.add(free.casefold())
        return free
