"""From rows of the embedded directory to objects and back: what is derived, what is computed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from remoting.simulated.attributes import COMPUTED_EXPIRED, COMPUTED_LOCKED, NEVER_EXPIRES, SMARTCARD
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.names import dn_key, fold
from remoting.simulated.store import PasswordPolicy, StoredObject, Value
from remoting.simulated.times import NEVER, from_filetime, to_filetime

# Attribute -> the column that follows from it, as text folded or as it is.
KEY_COLUMNS = {"sAMAccountName": "sam_key", "userPrincipalName": "upn_key", "mail": "mail_key"}
NUMBER_COLUMNS = {
    "userAccountControl": "flags",
    "lockoutTime": "lockout_time",
    "accountExpires": "account_expires",
    "pwdLastSet": "password_set",
    "lastLogonTimestamp": "last_logon",
    "primaryGroupID": "primary_group",
}


def derive(row: SimulatedObject) -> set[str]:
    """Set the columns that follow from name, distinguished name and attributes. The names of those that changed."""
    derived = _derived(row)
    changed = {column for column, value in derived.items() if getattr(row, column) != value}
    for column in changed:
        setattr(row, column, derived[column])
    return changed


def _derived(row: SimulatedObject) -> dict[str, object]:
    texts = [row.name]
    for value in row.attributes.values():
        texts += [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    derived: dict[str, object] = {
        "name_key": fold(row.name),
        "place": dn_key(row.dn),
        "text_key": "\n".join(fold(text) for text in texts),
    }
    for attribute, column in KEY_COLUMNS.items():
        value = row.attributes.get(attribute)
        derived[column] = None if value is None else fold(str(value))
    for attribute, column in NUMBER_COLUMNS.items():
        derived[column] = row.attributes.get(attribute)
    return derived


def stamp(row: SimulatedObject, attributes: Mapping[str, object], *, usn: int, now: datetime) -> None:
    """Count the versions of attributes that are written, as replication does."""
    for name in attributes:
        number = row.versions.get(name, row.versions.get("*", [0]))[0]  # "*": all that the object was made with
        row.versions[name] = [number + 1, now.isoformat(), usn]
    row.usn_changed = usn
    row.when_changed = now.replace(microsecond=0)


def policy_of(domain: SimulatedDomain) -> PasswordPolicy:
    """The domain's policy; what it does not say is as in a new domain."""
    kept: Mapping[str, Any] = domain.policy
    return PasswordPolicy(
        min_length=int(kept.get("minLength", 7)),
        history=int(kept.get("history", 24)),
        complexity=bool(kept.get("complexity", True)),
        max_age=timedelta(days=kept.get("maxAgeDays", 42)),
        min_age=timedelta(days=kept.get("minAgeDays", 1)),
        lockout_threshold=int(kept.get("lockoutThreshold", 0)),
        lockout_duration=timedelta(minutes=kept.get("lockoutMinutes", 30)),
        lockout_window=timedelta(minutes=kept.get("lockoutWindowMinutes", 30)),
    )


def stored(
    row: SimulatedObject, policy: PasswordPolicy, now: datetime, links: Mapping[str, list[str]] | None = None
) -> StoredObject:
    """A row as an object. `links`: `member` and `memberOf` where they were asked for."""
    attributes: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.attributes.items()
    }
    attributes |= {"objectGUID": str(row.guid), "whenCreated": row.when_created, "whenChanged": row.when_changed}
    attributes |= {"uSNCreated": row.usn_created, "uSNChanged": row.usn_changed}
    if row.sid:
        attributes["objectSid"] = row.sid
    for name, other in (("manager", row.manager), ("managedBy", row.managed_by)):
        if other is not None and other.deleted_at is None:
            attributes[name] = other.dn
    if row.deleted_at is not None:
        attributes |= {"isDeleted": True, "msDS-LastKnownRDN": row.last_name}
        if row.last_parent is not None:
            attributes["lastKnownParent"] = row.last_parent.dn
    if row.kind == "user":
        attributes |= computed(attributes, policy, now)
    attributes |= {name: tuple(sorted(values)) for name, values in (links or {}).items()}
    return StoredObject(row.guid, row.kind, row.dn, row.name, attributes, row.deleted_at is not None)


def computed(attributes: Mapping[str, Value], policy: PasswordPolicy, now: datetime) -> dict[str, Value]:
    """What a directory computes of an account: when its password ends, whether that is over, whether it is locked."""
    ends = password_ends(attributes, policy)
    flags = COMPUTED_EXPIRED if ends <= to_filetime(now) else 0
    locked = from_filetime(_number(attributes, "lockoutTime"))
    if locked and (not policy.lockout_duration or now < locked + policy.lockout_duration):
        flags |= COMPUTED_LOCKED
    return {"msDS-User-Account-Control-Computed": flags, "msDS-UserPasswordExpiryTimeComputed": ends}


def password_ends(attributes: Mapping[str, Value], policy: PasswordPolicy) -> int:
    """As a directory's time: 0 where the password must be changed."""
    if _number(attributes, "userAccountControl") & (NEVER_EXPIRES | SMARTCARD):
        return NEVER
    set_at = _number(attributes, "pwdLastSet")
    if not set_at:
        return 0
    return set_at + policy.max_age // timedelta(microseconds=1) * 10 if policy.max_age else NEVER


def _number(attributes: Mapping[str, Value], name: str) -> int:
    value = attributes.get(name)
    return value if isinstance(value, int) else 0
