"""Users: groups like another's, and the account of a leaver."""

from collections.abc import Iterator

from remoting.simulated.attributes import DISABLED
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.lookup import get_object
from remoting.simulated.operations.users import target_user
from remoting.simulated.passwords import make_password
from remoting.simulated.steps import attribute_step, flag_step, membership_steps, move_step, password_step


@operation("Copy-TsmUserMembership")
def copy_user_membership(call: Call) -> Iterator[Output]:
    user = target_user(call)
    wanted = get_object(call, "user", call.text("SourceUser"), links=["memberOf"]).texts("memberOf")
    if call.texts("Groups"):
        chosen = {get_object(call, "group", group).dn for group in call.texts("Groups")}
        wanted = tuple(dn for dn in wanted if dn in chosen)
    surplus = [dn for dn in user.texts("memberOf") if dn not in wanted] if call.flag("Replace") else []
    steps = membership_steps(call, user, wanted) + membership_steps(call, user, surplus, leave=True)
    yield from change(call, user, steps)


@operation("Disable-TsmLeaver")
def disable_leaver(call: Call) -> Iterator[Output]:
    user = target_user(call)
    steps = [flag_step(user, to_set=DISABLED)]
    if call.flag("ResetPassword"):
        steps.append(password_step(user, make_password(64)[0], now=call.now, along=True))
    if call.text("Description"):
        steps.append(attribute_step(user, {"description": call.text("Description")}))
    if call.flag("RemoveGroups"):
        steps += membership_steps(call, user, user.texts("memberOf"), leave=True)
    if call.text("TargetPath"):
        steps.append(move_step(call, user, call.text("TargetPath")))
    yield from change(call, user, steps)
