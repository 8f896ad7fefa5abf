"""Users: create."""

from collections.abc import Iterator

from remoting.simulated.attributes import DISABLED, NEVER_EXPIRES, NORMAL_ACCOUNT
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import create
from remoting.simulated.counterparts import operation
from remoting.simulated.guards import assert_name
from remoting.simulated.lookup import attributes_given
from remoting.simulated.operations.users import OWN, assert_password_flags, assert_principal_name, new_password
from remoting.simulated.steps import attribute_step, membership_steps, must_change_step, password_step
from remoting.simulated.store import JSON
from remoting.simulated.times import text_of


@operation("New-TsmUser")
def new_user(call: Call) -> Iterator[Output]:
    assert_name(call.text("SamAccountName"), length=20, account=True)
    assert_principal_name(call.text("UserPrincipalName"))
    never, must_change = call.flag("PasswordNeverExpires"), call.flag("MustChange")
    assert_password_flags(must_change=must_change, never_expires=never)
    attributes = attributes_given(call, OWN) | {"sAMAccountName": call.text("SamAccountName")}
    if not call.text("DisplayName"):
        attributes["displayName"] = call.text("Name")
    password, secret = new_password(call)
    flags = NORMAL_ACCOUNT | (0 if call.flag("Enabled") else DISABLED) | (NEVER_EXPIRES if never else 0)
    account: dict[str, JSON] = {"userAccountControl": flags}
    if call.given("AccountExpires"):
        account["accountExpires"] = text_of(call.value("AccountExpires"))
    steps = [password_step(None, password, now=call.now), attribute_step(None, account)]
    if must_change:
        steps.append(must_change_step())
    steps += membership_steps(call, None, call.texts("Groups"))
    made_with = {"userAccountControl": NORMAL_ACCOUNT | DISABLED}
    yield from create(call, "user", attributes, made_with=made_with, steps=steps, secret=secret)
