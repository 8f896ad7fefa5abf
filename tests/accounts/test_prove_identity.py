"""Proof of identity: the password once more, for five minutes, throttled and recorded."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from accounts.models import User
from accounts.proof import has_fresh_proof
from accounts.requests import TsmRequest
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD, client_of, proved_client_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()


def is_proved(client) -> bool:
    request = TsmRequest()
    request.session = client.session
    return has_fresh_proof(request)


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (299, True), (300, False), (3600, False), (-1, False)])
def test_it_counts_for_five_minutes_and_never_backwards(helpdesk: User, seconds: int, fresh: bool) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(helpdesk)
        assert not is_proved(client)
        assert client.post("/prove/", {"password": PASSWORD, "next": "/profile/"})["Location"] == "/profile/"
        clock.shift(timedelta(seconds=seconds))
        assert is_proved(client) is fresh


def test_it_is_recorded_either_way(helpdesk: User) -> None:
    client = client_of(helpdesk)
    assert client.post("/prove/", {"password": "wrong"}).status_code == 422
    client.post("/prove/", {"password": PASSWORD})
    events = (
        Entry.objects.by(helpdesk).filter(event__startswith="identity.").order_by("id").values_list("event", flat=True)
    )
    assert list(events) == [Event.PROOF_REFUSED, Event.PROVED]


def test_it_stops_after_five_wrong_tries_even_with_the_right_password(helpdesk: User) -> None:
    client = client_of(helpdesk)
    for _ in range(5):
        client.post("/prove/", {"password": "wrong"})
    assert client.post("/prove/", {"password": PASSWORD}).status_code == 422
    assert not is_proved(client)


def test_it_is_taken_back_by_a_wrong_password(helpdesk: User) -> None:
    client = proved_client_of(helpdesk)
    client.post("/prove/", {"password": "wrong"})
    assert not is_proved(client)


def test_it_is_gone_with_the_session(helpdesk: User) -> None:
    client = proved_client_of(helpdesk)
    assert is_proved(client)
    client.post("/sign-out/")
    client.force_login(helpdesk)
    assert not is_proved(client)


def test_it_is_a_dialog_for_htmx_and_a_page_for_everybody_else(helpdesk: User) -> None:
    client = client_of(helpdesk)
    part = client.get("/prove/", headers={"HX-Request": "true"}).content.decode()
    page = client.get("/prove/").content.decode()
    assert part.lstrip().startswith('<div class="dialog')
    assert "<!doctype html>" in page
    assert part.strip() in page or "dialog-fields" in page
