"""Finding the objects that a call names."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from remoting.simulated.addresses import is_email_address
from remoting.simulated.calls import Call
from remoting.simulated.criteria import Contains, Criterion, Equals, Every, Kind, Some
from remoting.simulated.faults import Fault
from remoting.simulated.privilege import assert_unprivileged
from remoting.simulated.store import CONTAINERS, JSON, SUBTREE, StoredObject

_GUID = re.compile(r"[{(]?([0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12})[})]?")
_SID = re.compile(r"S-1-\d+(-\d+)+", re.IGNORECASE)
EVERYTHING = Every(())
DELETED_USER = "deletedUser"


def kind_criterion(kind: str) -> Criterion:
    """The criterion of a kind that an operation names; `object` is any kind."""
    if kind == "object":
        return EVERYTHING
    if kind == "container":
        return Kind(CONTAINERS)
    return Kind(("user",) if kind == DELETED_USER else (kind,))


def identity_criterion(identity: str, kind: str) -> Criterion:
    """objectGUID, distinguished name, SID, account name or UPN."""
    if not identity:
        raise Fault("InvalidArgument", "An object must be named.")
    guid = _GUID.fullmatch(identity.strip())
    if guid:
        return Equals("objectGUID", str(UUID(guid[1])))
    if _SID.fullmatch(identity):
        return Equals("objectSid", identity)
    if "=" in identity:
        return Equals("distinguishedName", identity)
    if kind == "computer" and not identity.endswith("$"):
        return Equals("sAMAccountName", f"{identity}$")
    if "@" in identity:
        return Some((Equals("sAMAccountName", identity), Equals("userPrincipalName", identity)))
    return Equals("sAMAccountName", identity)


def find_objects(
    call: Call,
    kind: str,
    *criteria: Criterion,
    base: str = "",
    scope: str = SUBTREE,
    limit: int = 0,
    links: Sequence[str] = (),
) -> list[StoredObject]:
    """Objects of one kind that meet all criteria."""
    criterion = Every((kind_criterion(kind), *criteria))
    return call.directory.find(
        criterion, base=base, scope=scope, limit=limit, links=links, deleted=kind == DELETED_USER
    )


def get_object(
    call: Call,
    kind: str = "object",
    identity: str | None = None,
    *,
    links: Sequence[str] = (),
    for_change: bool = False,
) -> StoredObject:
    """The one object that an identity names, or the call's own. For a change, privileged ones are refused."""
    name = call.text("Identity") if identity is None else identity
    found = find_objects(call, kind, identity_criterion(name, kind), limit=2, links=links)
    noun = "deleted user" if kind == DELETED_USER else kind
    if not found:
        raise Fault("NotFound", f"There is no {noun} '{name}'.")
    if len(found) > 1:
        raise Fault("Conflict", f"More than one {noun} answers to '{name}'.")
    if for_change:
        assert_unprivileged(call, found[0])
    return found[0]


def exists(call: Call, kind: str) -> dict[str, JSON]:
    """Whether the call's identity names an object of this kind."""
    try:
        found = get_object(call, kind)
    except Fault as fault:
        if fault.code != "NotFound":
            raise
        return {"exists": False, "id": None, "dn": None}
    return {"exists": True, "id": found.id, "dn": found.dn}


def container_dn(call: Call, path: str) -> str:
    """The distinguished name of the OU, container or domain that a path names; nothing for no path."""
    return get_object(call, "container", path).dn if path else ""


def query_criteria(query: str, attributes: Sequence[str]) -> tuple[Criterion, ...]:
    """Every word that a person typed must occur in one of the attributes."""
    return tuple(Some(tuple(Contains(name, word) for name in attributes)) for word in query.split())


def equal_criteria(call: Call, known: Mapping[str, str]) -> tuple[Criterion, ...]:
    """Each attribute that the call gives must equal its value."""
    given = attributes_given(call, known)
    return tuple(Equals(name, value) for name, value in given.items() if value)


def attributes_given(call: Call, known: Mapping[str, str]) -> dict[str, JSON]:
    """The call's parameters that the map of its kind knows, as LDAP attributes; an empty value clears.

    References become distinguished names.
    """
    attributes: dict[str, JSON] = {}
    for name, attribute in known.items():
        parameter = name[0].upper() + name[1:]
        if not call.given(parameter):
            continue
        value = call.value(parameter) or None
        if value and attribute in ("manager", "managedBy"):
            value = get_object(call, "object", value).dn
        elif value and name == "emailAddress" and not is_email_address(value):
            raise Fault("InvalidArgument", f"'{value}' is not an e-mail address.")
        attributes[attribute] = value
    return attributes
