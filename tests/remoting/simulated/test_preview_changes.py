"""Every change of directory objects: previewed, done, done again."""

import json

import pytest

from tests.remoting.simulated.cases import CHANGES, READS
from tests.remoting.simulated.small_world import kept_calls, small_world, state_of_world

pytestmark = pytest.mark.django_db
CREATIONS = [name for name in CHANGES if name.startswith("New-")]
REMOVALS = [name for name in CHANGES if name.startswith("Remove-") and name != "Remove-TsmGroupMember"]
RESETS = ["Reset-TsmUserPassword", "Reset-TsmComputerAccount"]
IDEMPOTENT = [name for name in CHANGES if name not in (*CREATIONS, *REMOVALS, *RESETS)]


@pytest.fixture
def wire():
    return small_world()


def without_times(record):
    return {name: value for name, value in record.items() if name != "pwdLastSet"}


@pytest.mark.parametrize("function", CHANGES)
def test_says_what_would_be_and_changes_nothing(wire, function):
    before, calls = state_of_world(), kept_calls()
    preview = wire.do(function, what_if=True, **CHANGES[function])[0]
    assert state_of_world() == before
    assert kept_calls() == calls
    assert preview["applied"] is False
    assert "secret" not in preview
    done = wire.do(function, **CHANGES[function])[0]
    assert done["applied"] is True
    assert state_of_world() != before
    assert without_times(preview["after"]) == without_times(done["after"])
    assert preview["before"] == done["before"]


@pytest.mark.parametrize("function", IDEMPOTENT)
def test_changes_nothing_the_second_time(wire, function):
    parameters = CHANGES[function]
    first = wire.do(function, **parameters)[0]
    before = state_of_world()
    again = wire.do(function, **(parameters | ({"Identity": first["id"]})))[0]
    assert again["applied"] is False
    # The time of a password that would come along is in the record, as the helper's own has it.
    assert without_times(again["before"]) == without_times(again["after"])
    assert state_of_world() == before


@pytest.mark.parametrize("function", CREATIONS)
def test_does_not_create_twice(wire, function):
    wire.do(function, **CHANGES[function])
    assert wire.code(function, **CHANGES[function]) == "AlreadyExists"


@pytest.mark.parametrize("function", REMOVALS)
def test_does_not_remove_twice(wire, function):
    wire.do(function, **CHANGES[function])
    assert wire.code(function, **CHANGES[function]) == "NotFound"


@pytest.mark.parametrize("function", RESETS)
def test_resets_each_time(wire, function):
    assert [wire.do(function, **CHANGES[function])[0]["applied"] for _ in range(2)] == [True, True]


@pytest.mark.parametrize("function", READS)
def test_reads_without_a_trace_whatever_what_if_says(wire, function):
    before, calls = state_of_world(), kept_calls()
    plain = wire.do(function, **READS[function])
    asked = wire.do(function, what_if=True, **READS[function])
    assert state_of_world() == before
    assert kept_calls() == calls
    if function == "New-TsmPassword":
        assert asked == [{"secret": None, "bits": None}]
    else:
        assert asked == plain


@pytest.mark.parametrize("function", CHANGES)
def test_keeps_plain_data_only(wire, function):
    record = wire.do(function, **CHANGES[function])[0]
    assert list(record)[:7] == ["kind", "id", "dn", "name", "applied", "before", "after"]
    assert json.loads(json.dumps(record)) == record
