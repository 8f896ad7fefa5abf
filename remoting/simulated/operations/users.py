"""What the operations on users share: the portal's names of their attributes, the card, passwords that are made."""

import re
import unicodedata

from remoting.simulated.attributes import COMPUTED_EXPIRED, COMPUTED_LOCKED, DISABLED, NEVER_EXPIRES, SMARTCARD
from remoting.simulated.calls import Call
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import get_object
from remoting.simulated.passwords import make_password
from remoting.simulated.plain import card_of
from remoting.simulated.store import JSON, StoredObject
from remoting.simulated.times import text_of, ticks_of, to_filetime

# The portal's name -> LDAP attribute. The names are also parameters of New-TsmUser and Set-TsmUser.
OWN = {
    "userPrincipalName": "userPrincipalName", "displayName": "displayName", "givenName": "givenName", "surname": "sn",
    "initials": "initials", "otherName": "middleName", "description": "description", "emailAddress": "mail",
    "officePhone": "telephoneNumber", "mobilePhone": "mobile", "homePhone": "homePhone", "ipPhone": "ipPhone",
    "pager": "pager", "fax": "facsimileTelephoneNumber", "homePage": "wWWHomePage", "title": "title",
    "department": "department", "company": "company", "division": "division", "organization": "o",
    "office": "physicalDeliveryOfficeName", "manager": "manager", "employeeId": "employeeID",
    "employeeNumber": "employeeNumber", "employeeType": "employeeType", "streetAddress": "streetAddress",
    "poBox": "postOfficeBox", "city": "l", "state": "st", "postalCode": "postalCode", "country": "c",
    "homeDirectory": "homeDirectory", "homeDrive": "homeDrive", "profilePath": "profilePath",
    "scriptPath": "scriptPath", "logonWorkstations": "userWorkstations", "notes": "info",
}  # fmt: skip
STATE = {
    "lockoutTime": "lockoutTime", "badPwdCount": "badPwdCount", "badPasswordTime": "badPasswordTime",
    "passwordLastSet": "pwdLastSet", "passwordExpires": "msDS-UserPasswordExpiryTimeComputed",
    "accountExpires": "accountExpires", "proxyAddresses": "proxyAddresses", "groups": "memberOf",
    "whenCreated": "whenCreated", "whenChanged": "whenChanged", "usnChanged": "uSNChanged",
}  # fmt: skip
BRIEF = (
    "userPrincipalName", "displayName", "description", "emailAddress", "officePhone", "title", "department", "office",
    "lockoutTime", "passwordLastSet", "passwordExpires", "accountExpires",
)  # fmt: skip
SEARCHED = (
    "name", "displayName", "sAMAccountName", "userPrincipalName", "mail", "telephoneNumber", "mobile", "employeeID",
)  # fmt: skip
_PRINCIPAL = re.compile(r"[^@\s]+@[^@\s]+")


def user_card(user: StoredObject, call: Call, *, short: bool = False) -> dict[str, JSON]:
    """A user under the portal's names; `short`: as lists show them."""
    card = card_of(user, OWN | STATE, BRIEF if short else ())
    flags = user.number("userAccountControl")
    reckoned = user.number("msDS-User-Account-Control-Computed")
    never = bool(flags & NEVER_EXPIRES)
    ends = card["accountExpires"]
    last_logon = max(user.number("lastLogon"), user.number("lastLogonTimestamp"))
    return card | {
        "enabled": not flags & DISABLED,
        "lockedOut": bool(reckoned & COMPUTED_LOCKED),
        "passwordExpired": bool(reckoned & COMPUTED_EXPIRED),
        "passwordNeverExpires": never,
        "mustChangePassword": user.get("pwdLastSet") == 0 and not never,
        "smartcardRequired": bool(flags & SMARTCARD),
        "accountExpired": bool(ends and ticks_of(ends) <= to_filetime(call.now)),
        "lastLogon": text_of(last_logon),
    }


def target_user(call: Call) -> StoredObject:
    """The user that a change is about."""
    return get_object(call, "user", links=["memberOf"], for_change=True)


def new_password(call: Call) -> tuple[str, str]:
    """The password to set, and the same as a secret to show where it was made."""
    typed = call.value("Password")
    if typed:
        return typed.text, ""
    made = make_password(call.number("Length"))[0]
    return made, made


def assert_password_flags(*, must_change: bool, never_expires: bool) -> None:
    if must_change and never_expires:
        raise Fault("InvalidArgument", "A password that never expires cannot be one that must be changed.")


def assert_principal_name(name: str) -> None:
    unseen = any(unicodedata.category(character) in ("Cc", "Cf") for character in name)
    if name and (unseen or not _PRINCIPAL.fullmatch(name)):
        raise Fault("InvalidArgument", f"'{name}' is not of the form name@domain.")
