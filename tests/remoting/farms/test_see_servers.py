"""Pages of farms, servers and sessions, and who sees which."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from directory.models import DirectoryObject
from remoting.farms.reading import read_server
from remoting.servers.models import Farm, Server
from tests.cast import person
from tests.remoting.farms.conftest import StandIn, session

ClientOf = Callable[[User], Client]


@pytest.fixture
def read(server: Server, stand_in: StandIn, zoe: DirectoryObject) -> Server:
    stand_in.sessions = [session(17, "zobrien", state="disconnected", idleSeconds=3600), session(18, "<b>x</b>")]
    read_server(server)
    return server


PAGES = ["/farms/", "/farms/{farm}/", "/servers/", "/servers/ts-1/", "/sessions/", "/servers/ts-1/sessions/17/"]


@pytest.mark.parametrize("page", PAGES)
def test_shows_the_page_to_a_viewer(read: Server, viewer: User, client_of: ClientOf, page: str) -> None:
    answer = client_of(viewer).get(page.format(farm=read.farm_id))
    assert answer.status_code == 200
    assert "<b>x</b>" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["", "auditor"])
def test_hides_the_page_from_who_has_no_grant(read: Server, client_of: ClientOf, page: str, role: str) -> None:
    answer = client_of(person("somebody", role=role)).get(page.format(farm=read.farm_id))
    assert answer.status_code == 404


def test_shows_only_servers_in_scope(read: Server, client_of: ClientOf) -> None:
    other = Server.objects.get(host="ts-2")
    guest = person("guest", role="viewer", scope_kind="server", scope_key=str(other.pk), scope_name="ts-2")
    client = client_of(guest)
    assert client.get("/servers/ts-1/").status_code == 404
    assert client.get("/servers/ts-1/sessions/17/").status_code == 404
    listed = client.get("/servers/").content.decode()
    assert "ts-2" in listed
    assert "ts-1" not in listed
    assert "zobrien" not in client.get("/sessions/").content.decode()


def test_never_reaches_servers_through_a_unit(read: Server, client_of: ClientOf) -> None:
    guest = person("guest", role="operator", scope_kind="unit", scope_key="7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2")
    assert client_of(guest).get("/servers/ts-1/").status_code == 404


def test_says_what_is_wrong_with_a_server(read: Server, viewer: User, client_of: ClientOf) -> None:
    page = client_of(viewer).get(f"/farms/{read.farm_id}/").content.decode()
    assert "Disk C: full" in page
    assert "Draining" in page
    assert "1 of 2 failing" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"17", "18"}),
        ("?q=o%27brien", {"17"}),
        ("?state=disconnected", {"17"}),
        ("?idle=30", {"17"}),
        ("?idle=240", set()),
        ("?state=nonsense&idle=x&sort=y", {"17", "18"}),
    ],
)
def test_narrows_sessions_by_the_address(
    read: Server, viewer: User, client_of: ClientOf, query: str, found: set[str]
) -> None:
    page = client_of(viewer).get(f"/sessions/{query}").content.decode()
    assert {number for number in ("17", "18") if f"/servers/ts-1/sessions/{number}/" in page} == found


def test_offers_acts_on_a_session_to_who_may(read: Server, viewer: User, helpdesk: User, client_of: ClientOf) -> None:
    url = "/operations/stop-session/?target=ts-1%2Fsession%2F17"
    assert url in client_of(helpdesk).get("/sessions/").content.decode()
    assert url not in client_of(viewer).get("/sessions/").content.decode()


def test_shows_the_sessions_of_a_person(read: Server, zoe: DirectoryObject, viewer: User, client_of: ClientOf) -> None:
    page = client_of(viewer).get(f"/objects/{zoe.guid}/sessions/").content.decode()
    assert "ts-1" in page
    assert "session 17" in page
    assert "session 18" not in page


def test_is_404_for_a_farm_of_unseen_servers(farm: Farm, client_of: ClientOf) -> None:
    Farm.objects.create(name="Empty")
    guest = person("guest", role="viewer", scope_kind="farm", scope_key="999999")
    assert client_of(guest).get(f"/farms/{farm.pk}/").status_code == 404


def test_asks_as_few_queries_for_many_sessions_as_for_few(
    read: Server,
    stand_in: StandIn,
    viewer: User,
    client_of: ClientOf,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    stand_in.sessions = [session(number, f"user{number}") for number in range(1, 60)]
    read_server(read)
    client = client_of(viewer)
    client.get("/sessions/")
    with django_assert_max_num_queries(40):
        client.get("/sessions/")
