"""What a domain controller sees to: units that move with all in them, the recycle bin, groups, states, counters."""

import pytest

from remoting.simulated.embedded_writing import EmbeddedWriting
from remoting.simulated.faults import Fault
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject
from tests.remoting.simulated.small_world import BASE, LEAVERS, OFFICE, STAFF, row, set_raw, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    return small_world()


def test_moves_and_renames_a_unit_with_all_that_lies_in_it(wire):
    wire.do("Rename-TsmOU", Identity=STAFF, NewName="People, all")
    moved = wire.do("Move-TsmOU", Identity=rf"OU=People\, all,{BASE}", TargetPath=LEAVERS)[0]
    ada = wire.do("Get-TsmUser", Identity="ada")[0]
    assert ada["dn"] == f"CN=Ada Lovelace,{moved['dn']}"
    assert ada["groups"] == [f"CN=engines,{moved['dn']}"]
    assert wire.do("Get-TsmUser", Identity="zoe")[0]["manager"] == ada["dn"]
    assert len(wire.do("Get-TsmOUChild", Identity=moved["id"])) == 10
    assert wire.code("Get-TsmOU", Identity=STAFF) == "NotFound"


def test_puts_no_unit_into_itself(wire):
    assert wire.code("Move-TsmOU", Identity=STAFF, TargetPath=OFFICE) == "InvalidArgument"
    assert wire.do("Get-TsmOU", Identity=STAFF)[0]["parent"] == BASE


def test_moves_and_deletes_nothing_that_is_protected(wire):
    wire.do("Set-TsmOU", Identity=OFFICE, Protected=True)
    assert wire.code("Move-TsmOU", Identity=OFFICE, TargetPath=LEAVERS) == "Protected"
    assert wire.code("Remove-TsmOU", Identity=STAFF, Recursive=True) == "Protected"
    assert wire.do("Get-TsmOU", Identity=OFFICE)[0]["protected"] is True


def test_deletes_no_unit_with_a_privileged_object_in_it(wire):
    set_raw(row("ada"), adminCount=1)
    assert wire.code("Remove-TsmOU", Identity=STAFF, Recursive=True) == "Protected"


def test_finds_privilege_through_nested_groups(wire):
    wire.do("New-TsmGroup", Name="inner", Path=STAFF)
    wire.do("Add-TsmGroupMember", Identity="inner", Members=["zoe"])
    assert wire.call("Unlock-TsmUser", what_if=True, Identity="zoe")["ok"]
    allowed = {"context": {"AllowPrivileged": True}}
    wire.do("Add-TsmGroupMember", Identity="Domain Admins", Members=["inner"], **allowed)
    assert wire.code("Unlock-TsmUser", Identity="zoe") == "Protected"
    assert wire.code("Add-TsmGroupMember", Identity="inner", Members=["ada"]) == "Protected"
    assert wire.call("Unlock-TsmUser", Identity="zoe", **allowed)["ok"]


def test_restores_a_user_whole_from_the_recycle_bin(wire):
    before = wire.do("Get-TsmUser", Identity="ada")[0]
    wire.do("Remove-TsmUser", Identity="ada")
    assert wire.do("Get-TsmUser", Identity="zoe")[0]["manager"] is None
    wire.do("Restore-TsmUser", Identity="ada")
    after = wire.do("Get-TsmUser", Identity="ada")[0]
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"whenChanged", "usnChanged"}
    assert wire.do("Get-TsmUser", Identity="zoe")[0]["manager"] == after["dn"]


def test_restores_the_account_alone_without_the_recycle_bin():
    wire = small_world(recycle_bin=False)
    sid = wire.do("Get-TsmUser", Identity="ada")[0]["sid"]
    wire.do("Remove-TsmUser", Identity="ada")
    wire.do("Restore-TsmUser", Identity="ada", NewName="Ada again", TargetPath=LEAVERS)
    card = wire.do("Get-TsmUser", Identity="ada")[0]
    assert (card["sid"], card["enabled"], card["groups"]) == (sid, False, [])
    assert (card["givenName"], card["dn"]) == (None, f"CN=Ada again,{LEAVERS}")


def test_restores_only_where_the_unit_still_is(wire):
    wire.do("Remove-TsmOU", Identity=STAFF, Recursive=True)
    assert wire.code("Restore-TsmUser", Identity="ada") == "NotFound"
    assert wire.do("Restore-TsmUser", Identity="ada", TargetPath=LEAVERS)[0]["applied"] is True


