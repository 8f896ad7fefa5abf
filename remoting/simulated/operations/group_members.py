"""Groups: add and remove members."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import get_object
from remoting.simulated.operations.groups import target_group
from remoting.simulated.steps import join_step, leave_step
from remoting.simulated.store import StoredObject

LIMITED_TIME = "Privileged Access Management Feature"
_NO_LIMITED_TIME = (
    "Membership for a limited time needs the Privileged Access Management feature, which is off in this forest."
)


@operation("Add-TsmGroupMember")
def add_group_member(call: Call) -> Iterator[Output]:
    group = target_group(call)
    inside, outside = _sides(call, group)
    minutes = call.number("TimeToLive")
    if minutes and not call.directory.has_feature(LIMITED_TIME):
        raise Fault("InvalidArgument", _NO_LIMITED_TIME)
    yield from change(call, group, [join_step(inside, outside, minutes=minutes)])


@operation("Remove-TsmGroupMember")
def remove_group_member(call: Call) -> Iterator[Output]:
    group = target_group(call)
    yield from change(call, group, [leave_step(_sides(call, group)[0])])


def _sides(call: Call, group: StoredObject) -> tuple[list[str], list[str]]:
    """Of the members that the call names: those that are in the group, and those that are not."""
    inside: dict[str, None] = {}
    outside: dict[str, None] = {}
    for name in call.texts("Members"):
        member = get_object(call, "object", name, links=["memberOf"])
        (inside if group.dn in member.texts("memberOf") else outside)[member.dn] = None
    return list(inside), list(outside)
