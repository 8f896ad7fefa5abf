"""Entries are found by who, what, whom, when and words; pages follow each other without gap or repetition."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from audit import pages
from audit.events import Event
from audit.filters import Filters, moment_of
from audit.models import Entry
from audit.pages import cursor_of, page_of
from audit.trail import About, Way, record
from tests.cast import client_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 12, tzinfo=UTC)
JOB = uuid4()


@pytest.fixture
def story(helpdesk: User, operator: User) -> None:
    """Six entries, one a day."""
    facts = [
        (
            helpdesk,
            Event.REQUESTED,
            "unlock-user",
            About("user", "guid-1", "Zoë O'Brien"),
            {"job": JOB, "ticket": "INC-7"},
        ),
        (
            helpdesk,
            Event.FINISHED,
            "unlock-user",
            About("user", "guid-1", "Zoë O'Brien"),
            {"job": JOB, "reason": "Called"},
        ),
        (operator, Event.REQUESTED, "restart-server", About("server", "ts-01", "TS-01"), {"reason": "HANGS again"}),
        (operator, Event.REFUSED, "", About("page", "/audit/"), {}),
        (helpdesk, Event.SIGNED_IN, "", About("person", "1", "Jana Vogel"), {}),
        (None, Event.REPORT_MADE, "", About("report", "locked", "Locked accounts"), {"actor_name": "Nightly"}),
    ]
    for day, (actor, event, operation, about, more) in enumerate(facts):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            way = Way("page", "10.0.0.1")
            record(event, actor=actor, operation=operation, about=about, way=way, **more)  # type: ignore[arg-type]  # a table of facts


def found(**query: str) -> list[int]:
    """Days of the entries that a query finds, oldest first."""
    filters = Filters.of(query)
    page = page_of(filters.apply(Entry.objects.all()), words=filters.q)
    return sorted((entry.at - START).days for entry in page.entries)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"who": "helpdesk"}, [0, 1, 4]),
        ({"who": "vogel"}, [0, 1, 4]),
        ({"who": "Jana Vogel"}, [0, 1, 4]),
        ({"who": "Nightly"}, [5]),
        ({"who": "nobody"}, []),
        ({"event": "operation.requested"}, [0, 2]),
        ({"event": "no.such"}, []),
        ({"object": "guid-1"}, [0, 1]),
        ({"object": "Zoë O'Brien"}, [0, 1]),
        ({"operation": "restart-server"}, [2]),
        ({"job": str(JOB)}, [0, 1]),
        ({"job": "' OR 1=1"}, []),
        ({"start": "2026-11-03", "end": "2026-11-04"}, [2, 3]),
        ({"start": "2026-11-05T13:30"}, [5]),
        ({"start": "nonsense", "end": "9999-12-31"}, [0, 1, 2, 3, 4, 5]),
        ({"q": "inc-7"}, [0]),
        ({"q": "hangs AGAIN"}, [2]),
        ({"q": "again restart"}, [2]),
        ({"q": "o'brien"}, [0, 1]),
        ({"q": "%"}, []),
        ({"q": "zoë", "event": "operation.finished"}, [1]),
        ({"q": "10.0.0.1"}, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_it_finds(story: None, query: dict[str, str], days: list[int]) -> None:
    assert found(**query) == days


@given(
    query=st.dictionaries(
        st.sampled_from(["q", "who", "event", "object", "operation", "job", "start", "end"]), st.text()
    )
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_takes_any_question(query: dict[str, str]) -> None:
    found(**{name: text.encode(errors="replace").decode() for name, text in query.items()})


@given(text=st.text(max_size=40))
def test_it_takes_any_cursor(text: str) -> None:
    page_of(Entry.objects.all(), cursor=text)


@given(times=st.lists(st.integers(0, 3), max_size=12), size=st.integers(1, 5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_pages_through_all_entries_once(times: list[int], size: int) -> None:
    """Also where several entries have the same time, and where times do not follow the numbers."""
    prefix = uuid4().hex
    for seconds in times:
        with time_machine.travel(START + timedelta(seconds=seconds), tick=False):
            record(Event.REQUESTED, actor=None, way=Way("page"), about=About("user", prefix))
    seen, cursor = [], ""
    while True:
        page = page_of(Entry.objects.about("user", prefix), cursor=cursor, size=size)
        seen += [entry.pk for entry in page.entries]
        if page.older is None:
            break
        assert len(page.entries) == size
        cursor = str(page.older)
    assert seen == list(Entry.objects.about("user", prefix).newest_first().values_list("pk", flat=True))
    assert len(seen) == len(times)


def test_it_looks_for_words_in_portions_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "WINDOW", 10)
    for number in range(35):
        with time_machine.travel(START + timedelta(minutes=number), tick=False):
            record(Event.REQUESTED, actor=None, way=Way("page"), reason="needle" if number == 3 else "hay")
    cursor, portions = "", 0
    while True:
        page = page_of(Entry.objects.all(), cursor=cursor, words="NEEDLE")
        portions += 1
        if page.entries or page.older is None:
            break
        assert page.back_to is not None
        cursor = str(page.older)
    assert [entry.reason for entry in page.entries] == ["needle"]
    assert portions == 4


@pytest.mark.parametrize("text", ["", "1", "1.", ".1", "a.b", "1.2.3", "-1.2", "².1", "9" * 30 + ".1"])
def test_it_knows_what_is_no_cursor(text: str) -> None:
    assert cursor_of(text) is None


@pytest.mark.parametrize(("text", "is_end", "expected"), [
    ("2026-11-21", False, "2026-11-20T23:00:00+00:00"),
    ("2026-11-21", True, "2026-11-21T23:00:00+00:00"),
    ("2026-11-21T10:15", False, "2026-11-21T09:15:00+00:00"),
    ("2026-11-21T10:15:00Z", False, "2026-11-21T10:15:00+00:00"),
    ("2026-02-30", False, None),
    ("", False, None),
])  # fmt: skip
def test_it_reads_days_in_the_readers_zone(text: str, is_end: bool, expected: str | None) -> None:
    moment = moment_of(text, is_end=is_end)
    assert (moment and moment.astimezone(UTC).isoformat()) == expected


def test_it_keeps_the_question_in_the_address_of_the_next_page(auditor: User, helpdesk: User) -> None:
    for _ in range(60):
        record(Event.REQUESTED, actor=helpdesk, way=Way("page"), operation="unlock-user")
    client = client_of(auditor)
    answer = client.get("/audit/", {"operation": "unlock-user", "who": "helpdesk"})
    assert len(answer.context["rows"]) == 50
    older = answer.context["older"]
    assert "operation=unlock-user" in older
    assert len(client.get("/audit/" + older).context["rows"]) == 10


def test_it_answers_htmx_with_the_list_alone(auditor: User) -> None:
    part = client_of(auditor).get("/audit/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="entries">')
    assert "<html" not in part
