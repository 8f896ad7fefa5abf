"""The form of an operation, derived from its parameters. The API and the command line run it too."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext

from remoting.catalog.asking import INPUT, field_for
from remoting.catalog.fields import length_check
from remoting.catalog.names import verb
from remoting.catalog.operations import DIRECTORY_KINDS, Operation, Parameter
from remoting.catalog.pickers import Resolve, clean_picked, picker_kind

REASON_LIMIT, TICKET_LIMIT = 500, 100


class OperationForm(forms.Form):
    """One field per parameter, under PowerShell's name, and `reason`, `ticket`, `nonce`, whose small letters differ.

    `parts` groups the bound fields for a page: those that must be filled in, and the others.
    """

    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        operation: Operation,
        data: Mapping[str, Any] | None,
        initial: Mapping[str, Any],
        *,
        resolve: Resolve | None,
        given: Mapping[str, Any],
        said: Collection[str] | None,
        preview: bool,
    ) -> None:
        self.operation, self.resolve, self.given, self.said = operation, resolve, dict(given), said
        asked = operation.fields if said is None else operation.asked_of_callers
        defaults = {one.name: one.default for one in asked if one.default is not None}
        super().__init__(data, initial=defaults | {"nonce": uuid.uuid4()} | dict(initial))
        self.asked = tuple(one for one in asked if one.name not in self.given)
        for one in self.asked:
            self.fields[one.name] = field_for(one, edits=is_edit(operation, one))
            self.fields[one.name].show_hidden_initial = is_edit(operation, one)
        if operation.is_change or operation.needs_reason:
            self._ask_why(must_say=operation.needs_reason and not preview)

    def _ask_why(self, *, must_say: bool) -> None:
        self.fields["reason"] = forms.CharField(
            label=gettext("Reason"),
            required=must_say,
            validators=[length_check(0, REASON_LIMIT)],
            widget=forms.TextInput(INPUT | {"maxlength": str(REASON_LIMIT), "autocomplete": "off"}),
        )
        self.fields["ticket"] = forms.CharField(
            label=gettext("Ticket"),
            required=must_say and settings.TSM_TICKET_REQUIRED,
            validators=[length_check(0, TICKET_LIMIT)],
            widget=forms.TextInput(
                {"class": "form-control ident", "maxlength": str(TICKET_LIMIT), "autocomplete": "off"}
            ),
        )

    def clean(self) -> None:
        """Picked objects are looked up when all else of their field is right."""
        for one in self.asked:
            kind = picker_kind(one)
            if kind and self.cleaned_data.get(one.name) and self.says(one):
                try:
                    self.cleaned_data[one.name] = clean_picked(kind, self.cleaned_data[one.name], self.resolve)
                except forms.ValidationError as error:
                    self.add_error(one.name, error)

    def says(self, parameter: Parameter) -> bool:
        """Whether a field of an edit was touched; for other fields always."""
        if not is_edit(self.operation, parameter):
            return True
        return parameter.name in self.said if self.said is not None else parameter.name in self.changed_data

    def cleaned_parameters(self) -> dict[str, Any]:
        """What goes out in `parameters`, JSON-ready, under PowerShell's names: no secret, nothing left empty.

        A check box is always said, so that one that is on by default can be switched off. In an edit only what was
        changed is said, and what was emptied is said as "", which clears it.
        """
        sent = dict(self.given)
        for one in self.asked:
            value = self.cleaned_data.get(one.name)
            if one.is_secret or not self.says(one):
                continue
            if value not in (None, "", []) and not (one.type == "switch" and value is False):
                sent[one.name] = _plain(value)
            elif value == "" and is_edit(self.operation, one) and clears(one):
                sent[one.name] = ""
        return sent

    def secret_parameters(self) -> dict[str, str]:
        """What was typed into secret fields, under PowerShell's names; to be sealed at once."""
        return {one.name: text for one in self.asked if one.is_secret and (text := self.cleaned_data.get(one.name))}

    @property
    def parts(self) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        required = [self[one.name] for one in self.asked if one.mandatory]
        return required, [self[one.name] for one in self.asked if not one.mandatory]


def is_edit(operation: Operation, parameter: Parameter) -> bool:
    """Whether the parameter is a part of the object that stays as it is where nothing is said of it."""
    edits = verb(operation.function) == "Set" and operation.component in DIRECTORY_KINDS
    return edits and not parameter.mandatory and parameter.default is None and parameter.type in ("string", "bool")


def clears(parameter: Parameter) -> bool:
    """Whether an empty text says "none" of this parameter."""
    least = parameter.length[0] if parameter.length else 0
    return parameter.type == "string" and not parameter.choices and not parameter.not_empty and not least


def _plain(value: Any) -> Any:
    return value.replace(microsecond=0, tzinfo=None).isoformat() + "Z" if isinstance(value, datetime) else value


def form_for(
    operation: Operation,
    *,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    resolve: Resolve | None = None,
    given: Mapping[str, Any] | None = None,
    said: Collection[str] | None = None,
    preview: bool = False,
) -> OperationForm:
    """The form, bound where there is `data`. `initial` and `given` are under PowerShell's names.

    `given` is what the portal fills in and nobody edits (UserName of a session act); it is sent and has no field.
    `said` names what a call without a page has said at all (schemas.py); a page's form tells by itself. A `preview`
    asks for no reason, as nothing is done.
    """
    return OperationForm(operation, data, initial or {}, resolve=resolve, given=given or {}, said=said, preview=preview)
