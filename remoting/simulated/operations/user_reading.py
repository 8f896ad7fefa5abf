"""Users: show, find, check, groups, password policy."""

from collections.abc import Iterator
from datetime import timedelta

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.criteria import Equals
from remoting.simulated.lookup import container_dn, equal_criteria, exists, find_objects, get_object, query_criteria
from remoting.simulated.operations.users import OWN, SEARCHED, user_card
from remoting.simulated.plain import card_of


@operation("Get-TsmUser")
def get_user(call: Call) -> Iterator[Output]:
    yield user_card(get_object(call, "user", links=["memberOf"]), call)


@operation("Test-TsmUser")
def test_user(call: Call) -> Iterator[Output]:
    yield exists(call, "user")


@operation("Find-TsmUser")
def find_user(call: Call) -> Iterator[Output]:
    criteria = query_criteria(call.text("Query"), SEARCHED) + equal_criteria(call, OWN)
    base = container_dn(call, call.text("Path"))
    for user in find_objects(call, "user", *criteria, base=base, limit=call.number("Limit")):
        yield user_card(user, call, short=True)


@operation("Get-TsmUserGroup")
def get_user_group(call: Call) -> Iterator[Output]:
    user = get_object(call, "user", links=["memberOf"])
    primary = f"{user.text('objectSid').rpartition('-')[0]}-{user.get('primaryGroupID')}"
    groups = {group.guid: group for group in call.directory.groups_of(user.guid, chain=call.flag("Recursive"))}
    groups |= {group.guid: group for group in find_objects(call, "group", Equals("objectSid", primary))}
    for group in sorted(groups.values(), key=lambda one: one.name.casefold()):
        card = card_of(group, {"description": "description", "managedBy": "managedBy"})
        card["primary"] = card["sid"] == primary
        card["direct"] = card["primary"] or group.dn in user.texts("memberOf")
        yield card


@operation("Get-TsmUserPasswordPolicy")
def get_user_password_policy(call: Call) -> Iterator[Output]:
    policy = call.directory.policy_of(get_object(call, "user").guid)
    yield {
        "name": policy.name,
        "fineGrained": policy.fine_grained,
        "minLength": policy.min_length,
        "history": policy.history,
        "complexity": policy.complexity,
        "maxAgeDays": _whole(policy.max_age, timedelta(days=1)),
        "minAgeDays": _whole(policy.min_age, timedelta(days=1)),
        "lockoutThreshold": policy.lockout_threshold,
        "lockoutMinutes": _whole(policy.lockout_duration, timedelta(minutes=1)),
        "windowMinutes": _whole(policy.lockout_window, timedelta(minutes=1)),
    }


def _whole(time: timedelta, unit: timedelta) -> int | float:
    """A time in a unit, as a whole number where it is one."""
    number = time / unit
    return int(number) if number.is_integer() else number
