"""The page of a user, group, computer or unit: its head, its tabs, and having it read anew."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from accounts.access import DIRECTORY, access
from accounts.requests import TsmRequest, show, wants_part
from directory.ages import age_of
from directory.crumbs import crumbs_of
from directory.groups import count_people, everybody_in, groups_of, tree_of, type_words
from directory.history import history_of
from directory.models import DirectoryObject, Kind
from directory.people import get_object_for, manager_of
from directory.portrait import sections_of
from directory.refresh import AT_MOST_EVERY, ask_refresh
from directory.scopes import visible_units
from directory.shown import ICONS, shown
from directory.states import states_of
from directory.tabs import first_tab, tabs_of
from directory.units import contents_of
from directory.views.opened import opened_of

PAGE = 100
MOST_TRIES = 6  # looks for an answer of the worker, one a second
MOST_LOUD = 3


@access(DIRECTORY)
@require_safe
def object_page(request: TsmRequest, guid: UUID) -> HttpResponse:
    obj = get_object_for(request, guid)
    return _tab(request, obj, first_tab(obj))


@access(DIRECTORY)
@require_safe
def object_tab(request: TsmRequest, guid: UUID, name: str) -> HttpResponse:
    obj = get_object_for(request, guid)
    if name not in {tab.name for tab in tabs_of(obj)}:
        return redirect("directory:object", guid)
    return _tab(request, obj, name)


@access(DIRECTORY)
@require_safe
def object_head(request: TsmRequest, guid: UUID) -> HttpResponse:
    """The head alone; `asked` is when a refresh was asked for, which the head waits for some seconds."""
    obj = get_object_for(request, guid)
    if not wants_part(request):
        return redirect("directory:object", guid)
    asked = _moment(request.GET.get("asked", "").replace(" ", "+"))
    said = request.GET.get("try", "")
    tries = int(said) if said.isdecimal() and len(said) < 3 else 0
    is_waiting = asked is not None and obj.mirrored_at < asked and tries < MOST_TRIES
    return _head_again(request, obj, asked=asked if is_waiting else None, tries=tries + 1)


@access(DIRECTORY)
@require_POST
def object_refresh(request: TsmRequest, guid: UUID) -> HttpResponse:
    obj = get_object_for(request, guid)
    ask_refresh(obj, actor=request.user)
    if not wants_part(request):
        return redirect("directory:object", guid)
    obj = get_object_for(request, guid)
    is_waiting = obj.asked_at is not None and obj.mirrored_at < obj.asked_at
    return _head_again(request, obj, asked=obj.asked_at if is_waiting else None, tries=1)


def _moment(text: str) -> datetime | None:
    """The time that we wrote into an address; None for what we never write."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _head_again(request: TsmRequest, obj: DirectoryObject, *, asked: datetime | None, tries: int) -> HttpResponse:
    """Once it has been read, the rest of the page is told if something is other than what it shows (`mark`)."""
    shown_mark = request.GET.get("mark", "")
    context = _head(request, obj) | {"asked": asked, "try": tries, "is_settled": True}
    context |= {"mark": shown_mark if asked else obj.mark}
    answer = render(request, "directory/object.html#head", context)
    if asked is None and shown_mark and shown_mark != obj.mark:
        answer["HX-Trigger"] = f"object-read-{obj.guid}"
    return answer


def _head(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:
    now = timezone.now()
    age = age_of(obj, now)
    states = [state for state in states_of(obj, now) if state.code != "active"]
    return {
        "obj": obj,
        "age": age,
        "mark": obj.mark,
        "states": states[:MOST_LOUD],
        "crumbs": crumbs_of(obj, visible_units(request.user)),
        "type_words": type_words(obj) if obj.kind == Kind.GROUP else "",
        # Shown at once from the mirror, then read anew; what was read just now is not.
        "is_due": obj.deleted_at is None and (age.when is None or now - age.when > AT_MOST_EVERY),
    }


def _tab(request: TsmRequest, obj: DirectoryObject, name: str) -> HttpResponse:
    if obj.deleted_at is not None:
        context = _head(request, obj) | {"can_restore": obj.domain.recycle_bin}
        return render(request, "directory/gone.html", context, status=404)
    context = _head(request, obj) | {
        "icon": ICONS[obj.kind],
        "tab": name,
        "tabs": tabs_of(obj),
        "tab_template": f"directory/object_{name}.html",
        **PARTS[name](request, obj),
    }
    return show(request, "directory/object.html#tab", context)


def _overview(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:
    now = timezone.now()
    contents = contents_of(obj, visible_units(request.user)) if obj.kind == Kind.UNIT else []
    happened = history_of(obj, user=request.user)[:5]
    return {"sections": sections_of(obj, now), "contents": shown(contents, now), "happened": happened}


def _groups(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:
    scope = visible_units(request.user)
    lines = [(held, scope.holds(held.group.place)) for held in groups_of(obj)]
    return {"lines": lines, "through": sum(1 for held, _ in lines if held.through)}


def _members(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:
    scope, now = visible_units(request.user), timezone.now()
    context: dict[str, Any] = {"people": count_people(obj), "owner": manager_of(obj)}
    context |= {"facts": sections_of(obj, now)[0].facts, "is_flat": request.GET.get("show") == "flat"}
    if context["is_flat"]:
        rows = everybody_in(obj).select_related("domain", "unit__unit")
        page = Paginator(rows.order_by("name_fold", "pk"), PAGE).get_page(request.GET.get("page"))
        return context | {"page": page, "rows": shown(page.object_list, now, scope=scope)}
    members = list(tree_of(obj, opened_of(request)))
    lines = zip(members, shown([member.obj for member in members], now, scope=scope), strict=True)
    direct = {member.obj.pk for member in members if member.depth == 0}
    return context | {"lines": [(member, line, member.depth > 0 and member.obj.pk in direct) for member, line in lines]}


def _history(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:
    return {"happened": history_of(obj, user=request.user)}


def _jobs(request: TsmRequest, obj: DirectoryObject) -> dict[str, Any]:  # noqa: ARG001  As the other parts.
    return {}


PARTS = {"overview": _overview, "groups": _groups, "members": _members, "history": _history, "jobs": _jobs}