def test_has_nothing_to_restore_where_the_user_is_there(wire):
    record = wire.do("Restore-TsmUser", Identity="ada")[0]
    assert (record["applied"], record["before"], record["after"]) == (False, {"isDeleted": None}, {"isDeleted": None})
    assert wire.code("Restore-TsmUser", Identity="nobody") == "NotFound"


@pytest.mark.parametrize(
    ("holder", "member", "may"),
    [
        ("Global", "Global", True),
        ("Global", "Universal", False),
        ("Global", "DomainLocal", False),
        ("Universal", "Global", True),
        ("Universal", "DomainLocal", False),
        ("DomainLocal", "DomainLocal", True),
        ("DomainLocal", "Universal", True),
    ],
)
def test_holds_groups_to_their_scopes(wire, holder, member, may):
    wire.do("New-TsmGroup", Name="holder", Path=STAFF, Scope=holder)
    wire.do("New-TsmGroup", Name="member", Path=STAFF, Scope=member)
    result = wire.call("Add-TsmGroupMember", Identity="holder", Members=["member"])
    assert result["ok"] is may
    assert may or result["error"]["code"] == "InvalidArgument"


def test_changes_a_scope_only_along_the_way_through_universal(wire):
    assert wire.code("Set-TsmGroup", Identity="spare", Scope="DomainLocal") == "InvalidArgument"
    assert wire.do("Set-TsmGroup", Identity="spare", Scope="Universal")[0]["after"] == {"groupType": -2147483640}
    changed = wire.do("Set-TsmGroup", Identity="spare", Scope="DomainLocal", Category="Distribution")[0]
    assert changed["after"] == {"groupType": 4}
    card = wire.do("Get-TsmGroup", Identity="spare")[0]
    assert (card["scope"], card["category"]) == ("DomainLocal", "Distribution")


def test_goes_round_in_groups_that_hold_each_other(wire):
    wire.do("Add-TsmGroupMember", Identity="engines", Members=["outer"])
    names = {one["name"] for one in wire.do("Get-TsmGroupMember", Identity="outer", Recursive=True)}
    assert names == {"engines", "outer", "Ada Lovelace"}
    assert wire.do("Unlock-TsmUser", Identity="ada")[0]["applied"] is False


def test_adds_nobody_to_the_primary_group_or_a_group_to_itself(wire):
    assert wire.code("Add-TsmGroupMember", Identity="Domain Users", Members=["ada"]) == "AlreadyExists"
    assert wire.code("Add-TsmGroupMember", Identity="spare", Members=["spare"]) == "InvalidArgument"
    everybody = wire.do("Get-TsmGroupMember", Identity="Domain Users")
    assert {one["name"] for one in everybody if one["primary"]} >= {"Ada Lovelace", "Zoe"}


def test_ends_no_membership_by_itself(wire):
    result = wire.call("Add-TsmGroupMember", Identity="spare", Members=["ada"], TimeToLive=60)
    assert "Privileged Access Management" in result["error"]["message"]


def test_refuses_a_value_that_the_schema_would(wire):
    assert wire.code("Set-TsmUser", Identity="ada", Initials="x" * 40) == "InvalidArgument"
    assert wire.code("Set-TsmUser", Identity="ada", Description="a\0b") == "InvalidArgument"
    assert wire.code("Set-TsmUserExpiration", Identity="ada", AccountExpires="1500-01-01") == "InvalidArgument"


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("Locked", {"Zoe"}),
        ("Disabled", {"Off"}),
        ("Expired", set()),
        ("Expiring", {"Ends"}),
        ("NeverLoggedOn", {"Ada Lovelace", "Zoe", "Ends"}),
        ("PasswordNeverExpires", set()),
        ("PasswordExpiring", {"Ada Lovelace", "Zoe", "Ends"}),
        ("PasswordExpired", set()),
        ("MustChangePassword", set()),
        ("Inactive", set()),
    ],
)
def test_lists_accounts_by_their_state(wire, state, names):
    found = wire.do("Search-TsmAccount", State=state, Path=STAFF, Days=3000 if state == "Expiring" else 60)
    assert {one["name"] for one in found} == names


def test_locks_after_so_many_wrong_passwords_and_unlocks_by_itself(wire):
    ada = row("ada").guid
    assert [wire.directory.lock_out(ada, tries=1) for _ in range(3)] == [False, False, True]
    card = wire.do("Get-TsmUser", Identity="ada")[0]
    assert (card["lockedOut"], card["badPwdCount"]) == (True, 3)
    SimulatedDomain.objects.update(policy={"lockoutThreshold": 3, "lockoutMinutes": 0.01})
    later = wire.do("Get-TsmUser", Identity="ada")[0]
    assert (later["lockedOut"], later["lockoutTime"]) == (False, card["lockoutTime"])


