"""A refusal is recorded on its own, never so often that it buries the trail."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory

from accounts.access import public
from accounts.models import User
from accounts.refusals import MOST_PER_MINUTE, record_refusal, refuse
from audit.events import Event
from audit.models import Entry
from audit.trail import About, Way

pytestmark = pytest.mark.django_db
WAY = Way("page", "10.0.0.1")


def test_it_leaves_out_the_rest_of_a_minute_after_thirty_and_says_so(viewer: User, helpdesk: User) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=False) as clock:
        for _ in range(100):
            record_refusal(viewer, why="no", way=WAY)
        refusals = Entry.objects.by(viewer).filter(event=Event.REFUSED)
        assert refusals.count() == MOST_PER_MINUTE
        assert "more" in refusals.newest_first()[0].data
        record_refusal(helpdesk, why="no", way=WAY)
        assert Entry.objects.by(helpdesk).filter(event=Event.REFUSED).count() == 1
        clock.shift(timedelta(seconds=61))
        record_refusal(viewer, why="no", way=WAY)
        assert refusals.count() == MOST_PER_MINUTE + 1


def test_it_says_what_was_refused_and_why(viewer: User) -> None:
    request = RequestFactory().get("/x/", REMOTE_ADDR="10.0.0.1")
    request.user = viewer
    with pytest.raises(Http404):
        refuse(request, why="out of scope", about=About("user", "guid-1", "Ada"))
    entry = Entry.objects.by(viewer).get(event=Event.REFUSED)
    assert (entry.about_name, entry.data["why"], entry.address) == ("Ada", "out of scope", "10.0.0.1")


@pytest.mark.django_db(transaction=True)
def test_it_may_not_be_called_where_it_could_be_rolled_back(viewer: User) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        record_refusal(viewer, why="no", way=WAY)


def test_it_wants_a_reason_for_what_is_public() -> None:
    with pytest.raises(ValueError, match="why it is public"):
        public(" ")
