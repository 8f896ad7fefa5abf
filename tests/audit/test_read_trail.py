"""The whole trail is read by auditors and administrators; everybody reads the own acts."""

import pytest

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from audit.trail import About, Way, record
from tests.cast import client_of

pytestmark = pytest.mark.django_db
READERS = ("auditor", "administrator")
OTHERS = ("viewer", "helpdesk", "operator")


@pytest.fixture
def entry(operator: User) -> Entry:
    about = About("user", "guid-1", "<b>Zoë</b>", "corp.example")
    data = {"changes": [{"kind": "user", "id": "guid-1", "name": "Zoë", "applied": True,
                         "before": {"lockoutTime": "<i>9</i>"}, "after": {"lockoutTime": None}}]}  # fmt: skip
    return record(
        Event.FINISHED, actor=operator, about=about, way=Way("page"), operation="unlock-user", outcome="succeeded",
        reason="<script>alert(1)</script>", data=data,
    )  # fmt: skip


@pytest.mark.parametrize("role", READERS)
def test_it_is_open_to_readers(request: pytest.FixtureRequest, role: str, entry: Entry) -> None:
    client = client_of(request.getfixturevalue(role))
    assert entry in [row.entry for row in client.get("/audit/").context["rows"]]
    assert client.get(f"/audit/{entry.pk}/").status_code == 200
    assert client.get("/audit/csv/").status_code == 200


@pytest.mark.parametrize("role", [*OTHERS, "stranger"])
def test_it_is_closed_to_others_and_the_refusal_is_recorded(request: pytest.FixtureRequest, role: str) -> None:
    user = request.getfixturevalue(role)
    client = client_of(user)
    for path in ("/audit/", "/audit/csv/"):
        assert client.get(path).status_code == (404 if role == "stranger" else 403)
        refusal = Entry.objects.by(user).filter(event=Event.REFUSED).newest_first()[0]
        assert (refusal.about_key, refusal.outcome) == (path, "refused")


def test_it_shows_an_entry_of_somebody_else_to_nobody_else(entry: Entry, helpdesk: User, operator: User) -> None:
    assert client_of(helpdesk).get(f"/audit/{entry.pk}/").status_code == 404
    assert Entry.objects.by(helpdesk).filter(event=Event.REFUSED, about_kind="entry").exists()
    assert client_of(operator).get(f"/audit/{entry.pk}/").status_code == 200


def test_it_shows_the_own_acts_on_the_profile(entry: Entry, helpdesk: User, operator: User) -> None:
    assert entry in [row.entry for row in client_of(operator).get("/profile/acts/").context["rows"]]
    assert entry not in [row.entry for row in client_of(helpdesk).get("/profile/acts/").context["rows"]]


def test_it_shows_hostile_text_as_text(entry: Entry, auditor: User) -> None:
    client = client_of(auditor)
    for path in ("/audit/", f"/audit/{entry.pk}/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>Zoë" not in page
        assert "<i>9" not in page
        assert "&lt;b&gt;Zoë&lt;/b&gt;" in page


def test_it_tells_an_entry_as_a_sentence_with_its_change(entry: Entry, auditor: User) -> None:
    page = client_of(auditor).get(f"/audit/{entry.pk}/").content.decode()
    assert "<h1>Kofi Mensah unlocked &lt;b&gt;Zoë&lt;/b&gt;</h1>" in page
    assert "lockoutTime" in page
    assert '<table class="change-diff">' in page
