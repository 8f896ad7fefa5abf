"""Signing in: one set of words for every wrong try, few tries, and a trace of all of it."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
GATE = "/sign-in/"


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()


def attempt(client: Client, username: str, password: str, **more: str):
    return client.post(GATE, {"username": username, "password": password, **more})


def test_it_leads_on_to_where_somebody_wanted(client: Client, helpdesk: User) -> None:
    answer = attempt(client, "helpdesk", PASSWORD, next="/profile/tokens/")
    assert (answer.status_code, answer["Location"]) == (302, "/profile/tokens/")
    assert client.get("/profile/").status_code == 200


def test_it_writes_who_came_from_where(client: Client, helpdesk: User) -> None:
    client.post(GATE, {"username": "helpdesk", "password": PASSWORD}, REMOTE_ADDR="10.20.4.31")
    entry = Entry.objects.get(event=Event.SIGNED_IN)
    assert (entry.actor, entry.address, entry.way, entry.outcome) == (helpdesk, "10.20.4.31", "page", "succeeded")


def test_it_says_the_same_for_unknown_wrong_and_deactivated(client: Client, helpdesk: User, viewer: User) -> None:
    viewer.is_active = False
    viewer.save()
    words = set()
    for name, password in (("helpdesk", "wrong"), ("nobody", "wrong"), ("viewer", PASSWORD)):
        answer = attempt(client, name, password)
        assert answer.status_code == 200
        words.add(answer.context["wrong"])
    assert len(words) == 1
    assert "3 tries left" in words.pop()


def test_it_keeps_the_name_and_never_the_password_in_the_page(client: Client, helpdesk: User) -> None:
    page = attempt(client, "helpdesk", "hunter2-hunter2").content.decode()
    assert 'value="helpdesk"' in page
    assert "hunter2" not in page


def test_it_stops_before_the_domain_would_lock_even_with_the_right_password(
    client: Client, helpdesk: User, settings
) -> None:
    for _ in range(settings.TSM_SIGN_IN_TRIES):
        answer = attempt(client, "helpdesk", "wrong")
    assert "Wait 15 minutes" in answer.context["wrong"]
    answer = attempt(client, "HELPDESK", PASSWORD)
    assert answer.status_code == 429
    assert client.get("/profile/").status_code == 302


def test_it_writes_one_entry_when_the_tries_are_over_and_not_one_for_each_beyond(
    client: Client, helpdesk: User
) -> None:
    for _ in range(12):
        attempt(client, "helpdesk", "wrong")
    reasons = [entry.data["why"] for entry in Entry.objects.filter(event=Event.SIGN_IN_FAILED).order_by("id")]
    assert reasons == ["wrong password"] * 4 + ["too many tries"]


def test_it_gives_the_tries_back_after_the_right_password(client: Client, helpdesk: User) -> None:
    attempt(client, "helpdesk", "wrong")
    attempt(client, "helpdesk", PASSWORD)
    client.post("/sign-out/")
    assert "3 tries left" in attempt(client, "helpdesk", "wrong").context["wrong"]


def test_it_limits_an_address_over_many_accounts(client: Client) -> None:
    codes = [attempt(client, f"person{number}", "wrong").status_code for number in range(62)]
    assert codes == [200] * 60 + [429] * 2


def test_it_keeps_no_typed_name_that_is_nobodys(client: Client) -> None:
    attempt(client, "my-password-in-the-wrong-field", "wrong")
    entry = Entry.objects.get(event=Event.SIGN_IN_FAILED)
    assert "my-password" not in f"{entry.actor_name} {entry.about_name} {entry.about_key} {entry.words} {entry.data}"


def test_it_begins_a_new_session(client: Client, helpdesk: User) -> None:
    attempt(client, "helpdesk", "wrong")
    client.get(GATE)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    attempt(client, "helpdesk", PASSWORD)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "wish",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "http:///x",
     "///evil.example", "/\r\nSet-Cookie: a=b/../x//evil", ""],
)  # fmt: skip
def test_it_leads_nowhere_outside_the_portal(client: Client, helpdesk: User, wish: str) -> None:
    answer = attempt(client, "helpdesk", PASSWORD, next=wish)
    assert answer["Location"].startswith("/")
    assert "evil" not in answer["Location"] or answer["Location"].startswith("/%0D%0A")


def test_it_sends_who_is_in_already_onward(client: Client, helpdesk: User) -> None:
    client.force_login(helpdesk)
    assert client.get(GATE, {"next": "/profile/"})["Location"] == "/profile/"


def test_it_refuses_a_form_from_elsewhere(helpdesk: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(GATE, {"username": "helpdesk", "password": PASSWORD}).status_code == 403


def test_it_uses_a_plain_form(client: Client) -> None:
    page = client.get(reverse("accounts:sign-in")).content.decode()
    form = page[page.index("<form") : page.index("</form>")]
    assert "hx-" not in form
