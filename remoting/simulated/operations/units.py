"""What the operations on OUs share: the portal's names of their attributes, the card."""

import re

from remoting.simulated.calls import Call
from remoting.simulated.lookup import get_object
from remoting.simulated.names import parent_of
from remoting.simulated.plain import PROTECTED, card_of
from remoting.simulated.store import JSON, StoredObject
from remoting.simulated.times import text_of

OWN = {
    "description": "description", "managedBy": "managedBy", "streetAddress": "street", "city": "l", "state": "st",
    "postalCode": "postalCode", "country": "c",
}  # fmt: skip
_LINKED_POLICY = re.compile(r"\[LDAP://([^;\]]+);\d+\]", re.IGNORECASE)


def unit_card(unit: StoredObject) -> dict[str, JSON]:
    """An OU under the portal's names."""
    card = card_of(unit, OWN)
    for name in ("samAccountName", "sid", "privileged"):
        del card[name]
    return card | {
        "protected": bool(unit.get(PROTECTED)),
        "parent": parent_of(unit.dn),
        "linkedPolicies": _LINKED_POLICY.findall(unit.text("gPLink")),
        "whenCreated": text_of(unit.get("whenCreated")),
        "whenChanged": text_of(unit.get("whenChanged")),
        "usnChanged": unit.get("uSNChanged"),
    }


def target_unit(call: Call) -> StoredObject:
    """The OU that a change is about."""
    return get_object(call, "ou", for_change=True)
