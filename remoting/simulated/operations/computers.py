"""What the operations on computer accounts share: the portal's names of their attributes, the card."""

from remoting.simulated.attributes import DISABLED, SERVER_TRUST
from remoting.simulated.calls import Call
from remoting.simulated.lookup import get_object
from remoting.simulated.plain import card_of
from remoting.simulated.store import JSON, StoredObject

OWN = {
    "dnsHostName": "dNSHostName", "displayName": "displayName", "description": "description", "location": "location",
    "managedBy": "managedBy",
}  # fmt: skip
STATE = {
    "operatingSystem": "operatingSystem", "operatingSystemVersion": "operatingSystemVersion",
    "passwordLastSet": "pwdLastSet", "lastLogon": "lastLogonTimestamp",
    "servicePrincipalNames": "servicePrincipalName", "groups": "memberOf", "whenCreated": "whenCreated",
    "whenChanged": "whenChanged", "usnChanged": "uSNChanged",
}  # fmt: skip
BRIEF = (
    "dnsHostName", "description", "location", "managedBy", "operatingSystem", "operatingSystemVersion", "lastLogon",
)  # fmt: skip


def computer_card(computer: StoredObject, *, short: bool = False) -> dict[str, JSON]:
    """A computer account under the portal's names; `short`: as lists show it."""
    card = card_of(computer, OWN | STATE, BRIEF if short else ())
    flags = computer.number("userAccountControl")
    return card | {"enabled": not flags & DISABLED, "domainController": bool(flags & SERVER_TRUST)}


def target_computer(call: Call) -> StoredObject:
    """The computer that a change is about."""
    return get_object(call, "computer", links=["memberOf"], for_change=True)
