"""What is out of scope does not exist: pages, parts, files and pickers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from directory.models import DirectoryObject, Domain
from directory.people import resolve
from directory.synchronise import synchronise
from tests.cast import person
from tests.directory.sources import World

SECRET = "Zebediah"


@pytest.fixture
def house(world: World, domain: Domain) -> None:
    north, south = world.add("ou", "North"), world.add("ou", "South")
    hidden = world.add("user", f"{SECRET} Smith", under=south.dn, mail="zeb@corp.example", sAMAccountName="zsmith")
    ada = world.add("user", "Ada Smith", under=north.dn, sAMAccountName="asmith")
    mine = world.add("group", "Mine", under=north.dn, members=[ada.guid, hidden.guid])
    world.add("group", "Theirs", under=south.dn, members=[ada.guid, mine.guid])
    synchronise(domain)


@pytest.fixture
def local(house: None) -> User:
    """Helpdesk of the north."""
    unit = DirectoryObject.objects.get(name="North")
    return person("local", role="helpdesk", scope_kind="unit", scope_key=str(unit.guid))


def named(name: str) -> DirectoryObject:
    return DirectoryObject.objects.get(name=name)


TABS = ("object", "object-overview", "object-groups", "object-history", "object-jobs", "object-head", "hit-peek")


@pytest.mark.parametrize("view", TABS)
def test_a_page_is_not_there(client_of: Callable[[User], Client], local: User, view: str) -> None:
    hidden = named(f"{SECRET} Smith")
    answer = client_of(local).get(reverse(f"directory:{view}", args=[hidden.guid]))
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()
    assert Entry.objects.filter(event="access.refused", about_key=str(hidden.guid)).exists()


def test_a_refresh_is_refused(client_of: Callable[[User], Client], local: User) -> None:
    answer = client_of(local).post(reverse("directory:object-refresh", args=[named("Theirs").guid]))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "/search/?q=smith",
        "/search/hits/?q=smith",
        "/search/hits/?q=zsmith",
        "/search/hits/?q=zebedia",
        "/search/picks/?kind=user&q=smith",
        "/users/",
        "/users/?q=smith&sort=-account",
        "/users/?q=zebb",
        "/users.csv",
        "/units/",
        "/domains/corp.example/",
    ],
)
def test_it_is_in_no_list(client_of: Callable[[User], Client], local: User, page: str) -> None:
    answer = client_of(local).get(page)
    body = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert answer.status_code == 200
    assert SECRET not in body.replace(page, "")
    assert "South" not in body


def test_a_member_is_a_name_without_a_link(client_of: Callable[[User], Client], local: User) -> None:
    hidden = named(f"{SECRET} Smith")
    url = reverse("directory:object-members", args=[named("Mine").guid])
    for query in ("", "?show=flat"):
        page = client_of(local).get(url + query).content.decode()
        assert SECRET in page
        assert hidden.get_absolute_url() not in page
        assert "zsmith" not in page
    rows = b"".join(client_of(local).get(reverse("directory:members-csv", args=[named("Mine").guid]))).decode()
    assert SECRET in rows
    assert str(hidden.guid) not in rows


def test_a_group_is_a_name_without_a_link(client_of: Callable[[User], Client], local: User) -> None:
    page = client_of(local).get(reverse("directory:object-groups", args=[named("Ada Smith").guid])).content.decode()
    assert "Theirs" in page
    assert named("Theirs").get_absolute_url() not in page


def test_it_is_nobody_for_a_form(local: User, administrator: User) -> None:
    hidden = named(f"{SECRET} Smith")
    for text in (str(hidden.guid), hidden.dn, hidden.sid, "zsmith"):
        assert resolve("user", text, user=local) is None
        assert resolve("user", text, user=administrator) == hidden.guid
        assert resolve("any", text, user=administrator) == hidden.guid
        assert resolve("group", text, user=administrator) is None
    assert resolve("user", "ASMITH", user=local) == named("Ada Smith").guid
    assert resolve("ou", "North", user=local) == named("North").guid
    assert resolve("user", "", user=administrator) is None


@pytest.mark.parametrize("name", ["auditor", "stranger"])
def test_it_is_not_for_auditors_and_strangers(
    house: None, client_of: Callable[[User], Client], request: pytest.FixtureRequest, name: str
) -> None:
    client = client_of(request.getfixturevalue(name))
    for page in ("/users/", "/search/?q=smith", named("Mine").get_absolute_url(), "/domains/corp.example/"):
        assert client.get(page).status_code == 404
