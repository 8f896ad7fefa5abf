"""Servers and the sessions on them, as they were read last."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from accounts.access import DIRECTORY
from accounts.api import NO, NO_NUL, CursorText, Limit, allow
from accounts.requests import TsmRequest
from remoting.farms.lines import lines_of
from remoting.farms.models import Session
from remoting.servers.models import Server

router = Router(tags=["servers"])
Text = Annotated[str, Field(max_length=255, pattern=NO_NUL)]
FarmName = Annotated[str, Query(max_length=100, pattern=NO_NUL)]


class ServerOut(Schema):
    """A server; `health` and `sign_in` as its page says them."""

    host: str
    domain: str
    farm: str | None
    description: str
    is_domain_controller: bool
    is_management: bool
    is_terminal: bool
    health: str
    sign_in: str
    people: int
    disconnected: int
    as_of: datetime | None


class ServerListOut(Schema):
    """Servers by host name."""

    items: list[ServerOut]
    next: str | None


class SessionOut(Schema):
    """A session. `key` is the target of acts on it, `user_name` their parameter UserName."""

    key: str
    server: str
    number: int
    user_name: str
    person: str
    state: str
    client_name: str
    logon_at: datetime | None
    input_at: datetime | None
    disconnected_at: datetime | None


class SessionListOut(Schema):
    """Sessions by server and number."""

    items: list[SessionOut]
    next: str | None


class SessionFilterIn(Schema):
    """Which sessions; empty: all."""

    q: Text = ""
    server: Text = ""
    state: Literal["active", "disconnected"] | None = None


@router.get("/servers", response={200: ServerListOut, **NO}, summary="Servers that you may see")
@allow(DIRECTORY)
def servers(request: TsmRequest, farm: FarmName = "", cursor: CursorText = "", limit: Limit = 100) -> dict[str, Any]:
    found = Server.objects.visible_to(request.user).select_related("domain", "farm").order_by("host")
    if farm:
        found = found.filter(farm__name=farm)
    rows = list(found.filter(host__gt=cursor)[: limit + 1]) if cursor else list(found[: limit + 1])
    shown = rows[:limit]
    items = [
        {
            **{name: getattr(line.server, name) for name in ("host", "description", "is_terminal", "is_management")},
            "is_domain_controller": line.server.is_domain_controller,
            "domain": line.server.domain.name,
            "farm": line.server.farm.name if line.server.farm else None,
            "health": line.health,
            "sign_in": line.sign_in,
            "people": line.people,
            "disconnected": line.disconnected,
            "as_of": line.reading.taken_at if line.reading else None,
        }
        for line in lines_of(Server.objects.filter(pk__in=[row.pk for row in shown]).order_by("host"))
    ]
    return {"items": items, "next": shown[-1].host if len(rows) > limit else None}


@router.get("/sessions", response={200: SessionListOut, **NO}, summary="Sessions on the servers that you may see")
@allow(DIRECTORY)
def sessions(
    request: TsmRequest, asked: Query[SessionFilterIn], cursor: CursorText = "", limit: Limit = 100
) -> dict[str, Any]:
    found = Session.objects.visible_to(request.user).select_related("server").order_by("pk")
    if asked.q:
        found = found.matching(asked.q)
    if asked.server:
        found = found.filter(server__host__iexact=asked.server)
    if asked.state:
        found = found.filter(state=asked.state)
    if cursor.isdecimal() and len(cursor) < 19:
        found = found.filter(pk__gt=int(cursor))
    rows = list(found[: limit + 1])
    shown = rows[:limit]
    return {
        "items": [_session_out(one) for one in shown],
        "next": str(shown[-1].pk) if len(rows) > limit else None,
    }


def _session_out(session: Session) -> dict[str, Any]:
    same = ("key", "number", "user_name", "state", "client_name", "logon_at", "input_at", "disconnected_at")
    return {
        **{name: getattr(session, name) for name in same},
        "server": session.server.host,
        "person": session.person_name,
    }
