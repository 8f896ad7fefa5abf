"""The frame of every page: where one may go, and whether work is done at all."""

import re

import pytest
from django.urls import reverse

from remoting.jobs.workers import beat
from tsm_site.places import PLACES, places_for, rights_of

pytestmark = pytest.mark.one_database
DIRECTORY = {"h", "u", "g", "c", "o", "f", "v", "s", "j"}


@pytest.mark.parametrize(
    ("who", "keys", "level"),
    [
        ("stranger", {"h"}, ""),
        ("viewer", DIRECTORY, "viewer"),
        ("helpdesk", DIRECTORY, "helpdesk"),
        ("operator", DIRECTORY | {"r"}, "operator"),
        ("auditor", {"h", "r", "a"}, "auditor"),
        ("administrator", DIRECTORY | {"r", "a", "m"}, "administrator"),
    ],
)
def test_leads_where_the_person_may_go(request, who, keys, level):
    user = request.getfixturevalue(who)
    rights = rights_of(user)
    assert {place.key for place in places_for(rights)} == keys
    assert rights.level == level


def test_asks_for_the_grants_once(helpdesk, django_assert_num_queries):
    with django_assert_num_queries(1):
        rights_of(helpdesk)


def test_has_a_key_for_each_place():
    keys = [place.key for place in PLACES]
    assert len(keys) == len(set(keys))
    assert all(place.url for place in PLACES)


def test_shows_the_nav_of_the_person(auditor, client_of):
    page = client_of(auditor).get(reverse("help")).content.decode()
    assert set(re.findall(r'data-go="(.)"', page)) == {"h", "r", "a"}
    assert "data-search" not in page


def test_says_that_no_worker_answers(helpdesk, client_of):
    client = client_of(helpdesk)
    assert "No worker answers: jobs only wait." in client.get(reverse("help")).content.decode()
    beat("one")
    assert "No worker answers" not in client.get(reverse("help")).content.decode()


@pytest.mark.parametrize(("theme", "drawn"), [("auto", ""), ("dark", 'data-bs-theme="dark"')])
def test_follows_the_theme_of_the_person(helpdesk, client_of, theme, drawn):
    helpdesk.theme = theme
    helpdesk.save()
    head = client_of(helpdesk).get(reverse("help")).content.decode().partition("<body")[0]
    assert drawn in head
    assert ("data-bs-theme" in head) == bool(drawn)


def test_says_whether_single_letters_are_on(helpdesk, client_of):
    helpdesk.single_keys = False
    helpdesk.save()
    assert 'data-single-keys="no"' in client_of(helpdesk).get(reverse("help")).content.decode()


def test_offers_a_stranger_to_sign_in(client, db):
    page = client.get("/nothing/").content.decode()
    assert reverse("accounts:sign-in") in page
    assert "data-palette" not in page
