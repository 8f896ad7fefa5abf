"""Whatever a server answers, the job that asked can be ended with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remoting.transports.runner import event_of, outcome_of

TEXTS = st.text(st.characters(), max_size=30) | st.just("a\0b") | st.just("\ud800")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def takes_it(value: object) -> None:
    """What PostgreSQL's jsonb and SQLite's check of JSON refuse makes this fail."""
    text = json.dumps(value, allow_nan=False, ensure_ascii=False)
    text.encode()
    assert "\\u0000" not in text.replace("\\\\", "")


@given(VALUES, VALUES, VALUES, VALUES, st.booleans())
def test_an_answer_can_be_kept(data, code, message, milliseconds, ok) -> None:
    error = {"code": code, "message": message, "exception": message, "category": code}
    outcome = outcome_of({"type": "result", "ok": ok, "data": data, "error": error, "milliseconds": milliseconds})
    takes_it(outcome.data)
    assert 0 <= outcome.milliseconds < 2**31
    if not ok:
        assert outcome.error is not None
        takes_it([outcome.error.code, outcome.error.message, outcome.error.exception, outcome.error.category])
        assert len(outcome.error.code) <= 40


@given(VALUES, VALUES, VALUES, VALUES)
def test_an_event_can_be_kept(stream, message, percent, data) -> None:
    event = event_of({"type": "event", "stream": stream, "message": message, "percent": percent, "data": data})
    takes_it([event.stream, event.message, event.data])
    assert len(event.stream) <= 20
    assert event.percent is None or 0 <= event.percent <= 100


@pytest.mark.parametrize("number", [10**400, float("inf"), 1e308, -(2**70)])
def test_a_number_that_no_column_holds_is_none(number) -> None:
    assert outcome_of({"ok": True, "data": [], "milliseconds": number}).milliseconds == 0
    takes_it(outcome_of({"ok": True, "data": [number]}).data)
