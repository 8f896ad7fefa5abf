"""Objects as lists and hits show them: name, states, and where they lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.models import DirectoryObject
from directory.scopes import Scope
from directory.states import ObjectState, main_state

ICONS = {"user": "user", "group": "users-group", "computer": "device-laptop", "ou": "sitemap"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One object in a list. `is_visible` false: a name without a link, as it is out of scope."""

    obj: DirectoryObject
    state: ObjectState | None
    is_visible: bool = True

    @property
    def icon(self) -> str:
        return ICONS[self.obj.kind]

    @property
    def place(self) -> str:
        return place_of(self.obj)


def shown(rows: Iterable[DirectoryObject], now: datetime, *, scope: Scope | None = None) -> list[Shown]:
    return [Shown(row, main_state(row, now), scope is None or scope.holds(row.place)) for row in rows]


def place_of(obj: DirectoryObject) -> str:
    """The two units that it lies in, outer first: "Hamburg / People"; rows are read with `unit__unit`."""
    units: Sequence[DirectoryObject] = [one for one in (obj.unit and obj.unit.unit, obj.unit) if one]
    return " / ".join(unit.name for unit in units)