def test_counts_the_versions_of_what_is_written_and_nothing_else(wire):
    before = dict(row("ada").versions)
    usn = row("ada").usn_changed
    wire.do("Set-TsmUser", Identity="ada", Title="Countess")
    ada = row("ada")
    assert ada.usn_changed > usn
    assert {name for name in ada.versions if ada.versions[name] != before.get(name)} == {"title"}
    wire.do("Set-TsmUser", Identity="ada", Title="Baroness")
    assert row("ada").versions["title"][0] == ada.versions["title"][0] + 1
    wire.do("Rename-TsmUser", Identity="ada", NewName="Ada King")
    assert row("ada").versions["name"][0] == before["name"][0] + 1


def test_counts_the_versions_of_a_link(wire):
    def link():
        return SimulatedLink.objects.get(group=row("engines"), member=row("ada"))

    wire.do("Remove-TsmGroupMember", Identity="engines", Members=["ada"])
    assert (link().present, link().version) == (False, 2)
    wire.do("Add-TsmGroupMember", Identity="engines", Members=["ada"])
    assert (link().present, link().version) == (True, 3)
    assert link().usn == row("engines").usn_changed


def test_finds_by_every_way_to_name_an_object(wire):
    wire.do("Set-TsmUser", Identity="ada")
    wire.do("Rename-TsmUser", Identity="ada", NewName="Ada", UserPrincipalName="ada@lab.tsm.test")
    card = wire.do("Get-TsmUser", Identity="ada")[0]
    guid = card["id"]
    guids = (guid, guid.upper(), f"{{{guid}}}", guid.replace("-", ""))
    for identity in (*guids, card["dn"].upper(), card["sid"], "ADA", "Ada@LAB.tsm.test"):
        assert wire.do("Get-TsmUser", Identity=identity)[0]["id"] == guid
    assert wire.code("Get-TsmGroup", Identity=guid) == "NotFound"
    assert wire.code("Get-TsmUser", Identity="00000000-0000-0000-0000-000000000000") == "NotFound"


def test_finds_by_words_attributes_and_place(wire):
    def names(function, **parameters):
        return [one["name"] for one in wire.do(function, **parameters)]

    assert names("Find-TsmUser", Query="ada love") == ["Ada Lovelace"]
    assert names("Find-TsmUser", Manager="ada") == ["Zoe"]
    assert names("Find-TsmUser", Title="clerk") == ["Zoe"]
    assert names("Find-TsmUser", Title="cler") == []
    assert names("Find-TsmUser", Path=LEAVERS) == []
    assert len(names("Find-TsmUser", Limit=2)) == 2
    assert names("Find-TsmComputer", Path=STAFF, OneLevel=True) == ["TS01", "TS02"]
    assert names("Find-TsmComputer", Path=BASE, OneLevel=True) == []
    assert names("Find-TsmDeletedUser", Query="gon") == ["Gone"]


def test_says_what_was_done_where_a_step_fails(wire, monkeypatch):
    def refuse(*args):
        raise Fault("AccessDenied", "Access is denied (Move-ADObject)")

    monkeypatch.setattr(EmbeddedWriting, "move", refuse)
    frame = wire.frame("Disable-TsmLeaver", Identity="ada", TargetPath=LEAVERS)
    result = wire.send(frame)
    assert (result["ok"], result["error"]["code"]) == (False, "AccessDenied")
    (record,) = result["data"]
    assert record["applied"] is True
    assert record["after"]["userAccountControl"] == 514
    assert record["after"]["distinguishedName"] == record["before"]["distinguishedName"]
    assert wire.do("Get-TsmUser", Identity="ada")[0]["enabled"] is False
    assert wire.send({"type": "replay", "id": frame["id"]}) == result


def test_leaves_nothing_of_a_user_that_could_not_be_completed(wire):
    deleted = SimulatedObject.objects.exclude(deleted_at=None).count()
    weak = {"Name": "Weak", "SamAccountName": "weak", "Path": STAFF, "Password": "a"}
    assert wire.code("New-TsmUser", **weak) == "PasswordPolicy"
    assert wire.do("Test-TsmUser", Identity="weak")[0]["exists"] is False
    assert SimulatedObject.objects.exclude(deleted_at=None).count() == deleted
