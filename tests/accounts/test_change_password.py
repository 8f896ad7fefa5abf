"""Change of a password that the portal keeps: the old one, Django's validators, twelve characters."""

import pytest
from django.core.cache import cache

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
NEW = "another-long-sentence-7"


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()


def test_it_is_done_and_recorded_without_a_trace_of_either(helpdesk: User) -> None:
    answer = client_of(helpdesk).post("/profile/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    helpdesk.refresh_from_db()
    assert helpdesk.check_password(NEW)
    entry = Entry.objects.get(event=Event.PASSWORD_CHANGED)
    assert entry.actor == helpdesk
    assert NEW not in str(entry.__dict__)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "old"),
        (PASSWORD, "short-one", "short-one", "new"),
        (PASSWORD, "123456789012345", "123456789012345", "new"),
        (PASSWORD, "helpdesk-help", "helpdesk-help", "new"),
        (PASSWORD, NEW, NEW + "x", "again"),
    ],
)
def test_it_is_refused_at_the_field(helpdesk: User, old: str, new: str, again: str, field: str) -> None:
    answer = client_of(helpdesk).post("/profile/password/", {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert new not in answer.content.decode()
    helpdesk.refresh_from_db()
    assert helpdesk.check_password(PASSWORD)


def test_it_is_not_offered_where_the_directory_keeps_the_password(helpdesk: User) -> None:
    helpdesk.set_unusable_password()
    helpdesk.save()
    page = client_of(helpdesk).get("/profile/password/").content.decode()
    assert 'name="new"' not in page
