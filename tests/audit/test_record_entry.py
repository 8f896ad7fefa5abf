"""The trail takes whatever it is given: hostile text as it is, every value as JSON, and never too much."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from audit.plain import LARGEST, plain_data
from audit.trail import About, Way, record

pytestmark = pytest.mark.django_db
WAY = Way(kind="page", address="10.20.4.31")
TEXT = st.text(st.characters(), max_size=60)  # surrogates and U+0000 as well
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXT
    | st.uuids()
    | st.decimals()
    | st.datetimes()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4) | st.sets(st.integers(), max_size=3)
    ),
    max_leaves=12,
)
HOSTILE = [
    "O'Brien", "<script>alert(1)</script>", "$(calc)", "a)(b*", "\u202eevil", "Ω≈ç", "'; DROP TABLE audit_entry; --",
    "{{7*7}}", "=HYPERLINK(1)", "line\r\nline", "ﬀ", "👩‍👩‍👧", "x" * 10_000,
]  # fmt: skip


def kept(**fields: object) -> Entry:
    entry = record(Event.REQUESTED, **({"actor": None, "way": WAY} | fields))  # type: ignore[arg-type]  # anything is the point
    return Entry.objects.get(pk=entry.pk)


def test_it_keeps_who_what_whom_and_why(helpdesk: User) -> None:
    job = uuid4()
    about = About(kind="user", key="g-1", name="Łukasz Żółć", domain="corp.example")
    entry = kept(
        actor=helpdesk, about=about, operation="unlock-user", job=job, reason="locked out", ticket="INC-1",
        outcome="succeeded", data={"changes": []}, way=Way("api", "10.0.0.1", "robot", ""),
    )  # fmt: skip
    assert (entry.actor, entry.actor_name, entry.about_name, entry.job) == (helpdesk, "Jana Vogel", "Łukasz Żółć", job)
    assert (entry.way, entry.address, entry.token, entry.reason) == ("api", "10.0.0.1", "robot", "locked out")


@pytest.mark.parametrize("text", HOSTILE)
def test_it_keeps_hostile_text_as_it_is(text: str) -> None:
    entry = kept(about=About("user", "k", text[:300]), reason=text[:8000], data={"said": text[:8000]})
    assert (entry.about_name, entry.reason, entry.data["said"]) == (text[:300], text[:8000], text[:8000])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, reason=TEXT, data=st.dictionaries(TEXT, VALUES, max_size=5))
def test_it_takes_any_value(name: str, reason: str, data: dict) -> None:
    entry = kept(about=About("user", name, name), reason=reason, ticket=reason, actor_name=name, data=data)
    assert len(entry.data) <= len(data)
    json.dumps(entry.data, allow_nan=False).encode()


def test_it_spells_out_what_no_database_holds() -> None:
    entry = kept(reason="a\0b\ud800c", data={"\0": "\udfff"})
    assert (entry.reason, entry.data) == ("a\\u0000b\\ud800c", {"\\u0000": "\\udfff"})


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), "2026-11-21T09:00:00+00:00"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (Decimal("1.50"), "1.50"),
        (float("nan"), "nan"),
        (2**80, str(2**80)),
        (b"secret", "6 bytes"),
        ({3, 1}, [1, 3]),
        (Event.FINISHED, "operation.finished"),
        (("a", 1), ["a", 1]),
    ],
)
def test_it_turns_values_into_json(value: object, plain: object) -> None:
    assert kept(data={"v": value}).data == {"v": plain}


def test_it_caps_the_size_and_says_so() -> None:
    many = {"changes": [{"name": f"person {number}", "after": {"description": "x" * 900}} for number in range(500)]}
    entry = kept(data=many)
    assert len(json.dumps(entry.data)) <= LARGEST
    assert entry.data["shortened"] is True
    assert entry.data["changes"][0]["name"] == "person 0"


@given(depth=st.integers(1, 300))
def test_it_caps_the_depth(depth: int) -> None:
    nested: dict = {}
    for _ in range(depth):
        nested = {"in": nested}
    json.dumps(plain_data({"a": nested}))


def test_it_caps_texts_at_what_the_columns_hold() -> None:
    entry = kept(about=About("k" * 99, "k" * 999, "n" * 999, "d" * 999), ticket="t" * 999, operation="o" * 999)
    assert (len(entry.about_name), len(entry.about_key), len(entry.ticket)) == (400, 400, 200)
    assert entry.about_name.endswith("…")
