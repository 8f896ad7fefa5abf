"""What a search asks for, as a query on the rows of the embedded directory.

A criterion that no column can decide narrows as far as it goes; `criteria.matches` judges what is found then.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.db.models.lookups import Exact

from remoting.simulated.criteria import AtLeast, AtMost, Contains, Criterion, Equals, Every, HasBits, Kind, Not, Some
from remoting.simulated.embedded_rows import KEY_COLUMNS, NUMBER_COLUMNS
from remoting.simulated.names import dn_key, fold
from remoting.simulated.times import from_filetime

_MOST_PARTS = 30  # of one criterion: SQLite takes an expression only so deep
_LONGEST_PATTERN = 200  # SQLite refuses very long ones, and nothing is gained by them


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`exact`: the query finds just what is asked for, else that and perhaps more."""

    query: Q
    exact: bool = True


NOTHING = Q(pk__in=[])
EVERYTHING = Narrowed(Q(), exact=False)


def narrow(criterion: Criterion) -> Narrowed:
    """The query of a criterion."""
    match criterion:
        case Equals(_, str(text)) | Contains(_, text) if "\0" in text:
            return Narrowed(NOTHING)  # No value has it, and PostgreSQL refuses it.
        case Kind(kinds):
            return Narrowed(Q(kind__in=kinds))
        case Every(parts):
            return _every([narrow(part) for part in parts])
        case Some(parts):
            return _some([narrow(part) for part in parts])
        case Not(part):
            inner = narrow(part)
            return Narrowed(~inner.query) if inner.exact else EVERYTHING
        case Equals(attribute, value):
            return _equals(attribute, value)
        case Contains(_, text):
            return _has_text(text)
        case AtLeast(attribute, value):
            return _number(attribute, "gte", value)
        case AtMost(attribute, value):
            return _number(attribute, "lte", value)
        case HasBits(attribute, bits):
            if attribute not in NUMBER_COLUMNS:
                return EVERYTHING
            column = NUMBER_COLUMNS[attribute]
            has_any = Q(**{f"{column}__isnull": False})  # So that its opposite holds where there is no value.
            return Narrowed(has_any & Q(Exact(F(column).bitand(bits), bits)))


def _every(parts: list[Narrowed]) -> Narrowed:
    query = Q()
    for part in parts[:_MOST_PARTS]:
        query &= part.query
    return Narrowed(query, len(parts) <= _MOST_PARTS and all(part.exact for part in parts))


def _some(parts: list[Narrowed]) -> Narrowed:
    queries: list[Q] = []
    for part in parts:
        if part.query not in queries:  # Texts of several attributes narrow by one column.
            queries.append(part.query)
    if Q() in queries or len(queries) > _MOST_PARTS:
        return EVERYTHING
    query = NOTHING
    for one in queries:
        query |= one
    return Narrowed(query, all(part.exact for part in parts))


def _has_text(text: str) -> Narrowed:
    return Narrowed(Q(text_key__contains=fold(text)[:_LONGEST_PATTERN]), exact=False)


def _number(attribute: str, lookup: str, value: int) -> Narrowed:
    moment = from_filetime(value)
    if attribute == "whenCreated" and moment:
        return Narrowed(Q(**{f"when_created__{lookup}": moment}))
    if attribute not in NUMBER_COLUMNS:
        return EVERYTHING
    return Narrowed(Q(**{f"{NUMBER_COLUMNS[attribute]}__{lookup}": value}))


def _equals(attribute: str, value: str | int) -> Narrowed:
    text = str(value)
    if attribute in KEY_COLUMNS:
        return Narrowed(Q(**{KEY_COLUMNS[attribute]: fold(text)}))
    if attribute in NUMBER_COLUMNS:
        return _number(attribute, "exact", int(value))
    match attribute:
        case "name":
            return Narrowed(Q(name_key=fold(text)))
        case "distinguishedName":
            return Narrowed(Q(place=dn_key(text)))
        case "objectGUID":
            return Narrowed(Q(guid=UUID(text)))
        case "objectSid":
            return Narrowed(Q(sid=text.upper()))
        case "manager":
            return Narrowed(Q(manager__place=dn_key(text), manager__deleted_at=None))
        case "managedBy":
            return Narrowed(Q(managed_by__place=dn_key(text), managed_by__deleted_at=None))
    return _has_text(text)
