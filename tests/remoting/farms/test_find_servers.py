"""The search finds servers, sessions and jobs too, of those that the person may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from directory.models import DirectoryObject
from remoting.farms.finding import find
from remoting.farms.reading import read_server
from remoting.servers.models import Server
from tests.cast import person
from tests.remoting.farms.conftest import StandIn, session


@pytest.fixture
def read(server: Server, stand_in: StandIn, zoe: DirectoryObject) -> Server:
    stand_in.sessions = [session(17, "zobrien", clientName="LAP-ZOB-0417"), session(18, "100%")]
    read_server(server)
    return server


@pytest.mark.parametrize(
    ("query", "servers", "sessions"),
    [
        ("ts-", ["ts-1", "ts-2"], []),
        ("zobrien", [], [17]),
        ("o'brien", [], [17]),
        ("lap-zob", [], [17]),
        ("%", [], []),
        ("0%", [], []),
        ("100%", [], [18]),
        ("t", [], []),
        ("", [], []),
    ],
)
def test_finds_by_name(read: Server, viewer: User, query: str, servers: list[str], sessions: list[int]) -> None:
    found = find(query, user=viewer, most=5)
    assert [server.host for server in found.servers] == servers
    assert [row.number for row in found.sessions] == sessions


def test_finds_nothing_out_of_scope(read: Server) -> None:
    other = Server.objects.get(host="ts-2")
    guest = person("guest", role="viewer", scope_kind="server", scope_key=str(other.pk), scope_name="ts-2")
    assert [server.host for server in find("ts-", user=guest, most=5).servers] == ["ts-2"]
    assert find("zobrien", user=guest, most=5).sessions == []


def test_shows_what_it_found(read: Server, viewer: User, client_of: Callable[[User], Client]) -> None:
    page = client_of(viewer).get("/search/found/", {"q": "zobrien"}).content.decode()
    assert "/servers/ts-1/sessions/17/" in page
