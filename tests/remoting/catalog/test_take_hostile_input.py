"""Whatever somebody sends, the form answers with parameters that JSON holds, or with sentences; it never breaks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remoting.catalog.forms import form_for
from remoting.catalog.operations import Operation, catalog
from remoting.catalog.schemas import validate_parameters

OFFERED = catalog().offered
NASTY = [
    "\0",
    "O'Brien",
    "a)(b*",
    "$(Get-Date)",
    "`n",
    "‘’“”",
    "\u202e\u200f",
    "\ud800",
    "🙂" * 40,
    "x" * 100_000,
    "\r\n",
    "-1",
    "1e9",
]
TEXTS = st.one_of(st.text(), st.sampled_from(NASTY), st.datetimes().map(str), st.integers().map(str))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


def filled(operation: Operation, values: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional={one.name: values for one in operation.fields})


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_it_answers_any_text_from_a_page(data) -> None:
    operation = data.draw(st.sampled_from(OFFERED))
    posted = data.draw(filled(operation, TEXTS)) | {"reason": data.draw(TEXTS), "ticket": data.draw(TEXTS)}
    form = form_for(operation, data=posted, resolve=lambda kind, text: text)
    if form.is_valid():
        json.dumps(form.cleaned_parameters(), allow_nan=False).encode()
        json.dumps(form.secret_parameters(), ensure_ascii=False).encode()
        assert set(form.cleaned_parameters()) <= {one.name for one in operation.fields}
    else:
        assert all(str(error) for errors in form.errors.values() for error in errors)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_it_answers_any_json_from_a_caller(data) -> None:
    operation = data.draw(st.sampled_from(OFFERED))
    sent = data.draw(st.one_of(filled(operation, JSON), st.dictionaries(st.text(max_size=9), JSON, max_size=4)))
    checked = validate_parameters(operation, sent, reason="x")
    if not checked.errors:
        json.dumps(checked.parameters, allow_nan=False, ensure_ascii=False).encode()


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300))
@pytest.mark.parametrize("name", ["Description", "Notes", "Title"])
def test_it_changes_nothing_of_a_text_but_its_outer_blanks(name, text) -> None:
    operation = catalog().get("set-user")
    assert operation
    checked = validate_parameters(operation, {name: text}, reason="x")
    assert checked.parameters == {name: text.strip()}
