"""Users: unlock, enable, disable, when an account ends, what its password must or need not."""

from collections.abc import Iterator

from remoting.simulated.attributes import DISABLED, NEVER_EXPIRES, NO_PASSWORD_NEEDED
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.operations.users import assert_password_flags, target_user
from remoting.simulated.steps import attribute_step, flag_step
from remoting.simulated.times import text_of


@operation("Unlock-TsmUser")
def unlock_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [attribute_step(user, {"lockoutTime": None})])


@operation("Enable-TsmUser")
def enable_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [flag_step(user, to_clear=DISABLED | NO_PASSWORD_NEEDED)])


@operation("Disable-TsmUser")
def disable_user(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [flag_step(user, to_set=DISABLED)])


@operation("Set-TsmUserExpiration")
def set_user_expiration(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [attribute_step(user, {"accountExpires": text_of(call.value("AccountExpires"))})])


@operation("Clear-TsmUserExpiration")
def clear_user_expiration(call: Call) -> Iterator[Output]:
    user = target_user(call)
    yield from change(call, user, [attribute_step(user, {"accountExpires": None})])


@operation("Set-TsmUserPasswordFlag")
def set_user_password_flag(call: Call) -> Iterator[Output]:
    user = target_user(call)
    never = bool(user.number("userAccountControl") & NEVER_EXPIRES)
    if call.given("PasswordNeverExpires"):
        never = call.flag("PasswordNeverExpires")
    assert_password_flags(must_change=call.flag("MustChange"), never_expires=never)
    steps = []
    if call.given("PasswordNeverExpires"):
        steps.append(flag_step(user, to_set=NEVER_EXPIRES) if never else flag_step(user, to_clear=NEVER_EXPIRES))
    if call.given("MustChange"):
        due = user.get("pwdLastSet") == 0
        kept = text_of(call.now) if due else text_of(user.get("pwdLastSet"))
        steps.append(attribute_step(user, {"pwdLastSet": None if call.flag("MustChange") else kept}))
    yield from change(call, user, steps)
