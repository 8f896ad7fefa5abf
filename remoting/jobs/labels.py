"""Short words for what pages say often. What has none here says its synopsis, so nothing needs an entry."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from remoting.catalog.operations import Operation, catalog

# On the page of an object the object need not be named again.
SHORT: dict[str, Promise] = {
    "unlock-user": _("Unlock"),
    "reset-user-password": _("Reset password"),
    "add-group-member": _("Add to group"),
    "remove-group-member": _("Remove from group"),
    "set-user": _("Edit"),
    "set-group": _("Edit"),
    "set-computer": _("Edit"),
    "set-ou": _("Edit"),
    "enable-user": _("Enable"),
    "disable-user": _("Disable"),
    "disable-leaver": _("Close account of leaver"),
    "enable-computer": _("Enable"),
    "disable-computer": _("Disable"),
    "move-user": _("Move"),
    "move-group": _("Move"),
    "move-computer": _("Move"),
    "move-ou": _("Move"),
    "rename-user": _("Rename"),
    "rename-group": _("Rename"),
    "rename-ou": _("Rename"),
    "remove-user": _("Delete"),
    "remove-group": _("Delete"),
    "remove-computer": _("Delete"),
    "remove-ou": _("Delete"),
    "find-deleted-user": _("Find deleted users"),
    "restore-user": _("Restore a deleted user"),
    "new-user": _("New user"),
    "new-group": _("New group"),
    "new-computer": _("New computer"),
    "new-ou": _("New unit"),
    "find-ou": _("Find units"),
    "get-ou": _("Show the unit"),
    "get-ou-child": _("List what lies in the unit"),
    "get-ou-hierarchy": _("Show the tree of units"),
    "test-ou": _("Check whether a unit exists"),
    "new-password": _("Make a password"),
    "get-laps-password": _("Admin password"),
    "get-bitlocker-key": _("Recovery key"),
    "get-lockout-source": _("Where lock-outs come from"),
    "send-session-message": _("Message"),
    "disconnect-session": _("Disconnect"),
    "stop-session": _("Log off"),
    "restart-server": _("Restart"),
    "set-server-logon-mode": _("Let people in or not"),
    "test-connection": _("Test the connection"),
}
# Seen from a group that stands already, the other side is what is missing.
ON_A_GROUP: dict[str, Promise] = {"add-group-member": _("Add members")}
ATTRIBUTES: dict[str, Promise] = {
    "accountExpires": _("Account ends"),
    "applied": _("Applied"),
    "badPwdCount": _("Wrong tries"),
    "c": _("Country"),
    "cn": _("Name"),
    "company": _("Company"),
    "department": _("Department"),
    "description": _("Description"),
    "displayName": _("Display name"),
    "distinguishedName": _("Place"),
    "document": _("Document"),
    "employeeID": _("Employee ID"),
    "employeeNumber": _("Employee number"),
    "givenName": _("Given name"),
    "groupType": _("Kind of group"),
    "info": _("Notes"),
    "isDeleted": _("Deleted"),
    "initials": _("Initials"),
    "l": _("City"),
    "lastStart": _("Last start"),
    "lockoutTime": _("Locked since"),
    "logonMode": _("Sign-in"),
    "mail": _("Mail"),
    "managedBy": _("Managed by"),
    "manager": _("Manager"),
    "member": _("Members"),
    "memberOf": _("Member of"),
    "message": _("Message"),
    "mobile": _("Mobile"),
    "name": _("Name"),
    "physicalDeliveryOfficeName": _("Office"),
    "pwdLastSet": _("Password set"),
    "restartAt": _("Restart"),
    "running": _("Running"),
    "sAMAccountName": _("Account name"),
    "sn": _("Surname"),
    "state": _("State"),
    "status": _("State"),
    "telephoneNumber": _("Phone"),
    "title": _("Title"),
    "unicodePwd": _("Password"),
    "userAccountControl": _("Account"),
    "userPrincipalName": _("Sign-in name (UPN)"),
}
REASONS: dict[str, tuple[Promise, ...]] = {
    "reset-user-password": (_("Forgot password"), _("Locked out"), _("New device")),
    "unlock-user": (_("Locked out"), _("Old password on a phone")),
    "disable-user": (_("Left the company"), _("Long leave"), _("Account misused")),
    "enable-user": (_("Back from leave"), _("Disabled by mistake")),
    "add-group-member": (_("New task"), _("New in the team"), _("Asked by the manager")),
    "remove-group-member": (_("Task ended"), _("Left the team")),
    "stop-session": (_("Session hangs"), _("Asked by the user"), _("Maintenance")),
    "restart-server": (_("Maintenance"), _("Updates"), _("Server hangs")),
}
USUAL_REASONS: tuple[Promise, ...] = (_("Asked by the user"), _("Asked by the manager"), _("Tidying up"))


def short_label(operation: Operation, *, on: str = "") -> str:
    """The words of its button. `on` is the kind of the object that it is asked for; "" where none is chosen yet."""
    words = ON_A_GROUP.get(operation.name) if on == "group" else None
    return str(words or SHORT.get(operation.name) or operation.title)


def title_named(name: str) -> str:
    """The title of an operation by its name; "" for one that is in the catalog no longer."""
    operation = catalog().get(name)
    return operation.title if operation else ""


def attribute_label(name: str) -> str:
    """What people call an LDAP attribute; itself where nothing is known."""
    return str(ATTRIBUTES.get(name, name))


def usual_reasons(operation: Operation) -> list[str]:
    return [str(each) for each in REASONS.get(operation.name, USUAL_REASONS)]
