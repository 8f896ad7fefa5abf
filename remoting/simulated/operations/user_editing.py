"""Users: edit, rename, move, delete."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change, remove
from remoting.simulated.counterparts import operation
from remoting.simulated.guards import assert_free, assert_name
from remoting.simulated.lookup import attributes_given
from remoting.simulated.operations.users import OWN, assert_principal_name, target_user
from remoting.simulated.steps import attribute_step, move_step, rename_step

_KEPT = (
    "name", "sAMAccountName", "objectSid", "userAccountControl", "accountExpires", "proxyAddresses", "memberOf",
    "whenCreated", *OWN.values(),
)  # fmt: skip


@operation("Set-TsmUser")
def set_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [attribute_step(user, attributes_given(call, OWN))])


@operation("Rename-TsmUser")
def rename_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    after = attributes_given(call, OWN)
    if call.text("SamAccountName"):
        assert_name(call.text("SamAccountName"), length=20, account=True)
        after["sAMAccountName"] = call.text("SamAccountName")
    assert_principal_name(call.text("UserPrincipalName"))
    for unique in ("sAMAccountName", "userPrincipalName"):
        assert_free(call, unique, after.get(unique), except_for=user)
    yield from change(call, user, [attribute_step(user, after), rename_step(call, user, call.text("NewName"))])


@operation("Move-TsmUser")
def move_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [move_step(call, user, call.text("TargetPath"))])


@operation("Remove-TsmUser")
def remove_user(call: Call) -> Iterator[Output]:
    yield from remove(call, target_user(call), _KEPT)
