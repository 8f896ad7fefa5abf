"""JSON Schema of an operation's parameters, and the same form run over a mapping for the API and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from remoting.catalog.asking import LIST_LIMIT, SECRET_LIMIT, TEXT_LIMIT, WHOLE
from remoting.catalog.forms import OperationForm, form_for
from remoting.catalog.operations import Operation, Parameter
from remoting.catalog.patterns import schema_pattern
from remoting.catalog.pickers import Resolve, picker_kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "string[]": {"type": "array", "items": {"type": "string", "maxLength": TEXT_LIMIT}, "maxItems": LIST_LIMIT},
    "int": {"type": "integer", "format": "int32"},
    "long": {"type": "integer", "format": "int64"},
    "bool": {"type": "boolean"},
    "switch": {"type": "boolean", "default": False},
    "datetime": {"type": "string", "format": "date-time"},
    "securestring": {"type": "string", "format": "password", "writeOnly": True, "maxLength": SECRET_LIMIT},
}
# bool is an int to Python and not to anybody else.
ACCEPTED: dict[str, tuple[type, ...]] = {"string": (str,), "array": (list,), "integer": (int,), "boolean": (bool,)}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a mapping: parameters to send and secrets to seal, or messages by parameter name."""

    parameters: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    reason: str = ""
    ticket: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)


def schema_for(operation: Operation) -> dict[str, Any]:
    """The schema of `parameters`: what a caller may send; the target stands beside it."""
    return {
        "$schema": DIALECT,
        "title": operation.title,
        "description": operation.about,
        "type": "object",
        "properties": {one.name: property_for(one) for one in operation.asked_of_callers},
        "required": [one.name for one in operation.asked_of_callers if one.mandatory],
        "additionalProperties": False,
    }


def property_for(parameter: Parameter) -> dict[str, Any]:
    """The schema of one parameter; KeyError for a type that the portal has no field for."""
    found: dict[str, Any] = {**TYPES[parameter.type], "description": parameter.about}
    if parameter.default is not None:
        found["default"] = parameter.default
    if found["type"] == "integer":
        found["minimum"], found["maximum"] = parameter.range or WHOLE[parameter.type]
    if parameter.type == "string":
        found |= _of_text(parameter)
    if parameter.is_list and (parameter.mandatory or parameter.count):
        found["minItems"], found["maxItems"] = parameter.count or (1, LIST_LIMIT)
    if kind := picker_kind(parameter):
        found["x-object"] = kind
    return found


def _of_text(parameter: Parameter) -> dict[str, Any]:
    if parameter.choices:
        return {"enum": list(parameter.choices)}
    least, most = parameter.length or (0, TEXT_LIMIT)
    if parameter.mandatory or parameter.not_empty:
        least = max(least, 1)
    pattern = schema_pattern(parameter.pattern) if parameter.pattern else None
    return {"minLength": least, "maxLength": most} | ({"pattern": pattern} if pattern else {})


def validate_parameters(
    operation: Operation,
    parameters: Mapping[str, Any],
    *,
    reason: str = "",
    ticket: str = "",
    resolve: Resolve | None = None,
    given: Mapping[str, Any] | None = None,
    preview: bool = False,
) -> Checked:
    """Runs the operation's form over parameters under PowerShell's names with JSON's types."""
    errors = wrong_types(operation, parameters)
    if errors:
        return Checked(errors=errors)
    form = form_for(
        operation,
        data=_form_data(operation, {**parameters, "reason": reason, "ticket": ticket}),
        resolve=resolve,
        given=given,
        said=parameters.keys(),
        preview=preview,
    )
    if not form.is_valid():
        return Checked(errors=messages_of(form))
    return Checked(
        form.cleaned_parameters(),
        form.secret_parameters(),
        form.cleaned_data.get("reason", ""),
        form.cleaned_data.get("ticket", ""),
    )


def messages_of(form: OperationForm) -> dict[str, list[str]]:
    """The form's errors as plain sentences; none of them repeats a secret."""
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def wrong_types(operation: Operation, parameters: Mapping[str, Any]) -> dict[str, list[str]]:
    """Names that the operation does not take, and values of another type than the schema says."""
    known = {one.name: one for one in operation.asked_of_callers}
    wrong = {}
    for name, value in parameters.items():
        if name not in known:
            wrong[name] = [gettext("The operation has no such parameter.")]
        elif problem := _type_problem(known[name], value):
            wrong[name] = [problem]
    return wrong


def _type_problem(parameter: Parameter, value: Any) -> str:
    expected = TYPES[parameter.type]["type"]
    fits = isinstance(value, ACCEPTED[expected]) and isinstance(value, bool) == (expected == "boolean")
    if not fits or (expected == "array" and not all(isinstance(one, str) for one in value)):
        return gettext("This must be of the type %(type)s.") % {"type": expected}
    if parameter.type == "datetime" and value and _moment(value) is None:
        return gettext("This must be a date and time with an offset, such as 2026-11-30T17:00:00Z.")
    return ""


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except (ValueError, ValidationError):
        return None
    return found if found is not None and found.tzinfo else None


def _form_data(operation: Operation, said: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """What a page would post. A truth value that is not said has its default, as no check box was left empty."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    for one in operation.asked_of_callers:
        value = said.get(one.name, one.default)
        if one.type in ("bool", "switch"):
            value = {True: "true", False: "false"}.get(value)
        if value is not None:
            data.setlist(one.name, list(value) if isinstance(value, list | tuple) else [value])
    for name in ("reason", "ticket"):
        data[name] = said[name]
    return data
