"""Groups: create, edit, rename, move, delete."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change, create, remove
from remoting.simulated.counterparts import operation
from remoting.simulated.guards import assert_free, assert_name
from remoting.simulated.lookup import attributes_given, get_object
from remoting.simulated.operations.groups import OWN, group_type, target_group
from remoting.simulated.steps import attribute_step, move_step, rename_step

_KEPT = ("name", "sAMAccountName", "objectSid", "groupType", "member", "memberOf", "whenCreated", *OWN.values())


@operation("New-TsmGroup")
def new_group(call: Call) -> Iterator[Output]:
    account = call.text("SamAccountName") or call.text("Name")
    assert_name(account, length=256, account=True)
    attributes = attributes_given(call, OWN) | {"sAMAccountName": account}
    kind = {"groupType": group_type(0, call.text("Scope"), call.text("Category"))}
    yield from create(call, "group", attributes, made_with=kind, implied=kind)


@operation("Set-TsmGroup")
def set_group(call: Call) -> Iterator[Output]:
    group = target_group(call)
    after = attributes_given(call, OWN)
    if call.text("Scope") or call.text("Category"):
        after["groupType"] = group_type(group.number("groupType"), call.text("Scope"), call.text("Category"))
    yield from change(call, group, [attribute_step(group, after)])


@operation("Rename-TsmGroup")
def rename_group(call: Call) -> Iterator[Output]:
    group = target_group(call)
    after = {}
    account = call.text("SamAccountName")
    if account:
        assert_name(account, length=256, account=True)
        assert_free(call, "sAMAccountName", account, except_for=group)
        after["sAMAccountName"] = account
    if call.text("DisplayName"):
        after["displayName"] = call.text("DisplayName")
    yield from change(call, group, [attribute_step(group, after), rename_step(call, group, call.text("NewName"))])


@operation("Move-TsmGroup")
def move_group(call: Call) -> Iterator[Output]:
    group = target_group(call)
    yield from change(call, group, [move_step(call, group, call.text("TargetPath"))])


@operation("Remove-TsmGroup")
def remove_group(call: Call) -> Iterator[Output]:
    group = get_object(call, "group", links=["member", "memberOf"], for_change=True)
    yield from remove(call, group, _KEPT)
