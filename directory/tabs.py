"""The parts of an object's page, each its own address."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directory.models import DirectoryObject, Kind, Membership


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: str | Promise
    url: str
    count: int | None = None


def tabs_of(obj: DirectoryObject) -> list[Tab]:
    """Groups start with their members, all else with the overview."""

    def tab(name: str, label: str, count: int | None = None) -> Tab:
        view = "object" if name == first else f"object-{name}"
        return Tab(name, label, reverse(f"directory:{view}", args=[obj.guid]), count)

    first = first_tab(obj)
    tabs = []
    if obj.kind == Kind.GROUP:
        tabs += [tab("members", _("Members"), Membership.objects.filter(group=obj).count())]
    tabs += [tab("overview", _("Overview"))]
    if obj.kind != Kind.UNIT:
        label = _("Member of") if obj.kind == Kind.GROUP else _("Groups")
        tabs += [tab("groups", label, Membership.objects.filter(member=obj).count())]
    return [*tabs, tab("history", _("History")), tab("jobs", _("Jobs"))]


def first_tab(obj: DirectoryObject) -> str:
    return "members" if obj.kind == Kind.GROUP else "overview"
