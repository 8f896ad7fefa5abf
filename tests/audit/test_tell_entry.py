"""Every entry is told as a sentence, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.events import Event
from audit.models import Entry
from audit.sentences import DONE, SENTENCES, told

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "before", "after", "a"]), inner)
    ),
    max_leaves=8,
)


def test_it_has_words_for_every_event() -> None:
    assert set(SENTENCES) == set(Event)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"event": Event.FINISHED, "operation": "unlock-user", "outcome": "succeeded"}, "Jana unlocked Zoë"),
        (
            {"event": Event.FINISHED, "operation": "unlock-user", "outcome": "failed"},
            "Jana: “Unlock a user account” on Zoë",
        ),
        (
            {"event": Event.FINISHED, "operation": "move-ou", "outcome": "succeeded"},
            "Jana: “Move an OU with all that lies in it” on Zoë",
        ),
        ({"event": Event.REQUESTED, "operation": "set-user", "data": {}},
         "Jana asked for “Edit a user” on Zoë"),
        ({"event": Event.FINISHED, "operation": "unlock-user", "outcome": "succeeded", "data": {"preview": True}},
         "Jana previewed “Unlock a user account” on Zoë"),
        ({"event": Event.FINISHED, "operation": "unlock-user", "outcome": "succeeded",
          "data": {"changes": [{"applied": False}]}}, "Jana: “Unlock a user account” on Zoë, nothing to change"),
        ({"event": Event.SIGNED_IN}, "Jana signed in"),
        ({"event": Event.SIGN_IN_FAILED, "about_name": ""}, "Sign-in as a name that nobody has was refused"),
        ({"event": "of.tomorrow", "operation": "paint-ou-red"}, "Jana: Paint unit red, Zoë"),
    ],
)  # fmt: skip
def test_it_says_who_did_what_to_whom(facts: dict, sentence: str) -> None:
    assert told(Entry(**({"actor_name": "Jana", "about_name": "Zoë", "data": {}} | facts))).sentence == sentence


@pytest.mark.parametrize("operation", DONE)
def test_it_names_both_in_the_words_of_their_own(operation: str) -> None:
    entry = Entry(event=Event.FINISHED, outcome="succeeded", operation=operation, actor_name="Jana", about_name="Zoë")
    assert told(entry).sentence.startswith("Jana ")
    assert "Zoë" in told(entry).sentence


@given(
    data=st.dictionaries(st.sampled_from(["changes", "before", "after", "title", "preview"]), ANYTHING),
    event=st.sampled_from(Event.values), name=st.text(), operation=st.text(max_size=20), kind=st.text(max_size=9),
)  # fmt: skip
def test_it_is_told_whatever_it_holds(data: dict, event: str, name: str, operation: str, kind: str) -> None:
    entry = Entry(event=event, data=data, about_name=name, about_key=name, operation=operation, about_kind=kind)
    assert told(entry).sentence


@pytest.mark.parametrize(
    ("operation", "value", "words"),
    [
        ("unlock-user", None, "not locked"),
        ("unlock-user", "2026-11-17T08:33:12Z", "17 Nov 2026, 09:33"),
        ("", None, ""),
        ("", [1, "a"], "1\na"),
        ("", False, "false"),
        ("", {"a": 1}, '{"a": 1}'),
    ],
)
def test_it_says_values_as_people_do(operation: str, value: object, words: str) -> None:
    data = {"before": {"lockoutTime": "x"}, "after": {"lockoutTime": value}}
    (changed,) = told(Entry(event=Event.FINISHED, operation=operation, data=data)).changes
    assert [(row.label, row.after) for row in changed.rows] == [("Locked since", words)]
