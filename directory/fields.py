"""What the directory says about an object, as the columns of the mirror."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_datetime

from directory.models import DirectoryObject, Domain
from directory.names import first_name, fold_dn
from directory.normalise import fold
from directory.sources import SourceObject
from directory.tokens import rank_of

_DISABLED = 0x2
_NEVER_EXPIRES = 0x10000
_TEXTS = {  # column: LDAP attribute
    "sam": "sAMAccountName",
    "upn": "userPrincipalName",
    "display_name": "displayName",
    "mail": "mail",
    "phone": "telephoneNumber",
    "mobile": "mobile",
    "description": "description",
    "title": "title",
    "department": "department",
    "office": "physicalDeliveryOfficeName",
}
_TIMES = {
    "locked_at": "lockoutTime",
    "expires_at": "accountExpires",
    "password_set_at": "pwdLastSet",
    "password_expires_at": "msDS-UserPasswordExpiryTimeComputed",
    "last_logon_at": "lastLogonTimestamp",
    "when_created": "whenCreated",
    "when_changed": "whenChanged",
}
_LONGEST = {field.name: field.max_length for field in DirectoryObject._meta.concrete_fields if field.max_length}
# What an upsert writes over: all but the key and what the mirror keeps for itself.
COLUMNS = [
    field.attname
    for field in DirectoryObject._meta.concrete_fields
    if field.attname not in ("id", "guid", "asked_at", "path")
]


def row_of(told: SourceObject, *, domain: Domain, now: datetime) -> DirectoryObject:
    """The object as an unsaved row, without its unit and its search words."""
    row = DirectoryObject(guid=told.guid, domain=domain, kind=told.kind, sid=told.sid, dn=told.dn, usn=told.usn)
    for column, attribute in _TEXTS.items():
        setattr(row, column, _text(told.attributes, attribute)[: _LONGEST.get(column)])
    for column, attribute in _TIMES.items():
        setattr(row, column, time_of(told.attributes.get(attribute)))
    row.name = (_text(told.attributes, "name") or first_name(told.dn))[: _LONGEST["name"]]
    known = {*_TEXTS.values(), *_TIMES.values(), "name"}
    row.attributes = {key: _storable(value) for key, value in told.attributes.items() if key not in known}
    _add_account_state(row, told.attributes, domain.policy)
    row.dn_fold = fold_dn(told.dn)
    row.name_fold = fold(row.shown_name)[: _LONGEST["name_fold"]]
    row.rank = rank_of(enabled=row.enabled, last_used=_last_used(row))
    row.mirrored_at = now
    return row


def _add_account_state(row: DirectoryObject, attributes: Mapping[str, object], policy: Mapping[str, object]) -> None:
    flags = _number(attributes, "userAccountControl")
    row.enabled = not flags & _DISABLED
    row.is_privileged = _number(attributes, "adminCount") > 0
    never_expires = bool(flags & _NEVER_EXPIRES)
    row.must_change = row.kind == "user" and "pwdLastSet" in attributes and not (row.password_set_at or never_expires)
    days = _number(policy, "maxAgeDays")
    if never_expires:
        row.password_expires_at = None
    elif row.kind == "user" and days and row.password_set_at and not row.password_expires_at:
        row.password_expires_at = row.password_set_at + timedelta(days=days)
    minutes = _number(policy, "lockoutMinutes")
    row.unlocks_at = row.locked_at + timedelta(minutes=minutes) if row.locked_at and minutes else None


def _last_used(row: DirectoryObject) -> datetime | None:
    """Of an account the last sign-in or the lock, as somebody tried; of all else the last change."""
    if row.kind not in ("user", "computer"):
        return row.when_changed
    return max((time for time in (row.last_logon_at, row.locked_at) if time), default=None)


def time_of(value: object) -> datetime | None:
    """The time of an ISO 8601 text; without a zone it is UTC. None for none and for what is no time."""
    if not isinstance(value, str):
        return None
    try:
        time = parse_datetime(value)
    except ValueError:
        return None
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)


def _text(attributes: Mapping[str, object], name: str) -> str:
    value = attributes.get(name)
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    return str(value).replace("\x00", "") if value is not None else ""


def _storable(value: object) -> object:
    """PostgreSQL takes no NUL in text."""
    if isinstance(value, list | tuple):
        return [_storable(one) for one in value]
    return value.replace("\x00", "") if isinstance(value, str) else value


def _number(values: Mapping[str, object], name: str) -> int:
    value = values.get(name)
    return int(value) if isinstance(value, int | float) else 0
