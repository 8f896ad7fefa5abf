"""Where the mirror comes from: what a source of directory objects can be asked.

Attributes of a `SourceObject` stand under their LDAP names as plain JSON values:

- times (`lockoutTime`, `accountExpires`, `pwdLastSet`, `lastLogonTimestamp`, `badPasswordTime`, `whenCreated`,
  `whenChanged`, `msDS-UserPasswordExpiryTimeComputed`): ISO 8601 in UTC; null means none, never or "must change";
- numbers (`userAccountControl`, `groupType`, `adminCount`, `badPwdCount`): int;
- several values (`proxyAddresses`, `servicePrincipalName`): list; all else: text.

An attribute without a value may be missing or null. `member`, `memberOf` and secrets are never among them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NewType, Protocol, cast
from uuid import UUID

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from directory.models import Domain

Cookie = NewType("Cookie", str)  # Opaque to the mirror: where a source wants to go on.


class SourceError(Exception):
    """The source cannot answer now. The message is a sentence that may be shown."""


class CookieTooOld(SourceError):
    """The source no longer knows what happened since this cookie: the mirror starts anew."""


@dataclass(frozen=True, slots=True)
class SourceObject:
    """One object as the directory has it now. `member` is None where the source does not say (keep what is known)."""

    guid: UUID
    kind: str  # user, group, computer, ou
    dn: str
    sid: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    member: tuple[UUID, ...] | None = None
    usn: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some objects, and from where to go on after them: `cookie` is kept once the page is in the mirror."""

    objects: Sequence[SourceObject]
    deleted: Sequence[UUID]
    cookie: Cookie
    total: int | None = None  # objects of the whole run, as far as the source can tell


@dataclass(frozen=True, slots=True)
class Version:
    """How often an attribute was written, when last, and with which update sequence number."""

    number: int
    at: datetime
    usn: int


@dataclass(frozen=True, slots=True)
class DeletedObject:
    guid: UUID
    kind: str
    name: str
    last_dn: str
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class DomainFacts:
    base_dn: str
    netbios: str
    sid: str
    controllers: tuple[str, ...]  # host names, the first is asked first
    recycle_bin: bool


class Source(Protocol):
    """A domain as its directory tells it. Every call may raise `SourceError`."""

    def facts(self) -> DomainFacts: ...

    def policy(self) -> Mapping[str, object]:
        """The password policy.

        minLength, history, complexity, maxAgeDays, minAgeDays, lockoutThreshold, lockoutMinutes, lockoutWindowMinutes.
        """

    def pages(self, since: Cookie | None) -> Iterator[Page]:
        """Everything (None), units first and groups last; or what has changed since the cookie.

        A cookie from the middle of a run goes on there.
        """

    def one(self, guid: UUID) -> SourceObject | None: ...

    def token_groups(self, guid: UUID) -> frozenset[str]:
        """SIDs of all groups of a user or computer, direct or through others."""

    def versions(self, guid: UUID, attributes: Sequence[str]) -> Mapping[str, Version]:
        """Versions of the attributes that have one; a link is named `member:<guid of the member>`."""

    def is_privileged(self, guid: UUID) -> bool: ...

    def has_privileged_below(self, guid: UUID) -> bool:
        """Whether a unit holds a privileged object, at any depth."""

    def deleted(self) -> Sequence[DeletedObject]:
        """What lies in the recycle bin."""


def source_for(domain: "Domain") -> Source:
    """The source that the domain names by its dotted path: a class or function that takes the domain."""
    factory = cast("Callable[[Domain], Source]", import_string(domain.source))
    return factory(domain)
