"""Which attribute of an object a parameter of its edit stands for, so that the form starts with what is there."""

from collections.abc import Mapping
from typing import Any

from remoting.catalog.forms import is_edit
from remoting.catalog.operations import Operation

# The tables named $OwnMap of the helpers say the same; a test holds the two together.
SHARED = {
    "City": "l",
    "Country": "c",
    "Description": "description",
    "DisplayName": "displayName",
    "EmailAddress": "mail",
    "HomePage": "wWWHomePage",
    "ManagedBy": "managedBy",
    "Notes": "info",
    "PostalCode": "postalCode",
    "State": "st",
}
ATTRIBUTES: dict[str, dict[str, str]] = {
    "user": SHARED
    | {
        "Company": "company",
        "Department": "department",
        "Division": "division",
        "EmployeeId": "employeeID",
        "EmployeeNumber": "employeeNumber",
        "EmployeeType": "employeeType",
        "Fax": "facsimileTelephoneNumber",
        "GivenName": "givenName",
        "HomeDirectory": "homeDirectory",
        "HomeDrive": "homeDrive",
        "HomePhone": "homePhone",
        "Initials": "initials",
        "IpPhone": "ipPhone",
        "LogonWorkstations": "userWorkstations",
        "Manager": "manager",
        "MobilePhone": "mobile",
        "Office": "physicalDeliveryOfficeName",
        "OfficePhone": "telephoneNumber",
        "Organization": "o",
        "OtherName": "middleName",
        "Pager": "pager",
        "PoBox": "postOfficeBox",
        "ProfilePath": "profilePath",
        "ScriptPath": "scriptPath",
        "StreetAddress": "streetAddress",
        "Surname": "sn",
        "Title": "title",
        "UserPrincipalName": "userPrincipalName",
    },
    "group": SHARED,
    "ou": SHARED | {"StreetAddress": "street"},
    "computer": SHARED | {"Location": "location"},
}


def initial_from(operation: Operation, attributes: Mapping[str, Any]) -> dict[str, str]:
    """What an edit's fields show at first, from an object's attributes under their LDAP names.

    Empty for operations that edit nothing; a list's first value, as the helpers write one.
    """
    names = ATTRIBUTES.get(operation.component, {})
    found = {}
    for parameter in operation.fields:
        value = attributes.get(names.get(parameter.name, ""))
        value = value[0] if isinstance(value, list) and value else value
        if is_edit(operation, parameter) and isinstance(value, str | int) and value != "":
            found[parameter.name] = str(value)
    return found
