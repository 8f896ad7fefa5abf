"""The search: the page of hits, hits as you type, and what to ask the caller."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import DIRECTORY, access
from accounts.requests import TsmRequest
from directory.hits import best_hits
from directory.models import DirectoryObject, Kind
from directory.people import get_object_for, manager_of
from directory.roots import roots_seen
from directory.search import Hit, search
from directory.shown import ICONS, place_of
from directory.states import is_locked, main_state

AS_YOU_TYPE = 8
ON_PAGE = 100
OPTIONS = 20
GROUPS: dict[str, str | Promise] = {
    Kind.USER: _("People"),
    Kind.COMPUTER: _("Computers"),
    Kind.GROUP: _("Groups"),
    Kind.UNIT: _("Units"),
}


@access(DIRECTORY)
@require_safe
def search_page(request: TsmRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    hits, is_cut = best_hits(query, user=request.user, most=ON_PAGE)
    context = {"q": query, "groups": _grouped(hits), "number": len(hits), "is_cut": is_cut}
    return render(request, "directory/search.html", context)


@access(DIRECTORY)
@require_safe
def search_hits(request: TsmRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    hits, is_cut = best_hits(query, user=request.user, most=AS_YOU_TYPE)
    context: dict[str, object] = {"q": query, "groups": _grouped(hits), "is_cut": is_cut}
    return render(request, "directory/hits.html", context | (_peek(hits[0].obj) if hits else {}))


@access(DIRECTORY)
@require_safe
def hit_peek(request: TsmRequest, guid: UUID) -> HttpResponse:
    obj = get_object_for(request, guid)
    return render(request, "directory/peek.html", _peek(obj))


@access(DIRECTORY)
@require_safe
def picks(request: TsmRequest) -> JsonResponse:
    """What a picker offers: {"items": [{"value", "text", "sub", "kind"}]}, within the person's scope.

    `value` is the GUID; of a domain, which is offered where a unit is asked for, its distinguished name.
    """
    kind, query = request.GET.get("kind", ""), request.GET.get("q", "")
    hits = search(query, user=request.user, kinds=[kind] if kind in Kind.values else None, limit=OPTIONS)
    items = [{"value": str(hit.guid), "text": hit.name, "sub": _sub(hit), "kind": hit.kind} for hit in hits]
    if kind == Kind.UNIT:
        roots = [root for root in roots_seen(request.user) if query.strip().casefold() in root.name.casefold()]
        said = _("The domain itself")
        items += [{"value": root.base_dn, "text": root.name, "sub": str(said), "kind": "domain"} for root in roots]
    return JsonResponse({"items": items})


def _grouped(hits: list[Hit]) -> list[dict[str, object]]:
    """Hits by kind; the kind of the best hit first."""
    order = list(dict.fromkeys(hit.kind for hit in hits))
    by_kind = groupby(sorted(hits, key=lambda hit: order.index(hit.kind)), key=lambda hit: hit.kind)
    now = timezone.now()
    return [
        {
            "kind": kind,
            "word": GROUPS[kind],
            "icon": ICONS[kind],
            "hits": [{"hit": hit, "state": main_state(hit.obj, now), "sub": _sub_words(hit)} for hit in found],
        }
        for kind, found in by_kind
    ]


def _peek(obj: DirectoryObject) -> dict[str, object]:
    return {"obj": obj, "manager": manager_of(obj), "is_locked": is_locked(obj, timezone.now())}


def _sub_words(hit: Hit) -> str:
    """What tells two of the same name apart."""
    obj = hit.obj
    if obj.kind == Kind.USER:
        return ", ".join(part for part in (obj.department, obj.office) if part)
    if obj.kind == Kind.COMPUTER:
        return str(obj.attributes.get("operatingSystem") or obj.description)
    return place_of(obj) or obj.description if obj.kind == Kind.UNIT else obj.description or place_of(obj)


def _sub(hit: Hit) -> str:
    return " · ".join(part for part in (hit.account, _sub_words(hit)) if part)
