"""The path above an object's name: its domain, then the units that it lies in, those in scope as links."""

from django.urls import reverse

from directory.models import DirectoryObject
from directory.scopes import Scope


def crumbs_of(obj: DirectoryObject, scope: Scope) -> list[tuple[str, str]]:
    path = [guid for guid in obj.unit_path if guid != obj.guid]
    units = {unit.guid: unit for unit in DirectoryObject.objects.filter(guid__in=path)}
    line = [units[guid] for guid in obj.unit_path if guid in units]
    domain = (obj.domain.name, reverse("directory:domain", args=[obj.domain.name]))
    return [domain, *((unit.name, unit.get_absolute_url() if scope.holds(unit.place) else "") for unit in line)]
