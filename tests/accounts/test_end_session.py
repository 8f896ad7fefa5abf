"""Sessions end: when nothing is done, after twelve hours, at sign-out, and when the person is deactivated."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def is_in(client: Client, **headers: str) -> bool:
    return client.get("/profile/", headers=headers).status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (16, False)])
def test_it_ends_after_a_quarter_of_an_hour_without_an_act(helpdesk: User, minutes: int, stays: bool) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(helpdesk)
        assert is_in(client)
        clock.shift(timedelta(minutes=minutes))
        assert is_in(client) is stays


def test_it_says_why_on_the_sign_in_page_and_in_the_trail(helpdesk: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(helpdesk)
        client.get("/profile/")
        clock.shift(timedelta(minutes=16))
        answer = client.get("/profile/")
        assert answer["Location"] == "/sign-in/?next=%2Fprofile%2F"
        assert "nothing was done" in client.get(answer["Location"]).content.decode()
    entry = Entry.objects.get(event=Event.SIGNED_OUT)
    assert (entry.actor, entry.outcome, entry.data["why"]) == (helpdesk, "expired", "idle")


def test_it_is_kept_alive_by_acts_but_not_by_parts_that_poll(helpdesk: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        working, polling = client_of(helpdesk), client_of(helpdesk)
        for client in (working, polling):
            client.get("/profile/")
        for _ in range(4):
            clock.shift(timedelta(minutes=5))
            assert is_in(working, HX_Request="true", TSM_Act="1")
            polling.get("/profile/", headers={"HX-Request": "true"})
        assert is_in(working)
        assert not is_in(polling)


def test_it_ends_after_twelve_hours_of_work(helpdesk: User, settings) -> None:
    settings.TSM_SESSION_IDLE = 7 * 3600  # so that a few acts are a day's work
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(helpdesk)
        for hours in (0, 6, 5.99):
            clock.shift(timedelta(hours=hours))
            assert is_in(client)
        clock.shift(timedelta(minutes=1))
        assert not is_in(client)


def test_it_answers_a_part_with_the_way_to_the_gate_and_no_page(helpdesk: User) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/audit/?who=ada"}
    answer = Client().get("/profile/", headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["HX-Redirect"] == "/sign-in/?next=%2Faudit%2F%3Fwho%3Dada"


def test_it_puts_a_deactivated_person_out_at_the_next_request(helpdesk: User) -> None:
    client = client_of(helpdesk)
    assert is_in(client)
    User.objects.filter(pk=helpdesk.pk).update(is_active=False)
    assert not is_in(client)


def test_it_ends_at_sign_out(helpdesk: User) -> None:
    client = client_of(helpdesk)
    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
    assert client.post("/sign-out/").status_code == 302
    assert not is_in(client)
    assert Entry.objects.filter(event=Event.SIGNED_OUT, actor=helpdesk, outcome="succeeded").count() == 1


def test_it_ends_everywhere_else_when_the_password_changes(helpdesk: User) -> None:
    here, elsewhere = client_of(helpdesk), client_of(helpdesk)
    new = "another-long-sentence-7"
    here.post("/profile/password/", {"old": PASSWORD, "new": new, "again": new})
    assert is_in(here)
    assert not is_in(elsewhere)


def test_it_leaves_nothing_in_a_cache(helpdesk: User) -> None:
    assert client_of(helpdesk).get("/profile/")["Cache-Control"] == "no-store"
