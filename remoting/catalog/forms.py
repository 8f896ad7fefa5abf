"""The form of an operation, derived from its parameters."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from remoting.catalog.operations import Operation

# Says which object a person means by a GUID, a distinguished name or an account name: its GUID, or nothing where there
# is none of this kind or the person may not see it. The kinds: user, group, computer, ou, any.
Resolve = Callable[[str, str], str | None]


class OperationForm(forms.Form):
    """Fields under `names.field_name`, and `reason`, `ticket`, `nonce`."""

    operation: Operation

    def cleaned_parameters(self) -> dict[str, Any]:
        """What goes out in `parameters`, JSON-ready, under PowerShell's names. No secret, nothing left empty."""
        return {}

    def secret_parameters(self) -> dict[str, str]:
        """What was typed into secret fields, under PowerShell's names; to be sealed at once."""
        return {}


def form_for(
    operation: Operation,
    *,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    resolve: Resolve | None = None,
    given: Mapping[str, Any] | None = None,
) -> OperationForm:
    """The bound or unbound form; `initial` and `given` under PowerShell's names.

    `given` holds what the portal fills in and nobody edits (UserName of a session act, Path of a unit's page).
    """
    form = OperationForm(data, initial={})
    form.operation = operation
    return form
