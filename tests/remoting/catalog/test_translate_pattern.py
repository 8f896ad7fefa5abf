"""Patterns of .NET mean the same here, or are left to the helper."""

import pytest

from remoting.catalog.operations import catalog
from remoting.catalog.patterns import python_pattern, schema_pattern


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        (r"\A[A-Z]+\z", "abc", True),
        (r"\A[A-Z]+\z", "abc\n", False),
        (r"\A[A-Z]+\Z", "abc\n", True),
        (r"\A[A-Z]+\Z", "abc\n\n", False),
        (r"[0-9]", "a1b", True),
        (r"\A(?<year>\d{4})\z", "2026", True),
        (r"\A(?<=x)?a\z", "a", True),
    ],
)
def test_it_means_the_same(pattern, value, fits) -> None:
    found = python_pattern(pattern)
    assert found
    assert bool(found.search(value)) is fits


@pytest.mark.parametrize(
    "pattern", [r"\p{Lu}", r"(?<a-b>x)", r"[a-z-[aeiou]]", r"(?'name'x)", r"(?x) a b", r"(", r"\cA"]
)
def test_it_leaves_the_rest_to_the_helper(pattern) -> None:
    assert python_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"\A[0-9A-Fa-f]{64}\z", "^(?:[0-9A-Fa-f]{64})$"),
        (r"\A([A-Za-z]:)?\z", "^(?:([A-Za-z]:)?)$"),
        (r"\A[A-Z]\z", None),
        (r"\Ayes\z", None),
        (r"[0-9]", None),
        (r"\A\d\z", None),
    ],
)
def test_it_tells_json_schema_only_what_is_surely_the_same(pattern, said) -> None:
    assert schema_pattern(pattern) == said


def test_it_can_say_every_pattern_of_ours() -> None:
    patterns = [one.pattern for operation in catalog() for one in operation.parameters if one.pattern]
    assert patterns
    assert all(python_pattern(pattern) and schema_pattern(pattern) for pattern in patterns)
