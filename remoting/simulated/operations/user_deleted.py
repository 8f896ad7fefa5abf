"""Deleted users: find, restore."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.guards import assert_free, assert_name
from remoting.simulated.lookup import DELETED_USER, container_dn, find_objects, get_object, query_criteria
from remoting.simulated.names import join_dn
from remoting.simulated.plain import card_of
from remoting.simulated.privilege import assert_unprivileged
from remoting.simulated.steps import Step, nothing
from remoting.simulated.store import DirectoryStore, StoredObject


@operation("Find-TsmDeletedUser")
def find_deleted_user(call: Call) -> Iterator[Output]:
    criteria = query_criteria(call.text("Query"), ("name", "sAMAccountName"))
    for user in find_objects(call, DELETED_USER, *criteria, limit=call.number("Limit")):
        card = card_of(user, {"lastKnownParent": "lastKnownParent", "whenDeleted": "whenChanged"})
        yield card | {"name": user.name.split("\n")[0]}  # The directory adds a line end and the GUID.


@operation("Restore-TsmUser")
def restore_user(call: Call) -> Iterator[Output]:
    try:
        user = get_object(call, DELETED_USER)
    except Fault as fault:
        if fault.code != "NotFound":
            raise
        yield from _already_there(call, fault)
        return
    assert_unprivileged(call, user)
    name = call.text("NewName") or user.text("msDS-LastKnownRDN") or user.name.split("\n")[0]
    assert_name(name)
    target = container_dn(call, call.text("TargetPath") or user.text("lastKnownParent"))
    assert_free(call, "name", name, path=target)
    assert_free(call, "sAMAccountName", user.text("sAMAccountName"))

    def act(directory: DirectoryStore, found: StoredObject) -> None:
        directory.restore(found.guid, name=name, parent_dn=target)

    before = {"isDeleted": True, "distinguishedName": user.dn}
    after = {"isDeleted": None, "distinguishedName": join_dn("user", name, target)}
    yield from change(call, user, [Step(act, before, after)])


def _already_there(call: Call, not_deleted: Fault) -> Iterator[Output]:
    try:
        alive = get_object(call, "user")
    except Fault:
        raise not_deleted from None
    yield from change(call, alive, [Step(nothing, {"isDeleted": None}, {"isDeleted": None})])
