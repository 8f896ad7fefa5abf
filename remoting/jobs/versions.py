"""Version numbers from the directory's own replication metadata: what tells whether an object has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from directory.models import DirectoryObject, Domain
from directory.names import fold_dn
from directory.sources import Source
from remoting.jobs.targets import guid_in

# The attributes that operations change, and those that a change of them moves along. Read before every change, so that
# a lost answer can be read back.
WATCHED = (
    "accountExpires",
    "department",
    "description",
    "displayName",
    "givenName",
    "groupType",
    "l",
    "lockoutTime",
    "mail",
    "managedBy",
    "manager",
    "mobile",
    "ms-Mcs-AdmPwdExpirationTime",
    "msLAPS-PasswordExpirationTime",
    "name",
    "physicalDeliveryOfficeName",
    "pwdLastSet",
    "sAMAccountName",
    "sn",
    "telephoneNumber",
    "title",
    "unicodePwd",
    "userAccountControl",
    "userPrincipalName",
)
LINKS = ("member",)
NOT_VERSIONED = frozenset({"memberOf", "distinguishedName"})


Numbers = dict[str, dict[str, Any]]  # GUID -> {"dn": …, "attributes": {name: number}}


def attributes_of(parameters: Mapping[str, Any]) -> list[str]:
    """What is watched for an order: the usual attributes and the links that it names."""
    members = parameters.get("Members")
    named = members if isinstance(members, list) else []
    return [*WATCHED, *(f"member:{guid}" for guid in named if guid_in(str(guid)))]


def numbers_of(source: Source, guid: UUID, attributes: Sequence[str]) -> Numbers:
    """DN and version numbers of one object as the directory has them now; 0 for what was never written.

    Raises SourceError.
    """
    found = source.one(guid)
    if found is None:
        return {}
    versions = source.versions(guid, list(attributes))
    numbers = {name: versions[name].number if name in versions else 0 for name in attributes}
    return {str(guid): {"dn": found.dn, "attributes": numbers}}


def named_in(domain: Domain, records: Iterable[Mapping[str, Any]]) -> dict[UUID, list[str]]:
    """The versioned attributes that the records of a preview name, by object; links by the GUID of the member."""
    found: dict[UUID, list[str]] = {}
    for record in records:
        guid = guid_in(str(record.get("id") or ""))
        if guid is None:
            continue
        names = found.setdefault(guid, [])
        for attribute in sorted({*(record.get("before") or {}), *(record.get("after") or {})}):
            if attribute in LINKS:
                names += [f"{attribute}:{each}" for each in _linked(domain, record, attribute)]
            elif attribute not in NOT_VERSIONED:
                names.append(attribute)
    return found


def numbers_named(source: Source, domain: Domain, records: Iterable[Mapping[str, Any]]) -> Numbers:
    """What a preview binds to. Raises SourceError."""
    numbers: Numbers = {}
    for guid, attributes in named_in(domain, records).items():
        numbers |= numbers_of(source, guid, attributes)
    return numbers


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names of attributes whose number differs, `dn` where the object lies elsewhere; links that are new or gone.

    An attribute that had never been written has no number, which counts as 0.
    """
    earlier, later = before.get("attributes", {}), now.get("attributes", {})
    found = [name for name in sorted({*earlier, *later}) if earlier.get(name, 0) != later.get(name, 0)]
    return found + (["dn"] if fold_dn(str(before.get("dn", ""))) != fold_dn(str(now.get("dn", ""))) else [])


def _linked(domain: Domain, record: Mapping[str, Any], attribute: str) -> list[UUID]:
    """The GUIDs of the objects whose DNs a link attribute lists, as the mirror knows them."""
    names: set[str] = set()
    for side in ("before", "after"):
        value = (record.get(side) or {}).get(attribute)
        names |= {fold_dn(str(dn)) for dn in (value if isinstance(value, list) else [value]) if dn}
    rows = DirectoryObject.objects.filter(domain=domain, dn_fold__in=names)
    return sorted(rows.values_list("guid", flat=True))
