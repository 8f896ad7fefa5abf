"""Fields in which a person picks a directory object. Text inputs, which the page's script makes into pickers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from remoting.catalog.operations import Parameter

# Says which object a person means by a GUID, a distinguished name or an account name: its GUID, or nothing where there
# is none of this kind or the person may not see it. The kinds: user, group, computer, ou, any.
Resolve = Callable[[str, str], str | None]

EXACT = {"Manager": "user", "ManagedBy": "any", "Members": "any", "Path": "ou", "TargetPath": "ou"}
ENDINGS = {
    "Group": "group",
    "Groups": "group",
    "User": "user",
    "Users": "user",
    "Computer": "computer",
    "Computers": "computer",
    "OU": "ou",
}


def picker_kind(parameter: Parameter) -> str:
    """user, group, computer, ou or any; empty where the parameter is no directory object."""
    if parameter.type not in ("string", "string[]"):
        return ""
    found = next((kind for ending, kind in ENDINGS.items() if parameter.name.endswith(ending)), "")
    return EXACT.get(parameter.name, found)


class PickerInput(forms.TextInput):
    """One object: plain text (name, distinguished name or GUID) until the script turns it into a picker."""

    def __init__(self, kind: str) -> None:
        super().__init__({"data-picker-kind": kind, "autocomplete": "off", "spellcheck": "false"})


class PickerArea(forms.Textarea):
    """Several objects: one on each line."""

    def __init__(self, kind: str) -> None:
        super().__init__({"data-picker-kind": kind, "data-picker-many": "true", "rows": 3, "spellcheck": "false"})


def picked(kind: str, value: str, resolve: Resolve | None) -> str:
    """The GUID of what a person named; ValidationError where there is nothing of this kind that the person may see."""
    if resolve is None:
        return value
    guid = resolve(kind, value)
    if guid is None:
        raise ValidationError(gettext("There is nothing here with the name “%(value)s”."), "NotFound", {"value": value})
    return guid


def clean_picked(kind: str, value: Any, resolve: Resolve | None) -> Any:
    """As `picked`, for a text or for each of a list; what is empty stays empty."""
    if isinstance(value, list):
        return list(dict.fromkeys(picked(kind, one, resolve) for one in value))
    return picked(kind, value, resolve) if value else value
