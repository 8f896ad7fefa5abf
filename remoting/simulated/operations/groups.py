"""What the operations on groups share: the portal's names of their attributes, scope and category, the card."""

from remoting.simulated.calls import Call
from remoting.simulated.group_rules import DOMAIN_LOCAL, GLOBAL, SCOPES, SECURITY, UNIVERSAL
from remoting.simulated.lookup import get_object
from remoting.simulated.plain import card_of
from remoting.simulated.store import JSON, StoredObject

SCOPE_BITS = {"DomainLocal": DOMAIN_LOCAL, "Global": GLOBAL, "Universal": UNIVERSAL}
OWN = {
    "displayName": "displayName", "description": "description", "emailAddress": "mail", "managedBy": "managedBy",
    "homePage": "wWWHomePage", "notes": "info",
}  # fmt: skip
STATE = {"groups": "memberOf", "whenCreated": "whenCreated", "whenChanged": "whenChanged", "usnChanged": "uSNChanged"}
BRIEF = ("displayName", "description", "emailAddress", "managedBy")
_NOT_SECURITY = 2**31 - 1


def group_type(old: int, scope: str, category: str) -> int:
    """The groupType for what a form says; what is not said stays."""
    bits = {name.lower(): bit for name, bit in SCOPE_BITS.items()}
    kind = (old & ~SCOPES) | bits[scope.lower()] if scope else old
    if category:
        kind = kind | SECURITY if category.lower() == "security" else kind & _NOT_SECURITY
    return kind


def group_card(group: StoredObject, *, short: bool = False) -> dict[str, JSON]:
    """A group under the portal's names; `short`: as lists show it."""
    card = card_of(group, OWN | STATE, BRIEF if short else ())
    kind = group.number("groupType")
    card["scope"] = next((name for name, bit in SCOPE_BITS.items() if kind & bit), "")
    card["category"] = "Security" if kind & SECURITY else "Distribution"
    return card


def target_group(call: Call) -> StoredObject:
    """The group that a change is about."""
    return get_object(call, "group", for_change=True)
