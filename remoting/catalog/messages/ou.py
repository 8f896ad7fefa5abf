"""Written by `./tsm catalog` from the helpers' texts: what it says of the kind "ou"."""

# ruff: noqa: E501
# fmt: off
from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("A flat list in the order of the tree: each OU after the one it lies in, with the id of that one and its depth."),
    _("A protected OU is not moved: take off the protection first."),
    _("Also what lies in the OUs below."),
    _("An OU that is not empty is only deleted with Recursive, and never one with protected or privileged objects in it."),
    _("Check whether an OU exists."),
    _("Create an OU."),
    _("Delete all that lies in it too."),
    _("Delete an OU."),
    _("Edit an OU."),
    _("Every word of the query must occur in the name or the description. Without a query all are listed."),
    _("Find OUs."),
    _("List what lies in an OU."),
    _("Most OUs to return."),
    _("Most objects to return."),
    _("Move an OU with all that lies in it."),
    _("Name of the OU."),
    _("OU or domain that it is made in."),
    _("OU or domain to move to."),
    _("Only OUs managed by this user or group."),
    _("Protect from accidental deletion."),
    _("Protected"),
    _("Rename an OU."),
    _("Show an OU."),
    _("Show the tree of OUs."),
    _("The OU."),
    _("Top of the tree. The domain, where empty."),
    _("Who is responsible for the OU."),
)
