"""Which part of the directory a person may see, and whether a grant covers a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from accounts.grants import Held, grants_of

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import DirectoryObject, Domain
    from directory.models.objects import DirectoryObjectQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything, or some places: rows of units, and minus the row of a domain for what lies in none of its units."""

    everywhere: bool
    places: frozenset[int] = frozenset()

    def holds(self, place: int) -> bool:
        return self.everywhere or place in self.places


NOWHERE = Scope(everywhere=False)
EVERYWHERE = Scope(everywhere=True)


def covers(held: Held, *, domain: str, unit_path: Sequence[UUID]) -> bool:
    """Whether the grant reaches a place: the domain's DNS name, and the GUIDs of the units down to it."""
    if held.is_auditor:
        return False
    if held.scope_kind == "domain":
        return held.scope_key.casefold() == domain.casefold()
    if held.scope_kind == "unit":
        return held.scope_key.lower() in {str(guid) for guid in unit_path}
    return held.scope_kind == "everywhere"


def object_in_scope(obj: "DirectoryObject", held: Held) -> bool:
    return covers(held, domain=obj.domain.name, unit_path=obj.unit_path)


def visible_units(user: "User") -> Scope:
    """The places that the person's grants reach, units with what lies below them. Auditors see none."""
    reaching = [held for held in grants_of(user) if not held.is_auditor]
    if any(held.scope_kind == "everywhere" for held in reaching):
        return EVERYWHERE
    domains = {held.scope_key.casefold() for held in reaching if held.scope_kind == "domain"}
    units = {held.scope_key.lower() for held in reaching if held.scope_kind == "unit"}
    if not domains and not units:
        return NOWHERE
    return Scope(everywhere=False, places=_places_of_domains(domains) | _places_below(units))


def _places_of_domains(names: set[str]) -> frozenset[int]:
    found = [row.pk for row in _domains() if row.name.casefold() in names]
    within = _units().filter(kind="ou", domain__in=found).values_list("pk", flat=True)
    return frozenset(within) | frozenset(-pk for pk in found)


def _places_below(guids: set[str]) -> frozenset[int]:
    if not guids:
        return frozenset()
    tops = _units().filter(kind="ou", guid__in=guids).values_list("path", flat=True)
    below = Q(pk__in=())
    for path in tops:
        below |= Q(path__startswith=path)
    return frozenset(_units().filter(below, kind="ou").values_list("pk", flat=True))


# The models ask this module who sees what, so it finds them by name.
def _units() -> "DirectoryObjectQuerySet":
    model = apps.get_model("directory", "DirectoryObject")
    return model.objects.all()


def _domains() -> "list[Domain]":
    model = apps.get_model("directory", "Domain")
    return list(model.objects.all())
