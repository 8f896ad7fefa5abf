"""Users: a new password."""

from collections.abc import Iterator

from remoting.simulated.attributes import NEVER_EXPIRES
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.operations.users import assert_password_flags, new_password, target_user
from remoting.simulated.steps import attribute_step, must_change_step, password_step


@operation("Reset-TsmUserPassword")
def reset_user_password(call: Call) -> Iterator[Output]:
    user = target_user(call)
    must_change = call.flag("MustChange")
    never = bool(user.number("userAccountControl") & NEVER_EXPIRES)
    assert_password_flags(must_change=must_change, never_expires=never)
    password, secret = new_password(call)
    steps = [password_step(user, password, now=call.now)]
    if must_change:
        steps.append(must_change_step())
    if call.flag("Unlock"):
        steps.append(attribute_step(user, {"lockoutTime": None}))
    yield from change(call, user, steps, secret=secret)
