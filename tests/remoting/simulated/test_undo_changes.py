"""A change is taken back by its record, or refused where the object has changed since."""

import json

import pytest

from tests.remoting.simulated.cases import CHANGES
from tests.remoting.simulated.small_world import STAFF, row, small_world

pytestmark = pytest.mark.django_db
LINKS_AND_VALUES = [
    name
    for name in CHANGES
    if not name.startswith(("New-", "Remove-", "Restore-", "Reset-")) or name == "Remove-TsmGroupMember"
]


@pytest.fixture
def wire():
    return small_world()


def undo(wire, record, **options):
    return wire.call("Undo-TsmChange", Record=json.dumps(record), **options)


@pytest.mark.parametrize("function", LINKS_AND_VALUES)
def test_takes_back_and_does_so_once(wire, function):
    change = wire.do(function, **CHANGES[function])[0]
    preview = undo(wire, change, what_if=True)["data"][0]
    assert preview["applied"] is False
    result = undo(wire, change)
    assert result["ok"], result["error"]
    back = result["data"][0]
    assert back["applied"] is True
    for name in change["before"].keys() - {"pwdLastSet"}:
        gone = set(change["before"][name] or ()) - set(change["after"][name] or ()) if "ember" in name else None
        if gone is None:
            assert back["after"][name] == change["before"][name]
        else:
            assert set(back["after"].get(name, ())) >= gone
    assert undo(wire, change)["data"][0]["applied"] is False


def test_leaves_a_password_as_it_is(wire):
    change = wire.do("Disable-TsmLeaver", Identity="ada")[0]
    version = row("ada").versions["unicodePwd"]
    assert undo(wire, change)["data"][0]["applied"] is True
    assert row("ada").versions["unicodePwd"] == version


def test_refuses_where_somebody_else_has_changed_it_since(wire):
    change = wire.do("Set-TsmUser", Identity="ada", Title="One")[0]
    wire.do("Set-TsmUser", Identity="ada", Title="Two")
    assert undo(wire, change)["error"]["code"] == "Conflict"


@pytest.mark.parametrize("function", ["New-TsmUser", "Remove-TsmUser"])
def test_refuses_creations_and_deletions(wire, function):
    assert undo(wire, wire.do(function, **CHANGES[function])[0])["error"]["code"] == "InvalidArgument"


def test_refuses_the_privileged(wire):
    admin = str(row("administrator").guid)
    record = {"id": admin, "before": {"title": "a"}, "after": {"title": None}}
    assert undo(wire, record, what_if=True)["error"]["code"] == "Protected"


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '{"id": "x"}'])
def test_refuses_what_is_no_record(wire, text):
    assert wire.code("Undo-TsmChange", Record=text) == "InvalidArgument"


def test_takes_back_only_the_members_that_are_not_as_they_were(wire):
    change = wire.do("Remove-TsmGroupMember", Identity="engines", Members=["ada"])[0]
    wire.do("Add-TsmGroupMember", Identity="engines", Members=["zoe"])
    undo(wire, change)
    members = {one["name"] for one in wire.do("Get-TsmGroupMember", Identity=f"CN=engines,{STAFF}")}
    assert members == {"Ada Lovelace", "Zoe"}
