"""Language, zone, theme and keys of a person, and where they show."""

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from tests.cast import client_of

pytestmark = pytest.mark.django_db
CHOICE = {"language": "de", "time_zone": "Asia/Tokyo", "theme": "dark"}


def test_it_keeps_them_and_shows_them(helpdesk: User) -> None:
    client = client_of(helpdesk)
    assert client.post("/profile/", CHOICE).status_code == 302
    helpdesk.refresh_from_db()
    assert (helpdesk.language, helpdesk.time_zone, helpdesk.theme, helpdesk.single_keys) == (
        "de",
        "Asia/Tokyo",
        "dark",
        False,
    )
    page = client.get("/profile/")
    assert page["Content-Language"] == "de"
    assert 'lang="de"' in page.content.decode()
    assert 'data-bs-theme="dark"' in page.content.decode()


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"theme": "pink"}])
def test_it_takes_only_what_is_offered(helpdesk: User, wrong: dict[str, str]) -> None:
    assert client_of(helpdesk).post("/profile/", CHOICE | wrong).status_code == 422


def test_it_changes_nobody_into_anything(helpdesk: User) -> None:
    client_of(helpdesk).post("/profile/", CHOICE | {"is_superuser": "on", "is_break_glass": "on", "username": "root"})
    helpdesk.refresh_from_db()
    assert (helpdesk.is_superuser, helpdesk.is_break_glass, helpdesk.username) == (False, False, "helpdesk")


def test_it_follows_the_browser_before_sign_in_and_without_a_choice(helpdesk: User) -> None:
    german = {"Accept-Language": "de-DE,de;q=0.9"}
    assert Client().get("/sign-in/", headers=german)["Content-Language"] == "de"
    assert client_of(helpdesk).get("/profile/", headers=german)["Content-Language"] == "de"


def test_it_leaves_no_language_or_zone_behind(helpdesk: User) -> None:
    client = client_of(helpdesk)
    client.post("/profile/", CHOICE)
    client.get("/profile/")
    assert translation.get_language() == "en"
    assert timezone.get_current_timezone_name() == "Europe/Berlin"
