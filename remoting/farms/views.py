"""Pages of farms, servers and sessions. They read rows; asking the servers is a posted task."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.access import DIRECTORY, access
from accounts.requests import TsmRequest, show
from directory.models import DirectoryObject
from remoting.farms.filters import narrow
from remoting.farms.finding import find
from remoting.farms.lines import Line, line_of, lines_of, summed
from remoting.farms.models import Session, SessionQuerySet
from remoting.farms.sessions import session_lines
from remoting.farms.tasks import ask_readings
from remoting.servers.models import Farm, Server

SESSIONS_A_PAGE = 50
FEW, MANY = 3, 20  # of a kind, in the search


@access(DIRECTORY)
@require_safe
def farms(request: TsmRequest) -> HttpResponse:
    """Every farm of which the person may see a server."""
    lines = lines_of(Server.objects.visible_to(request.user).filter(farm__isnull=False))
    of_farm = groupby(sorted(lines, key=_farm_name), key=_farm_name)
    return show(request, "remoting/farms.html", {"sums": [summed(group) for _name, group in of_farm]})


def _farm_name(line: Line) -> str:
    return line.server.farm.name if line.server.farm else ""


@access(DIRECTORY)
@require_safe
def farm(request: TsmRequest, pk: int) -> HttpResponse:
    return show(request, "remoting/farm.html", _farm(request, pk))


@access(DIRECTORY)
@require_safe
def farm_servers(request: TsmRequest, pk: int) -> HttpResponse:
    return show(request, "remoting/farm.html#servers", _farm(request, pk))


@access(DIRECTORY)
@require_safe
def farm_sessions(request: TsmRequest, pk: int) -> HttpResponse:
    return show(request, "remoting/farm.html#sessions", _farm(request, pk))


def _farm(request: TsmRequest, pk: int) -> dict[str, Any]:
    servers_seen = Server.objects.visible_to(request.user)
    chosen = get_object_or_404(Farm.objects.filter(servers__in=servers_seen).distinct(), pk=pk)
    of_farm = servers_seen.filter(farm=chosen)
    return {
        "farm": chosen,
        "sum": summed(lines_of(of_farm, request.user)),
        **_sessions(request, Session.objects.filter(server__in=of_farm)),
    }


@access(DIRECTORY)
@require_safe
def servers(request: TsmRequest) -> HttpResponse:
    """Every server that the person may see, whatever it is for."""
    return show(request, "remoting/servers.html", _servers(request))


@access(DIRECTORY)
@require_safe
def servers_lines(request: TsmRequest) -> HttpResponse:
    return show(request, "remoting/servers.html#lines", _servers(request))


def _servers(request: TsmRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:200]
    return {
        "sum": summed(lines_of(Server.objects.visible_to(request.user).filter(host__icontains=text), request.user)),
        "find": text,
    }


@access(DIRECTORY)
@require_safe
def server(request: TsmRequest, host: str) -> HttpResponse:
    return show(request, "remoting/server.html", _server(request, host))


@access(DIRECTORY)
@require_safe
def server_now(request: TsmRequest, host: str) -> HttpResponse:
    return show(request, "remoting/server.html#now", _server(request, host))


@access(DIRECTORY)
@require_safe
def server_sessions(request: TsmRequest, host: str) -> HttpResponse:
    return show(request, "remoting/server.html#sessions", _server(request, host))


def _server(request: TsmRequest, host: str) -> dict[str, Any]:
    chosen = _visible_server(request, host)
    return {
        "server": chosen,
        "line": line_of(chosen),
        **_sessions(request, Session.objects.filter(server=chosen)),
    }


@access(DIRECTORY)
@require_safe
def sessions(request: TsmRequest) -> HttpResponse:
    """All sessions of all servers in one table."""
    return show(request, "remoting/sessions.html", _all_sessions(request))


@access(DIRECTORY)
@require_safe
def sessions_lines(request: TsmRequest) -> HttpResponse:
    return show(request, "remoting/sessions.html#lines", _all_sessions(request))


def _all_sessions(request: TsmRequest) -> dict[str, Any]:
    servers_seen = Server.objects.visible_to(request.user).terminal()
    return {"sum": summed(lines_of(servers_seen)), **_sessions(request, Session.objects.visible_to(request.user))}


@access(DIRECTORY)
@require_safe
def session(request: TsmRequest, host: str, number: int) -> HttpResponse:
    """One session with what can be done with it."""
    chosen = _visible_server(request, host)
    sessions_seen = Session.objects.select_related("server__reading", "server__domain")
    found = get_object_or_404(sessions_seen, server=chosen, number=number)
    return show(request, "remoting/session.html", {"session": found, "server": chosen, "line": line_of(chosen)})


@access(DIRECTORY)
@require_safe
def object_sessions(request: TsmRequest, guid: UUID) -> HttpResponse:
    """The sessions of one person on all servers, for the person's page."""
    person = get_object_or_404(DirectoryObject.objects.present().visible_to(request.user).of_kind("user"), guid=guid)
    found = Session.objects.visible_to(request.user).filter(person_guid=person.guid)
    found = found.select_related("server__reading", "server__domain")
    servers_seen = Server.objects.visible_to(request.user).terminal()
    rows = session_lines(list(found.order_by("server__host")), request.user)
    context = {"person": person, "rows": rows, "sum": summed(lines_of(servers_seen))}
    return show(request, "remoting/object_sessions.html#rows", context)


@access(DIRECTORY)
@require_safe
def found(request: TsmRequest) -> HttpResponse:
    """Servers, sessions and jobs for the search; a few below the field, more on the page of hits."""
    query = request.GET.get("q", "")
    most = FEW if request.GET.get("in") == "hits" else MANY
    return show(request, "remoting/found.html#rows", {"q": query, "found": find(query, user=request.user, most=most)})


@access(DIRECTORY)
@require_POST
def servers_refresh(request: TsmRequest) -> HttpResponse:
    """Ask the servers named, those of the farm named, or all: of each at most once in ten seconds."""
    asked = Server.objects.visible_to(request.user)
    if farm_pk := request.POST.get("farm", ""):
        asked = asked.filter(farm_id=farm_pk) if farm_pk.isdecimal() else asked.none()
    if host := request.POST.get("host", ""):
        asked = asked.filter(host=host)
    ask_readings(asked.select_related("domain"))
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if safe else reverse("remoting:servers")


def _visible_server(request: TsmRequest, host: str) -> Server:
    return get_object_or_404(Server.objects.visible_to(request.user).select_related("domain", "farm"), host=host)


def _sessions(request: TsmRequest, found: SessionQuerySet) -> dict[str, Any]:
    """What `components/session_table.html` needs."""
    narrowed = narrow(found.select_related("server__reading", "server__domain"), request.GET)
    page = Paginator(narrowed.sessions, SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "lines": session_lines(list(page), request.user),
        "filter": narrowed.form,
        "sort": narrowed.sort,
    }
