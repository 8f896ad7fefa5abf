"""Groups: show, find, check, members."""

from collections.abc import Iterator

from remoting.simulated.attributes import DISABLED
from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.lookup import container_dn, equal_criteria, exists, find_objects, get_object, query_criteria
from remoting.simulated.operations.groups import OWN, group_card
from remoting.simulated.plain import card_of

_SEARCHED = ("name", "sAMAccountName", "displayName", "description", "mail")


@operation("Get-TsmGroup")
def get_group(call: Call) -> Iterator[Output]:
    yield group_card(get_object(call, "group", links=["memberOf"]))


@operation("Test-TsmGroup")
def test_group(call: Call) -> Iterator[Output]:
    yield exists(call, "group")


@operation("Find-TsmGroup")
def find_group(call: Call) -> Iterator[Output]:
    criteria = query_criteria(call.text("Query"), _SEARCHED) + equal_criteria(call, OWN)
    base = container_dn(call, call.text("Path"))
    for group in find_objects(call, "group", *criteria, base=base, limit=call.number("Limit")):
        yield group_card(group, short=True)


@operation("Get-TsmGroupMember")
def get_group_member(call: Call) -> Iterator[Output]:
    group = get_object(call, "group")
    rid = group.text("objectSid").rpartition("-")[2]
    members = call.directory.members_of(group.guid, chain=call.flag("Recursive"), limit=call.number("Limit"))
    for member in members:
        card = card_of(member, {"displayName": "displayName", "emailAddress": "mail"})
        has_flags = member.get("userAccountControl") is not None
        card["enabled"] = not member.number("userAccountControl") & DISABLED if has_flags else None
        card["primary"] = member.text("primaryGroupID") == rid
        card["direct"] = card["primary"] or group.dn in member.texts("memberOf")
        yield card
