"""What somebody opened last: kept with the session, so that it ends with it, as kind and key, never as a name."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.requests import wants_part
from directory.models import DirectoryObject
from remoting.servers.models import Farm, Server

KEPT = 7
PAGES = {"directory:object": ("object", "guid"), "remoting:server": ("server", "host"), "remoting:farm": ("farm", "pk")}


def recent(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Notes a page of an object, a server or a farm that was shown whole."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        page = PAGES.get(match.view_name) if match else None
        if page and match and response.status_code == 200 and request.method == "GET" and not wants_part(request):
            note(request, page[0], str(next(iter(match.kwargs.values()), match.args[0] if match.args else "")))
        return response

    return answer


def note(request: HttpRequest, kind: str, key: str) -> None:
    seen = [kind, key]
    before = [pair for pair in request.session.get("recent", []) if pair != seen]
    request.session["recent"] = [seen, *before][:KEPT]


def opened(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Names and links of what was opened, newest first, as far as the person may still see it."""
    pairs = [(kind, key) for kind, key in request.session.get("recent", [])]
    found: dict[tuple[str, str], tuple[str, str]] = {}
    guids = [key for kind, key in pairs if kind == "object"]
    for row in DirectoryObject.objects.visible_to(user).filter(guid__in=guids):
        found["object", str(row.guid)] = (row.shown_name, row.get_absolute_url())
    for kind, key in pairs:
        if kind == "server" and (server := Server.objects.visible_to(user).filter(host=key).first()):
            found[kind, key] = (server.host, reverse("remoting:server", args=[key]))
        if kind == "farm" and (
            farm := Farm.objects.filter(servers__in=Server.objects.visible_to(user), pk=key).first()
        ):
            found[kind, key] = (farm.name, reverse("remoting:farm", args=[key]))
    return [{"name": found[pair][0], "url": found[pair][1]} for pair in pairs if pair in found]
