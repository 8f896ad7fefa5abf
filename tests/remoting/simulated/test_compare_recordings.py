"""The comparison that the story relies on finds what differs."""

import pytest

from tests.remoting.simulated.story import Names

A, B = "6f1c0d8e-0000-4000-8000-000000000001", "6f1c0d8e-0000-4000-8000-000000000002"


@pytest.mark.parametrize(
    ("want", "got"),
    [
        ({"id": "<guid 1>"}, {"id": A}),
        ([{"dn": "b"}, {"dn": "a"}], [{"dn": "a"}, {"dn": "b"}]),
        ("lockoutTime <time>", "lockoutTime 2026-03-02T10:00:00.1234567Z"),
        ({"usnChanged": "<number>"}, {"usnChanged": 12}),
        (None, None),
    ],
)
def test_takes_what_only_differs_from_run_to_run(want, got):
    assert Names().differences(want, got) == []


@pytest.mark.parametrize(
    ("want", "got"),
    [
        ({"id": "<guid 1>"}, {"id": "nothing"}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": None}, {"a": ""}),
        ({"enabled": True}, {"enabled": 1}),
        ([1, 2], [1]),
        ("<time>", "2026-03-02"),
        ({"usnChanged": "<number>"}, {"usnChanged": "x"}),
        ([{"id": "<guid 1>"}, {"id": "<guid 1>"}], [{"id": A}, {"id": B}]),
        ([{"id": "<guid 1>"}, {"id": "<guid 2>"}], [{"id": A}, {"id": A}]),
    ],
)
def test_finds_what_differs(want, got):
    assert Names().differences(want, got) != []
