"""What attributes are: how they are kept, how they look in records, which values the directory takes."""

from collections.abc import Mapping

from remoting.simulated.faults import Fault
from remoting.simulated.store import Value

# Times that the directory keeps as 100 ns since 1601. 0 and the greatest number say "none".
TIMES = frozenset({
    "accountExpires", "badPasswordTime", "lastLogon", "lastLogonTimestamp", "lockoutTime", "pwdLastSet",
    "msDS-UserPasswordExpiryTimeComputed", "ms-Mcs-AdmPwdExpirationTime", "msLAPS-PasswordExpirationTime",
})  # fmt: skip
# Attributes that cannot be cleared: 0 is their empty value.
ZERO = frozenset({
    "accountExpires", "lockoutTime", "pwdLastSet", "ms-Mcs-AdmPwdExpirationTime", "msLAPS-PasswordExpirationTime",
})  # fmt: skip
MULTIPLE = frozenset({"member", "memberOf", "proxyAddresses", "servicePrincipalName"})
REFERENCES = frozenset({"manager", "managedBy"})

DISABLED = 0x2
NO_PASSWORD_NEEDED = 0x20
NORMAL_ACCOUNT = 0x200
WORKSTATION = 0x1000
SERVER_TRUST = 0x2000
NEVER_EXPIRES = 0x10000
SMARTCARD = 0x40000
COMPUTED_LOCKED = 0x10
COMPUTED_EXPIRED = 0x800000

# The longest values that the schema of a domain takes.
LONGEST = {
    "c": 3, "company": 64, "department": 64, "description": 1024, "displayName": 256, "division": 256, "employeeID": 16,
    "employeeNumber": 512, "employeeType": 256, "facsimileTelephoneNumber": 64, "givenName": 64, "homePhone": 64,
    "info": 1024, "initials": 6, "l": 128, "location": 1024, "mail": 256, "middleName": 64, "mobile": 64, "name": 255,
    "o": 64, "pager": 64, "physicalDeliveryOfficeName": 128, "postOfficeBox": 40, "postalCode": 40,
    "sAMAccountName": 256, "sn": 64, "st": 128, "street": 1024, "streetAddress": 1024, "telephoneNumber": 64,
    "title": 128, "userPrincipalName": 1024, "userWorkstations": 1024, "wWWHomePage": 2048, "dNSHostName": 2048,
}  # fmt: skip


def check_values(changes: Mapping[str, Value | None]) -> None:
    """Refuse values that the schema would refuse. The message names the attribute and not the value."""
    for name, value in changes.items():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and len(one) > LONGEST.get(name, 1_000_000):
                message = f"A value for the attribute '{name}' was not in the acceptable range of values."
                raise Fault("InvalidArgument", message)
            if isinstance(one, str) and "\0" in one:
                raise Fault("InvalidArgument", f"The attribute syntax specified for '{name}' is invalid.")
