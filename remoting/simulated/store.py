"""What the simulated engine asks of a store: a small interface over one directory, with the journal of calls.

Values stand under LDAP names as a directory keeps them: text, numbers, several texts as a tuple. Times of the kind
`lockoutTime` are numbers (100 ns since 1601, 0 for none); `whenCreated` and `whenChanged` are `datetime` in UTC.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from remoting.simulated.criteria import Criterion
from remoting.simulated.life_store import LifeStore

Value = str | int | bool | datetime | tuple[str, ...]
JSON = Any  # plain data: dict, list, str, int, float, bool, None
Frame = dict[str, JSON]

SUBTREE, ONE_LEVEL = "subtree", "one level"
CONTAINERS = ("ou", "container", "builtinDomain", "domainDNS")


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One directory object as it is now. `kind` is user, group, computer, ou, or else the name of its class."""

    guid: UUID
    kind: str
    dn: str
    name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    is_deleted: bool = False

    @property
    def id(self) -> str:
        return str(self.guid)

    def get(self, attribute: str) -> Value | None:
        """The value of an attribute; `name` and `distinguishedName` are attributes too."""
        if attribute == "name":
            return self.name
        if attribute == "distinguishedName":
            return self.dn
        return self.attributes.get(attribute)

    def values(self, attribute: str) -> tuple[str | int | bool | datetime, ...]:
        value = self.get(attribute)
        if value is None:
            return ()
        return value if isinstance(value, tuple) else (value,)

    def text(self, attribute: str) -> str:
        value = self.get(attribute)
        return "" if value is None else str(value)

    def number(self, attribute: str) -> int:
        value = self.get(attribute)
        return value if isinstance(value, int) else 0

    def texts(self, attribute: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self.values(attribute))


@dataclass(frozen=True, slots=True)
class NewObject:
    """An object to be made. `attributes` without a SID: the directory gives one where the kind has one."""

    kind: str
    name: str
    parent_dn: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    guid: UUID | None = None


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """The rules of passwords and lockouts. No age: never; no lockout time: until somebody unlocks."""

    name: str = "Default domain policy"
    fine_grained: bool = False
    min_length: int = 7
    history: int = 24
    complexity: bool = True
    max_age: timedelta = timedelta(days=42)
    min_age: timedelta = timedelta(days=1)
    lockout_threshold: int = 0
    lockout_duration: timedelta = timedelta(minutes=30)
    lockout_window: timedelta = timedelta(minutes=30)


class DirectoryStore(Protocol):
    """One directory. Every verb may raise `Fault` with the code that the helpers give the directory's own errors."""

    @property
    def base_dn(self) -> str: ...

    def find(
        self,
        criterion: Criterion,
        *,
        base: str = "",
        scope: str = SUBTREE,
        limit: int = 0,
        links: Sequence[str] = (),
        deleted: bool = False,
    ) -> list[StoredObject]:
        """What is asked for, at or below `base`, in the order of names.

        What the directory cannot be asked for (the `msDS-…Computed` attributes of users, which it computes from policy
        and time) the store judges itself, by `criteria.matches`, before it counts up to the limit.
        `links` (`member`, `memberOf`) are read with each object. `limit` 0: all. `deleted`: what was deleted, instead.
        """

    def groups_of(self, guid: UUID, *, chain: bool = False) -> list[StoredObject]:
        """The groups that hold the object, without its primary one; with `chain` also through other groups."""

    def members_of(self, guid: UUID, *, chain: bool = False, limit: int = 0) -> list[StoredObject]:
        """The members of a group and those whose primary group it is, with `memberOf`; with `chain` through groups."""

    def token_groups(self, guid: UUID) -> frozenset[str]:
        """SIDs of all groups of an object, through the primary group and others, as the directory reckons them now."""

    def policy_of(self, guid: UUID) -> PasswordPolicy: ...

    def has_feature(self, name: str) -> bool:
        """Whether an optional feature is on, such as `Privileged Access Management Feature`."""

    def add(self, new: NewObject) -> StoredObject: ...

    def modify(self, guid: UUID, changes: Mapping[str, Value | None]) -> None:
        """Give attributes these values; None clears. `pwdLastSet` takes 0 (must change) and -1 (now)."""

    def rename(self, guid: UUID, name: str) -> None: ...

    def move(self, guid: UUID, parent_dn: str) -> None: ...

    def delete(self, guid: UUID, *, recursive: bool = False) -> None: ...

    def restore(self, guid: UUID, *, name: str, parent_dn: str) -> None: ...

    def set_password(self, guid: UUID, password: str) -> None:
        """Reset the password: length and complexity must fit; history and age bind only who changes the own one."""

    def link(self, group: UUID, members: Sequence[str], *, minutes: int = 0) -> None:
        """Add members by their distinguished names; for good, where `minutes` is 0."""

    def unlink(self, group: UUID, members: Sequence[str]) -> None: ...


class Journal(Protocol):
    """The answers to changes, kept in the transaction of the change itself."""

    def recall(self, call: str) -> Frame | None: ...

    def remember(self, call: str, result: Frame) -> None:
        """Keep an answer. The engine has taken every secret out of it."""


class Store(Protocol):
    """A world to run operations on."""

    @property
    def directory(self) -> DirectoryStore: ...

    @property
    def life(self) -> LifeStore: ...

    @property
    def journal(self) -> Journal: ...

    def transaction(self) -> AbstractContextManager[None]:
        """What is written within is kept together, or, where an error leaves it, not at all."""
