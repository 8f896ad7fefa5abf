"""What a search asks for, as data. A store turns it into its own language; no filter is ever put together by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from remoting.simulated.names import dn_key, fold
from remoting.simulated.times import to_filetime

if TYPE_CHECKING:
    from remoting.simulated.store import StoredObject

NAMES = frozenset({"distinguishedName", "manager", "managedBy"})  # compared as distinguished names


@dataclass(frozen=True, slots=True)
class Kind:
    """Is one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equals:
    """The attribute has this value, case aside."""

    attribute: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Contains:
    """The attribute has this text in it, case aside."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The attribute is a number or time not below this one; times as directory's numbers."""

    attribute: str
    value: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """The attribute is a number or time not above this one."""

    attribute: str
    value: int


@dataclass(frozen=True, slots=True)
class HasBits:
    """All of these bits are set in the attribute."""

    attribute: str
    bits: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; with none of them, everything is found."""

    parts: "tuple[Criterion, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds."""

    parts: "tuple[Criterion, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where its part does not."""

    part: "Criterion"


Criterion = Kind | Equals | Contains | AtLeast | AtMost | HasBits | Every | Some | Not


def matches(criterion: Criterion, found: "StoredObject") -> bool:
    """Whether an object is asked for. The judge of every search that a store cannot decide alone."""
    match criterion:
        case Kind(kinds):
            return found.kind in kinds
        case Every(parts):
            return all(matches(part, found) for part in parts)
        case Some(parts):
            return any(matches(part, found) for part in parts)
        case Not(part):
            return not matches(part, found)
        case Equals(attribute, value):
            same = dn_key if attribute in NAMES else fold
            return same(str(value)) in (same(str(one)) for one in found.values(attribute))
        case Contains(attribute, text):
            return any(fold(text) in fold(str(one)) for one in found.values(attribute))
        case AtLeast(attribute, bound):
            return _number(found, attribute, lambda number: number >= bound)
        case AtMost(attribute, bound):
            return _number(found, attribute, lambda number: number <= bound)
        case HasBits(attribute, bits):
            return _number(found, attribute, lambda number: number & bits == bits)


def _number(found: "StoredObject", attribute: str, holds: Callable[[int], bool]) -> bool:
    numbers = [to_filetime(one) if isinstance(one, datetime) else one for one in found.values(attribute)]
    return any(isinstance(one, int) and holds(one) for one in numbers)
