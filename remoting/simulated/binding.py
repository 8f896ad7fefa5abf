"""Parameters of a call, bound as PowerShell binds them, with the same refusals."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from remoting.simulated.calls import Secret
from remoting.simulated.declared import DeclaredFunction, DeclaredParameter
from remoting.simulated.faults import Fault
from remoting.simulated.store import JSON
from remoting.simulated.times import parse

GIVEN_BY_THE_PORTAL = ("Server", "Credential", "AllowPrivileged", "AllowedName")
COMMON = (
    "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable",
    "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm",
    "UseTransaction",
)  # fmt: skip
RESERVED = frozenset(name.lower() for name in (*GIVEN_BY_THE_PORTAL, *COMMON))
BINDING = "System.Management.Automation.ParameterBindingException"
RUNNER = "TsmFault"
TYPE_NAMES = {
    "string": "String", "string[]": "String[]", "int": "Int32", "long": "Int64", "bool": "Boolean",
    "switch": "SwitchParameter", "datetime": "DateTime", "securestring": "SecureString", "hashtable": "Hashtable",
}  # fmt: skip


def refused(message: str) -> Fault:
    """What the runner itself refuses."""
    return Fault("InvalidArgument", message, category="NotSpecified", exception=RUNNER)


def bind(function: DeclaredFunction, given: Mapping[str, JSON] | None) -> dict[str, Any]:
    """The parameters of a call under the names that the function declares. Raises `Fault` with InvalidArgument."""
    declared = {one.name.lower(): one for one in function.parameters}
    bound: dict[str, Any] = {}
    for name, value in (given or {}).items():
        if name.lower() in RESERVED:
            raise refused(f"Parameter '{name}' is not the operator's to give.")
        parameter = declared.get(name.lower())
        if parameter is None:
            raise refused(f"Parameter '{name}' does not exist.")
        bound[parameter.name] = _checked(parameter, _converted(parameter, value))
    missing = [one.name for one in function.parameters if one.mandatory and one.name not in bound]
    if missing:
        raise _binding(" ".join(missing), "is required")
    return bound


def defaults(function: DeclaredFunction) -> dict[str, Any]:
    return {one.name: one.default for one in function.parameters if one.default is not None}


def context_of(function: DeclaredFunction, given: Mapping[str, JSON] | None) -> dict[str, Any]:
    """What the portal gives, as far as the function declares it."""
    declared = {one.name for one in function.parameters}
    return {name: (given or {})[name] for name in GIVEN_BY_THE_PORTAL if name in declared and name in (given or {})}


def _binding(name: str, reason: str) -> Fault:
    return Fault("InvalidArgument", f"Parameter '{name}' {reason}.", exception=BINDING)


def _converted(parameter: DeclaredParameter, value: JSON) -> Any:
    convert = _CONVERSIONS.get(parameter.type)
    try:
        if convert is None:
            raise TypeError
        return convert(value)
    except (TypeError, ValueError, OverflowError):
        raise _binding(
            parameter.name, f"does not fit the type {TYPE_NAMES.get(parameter.type, parameter.type)}"
        ) from None


def _text(value: JSON) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        raise TypeError
    text = str(value)
    text.encode()  # half of a surrogate pair is no text
    return text


def _texts(value: JSON) -> list[str]:
    if value is None:
        return []
    return [_text(one) for one in (value if isinstance(value, list) else [value])]


def _number(value: JSON) -> int:
    if value is None or value == "":
        return 0
    if not isinstance(value, str | int | float):
        raise TypeError
    number = round(float(value)) if isinstance(value, float) else int(value)
    if not -(2**31) <= number < 2**31:
        raise OverflowError
    return number


def _flag(value: JSON) -> bool:
    if not isinstance(value, bool | int | float):
        raise TypeError
    return bool(value)


def _moment(value: JSON) -> datetime:
    if not isinstance(value, str):
        raise TypeError
    return parse(value)


def _secret(value: JSON) -> Secret:
    if not isinstance(value, str | None):
        raise TypeError
    return Secret(_text(value))


def _table(value: JSON) -> dict[str, JSON]:
    if not isinstance(value, dict):
        raise TypeError
    return value


_CONVERSIONS: dict[str, Callable[[JSON], Any]] = {
    "string": _text,
    "string[]": _texts,
    "int": _number,
    "long": _number,
    "bool": _flag,
    "switch": _flag,
    "datetime": _moment,
    "securestring": _secret,
    "hashtable": _table,
}


def _checked(parameter: DeclaredParameter, value: Any) -> Any:
    """Hold a value to what the parameter says of it."""
    many: Iterable[Any] = value if isinstance(value, list) else [value]
    is_empty = value == [] or any(one in ("", None) for one in many)
    if is_empty and (parameter.mandatory or parameter.not_empty):
        raise _binding(parameter.name, "must not be empty")
    if not all(_is_acceptable(parameter, one) for one in many):
        raise _binding(parameter.name, "has a value that is not acceptable")
    return value


def _is_acceptable(parameter: DeclaredParameter, value: Any) -> bool:
    if parameter.choices and str(value).lower() not in [choice.lower() for choice in parameter.choices]:
        return False
    if parameter.range and not parameter.range[0] <= value <= parameter.range[1]:
        return False
    if parameter.length and not parameter.length[0] <= len(str(value)) <= parameter.length[1]:
        return False
    # What .NET writes as \z is \Z here, and its -match does not tell capitals.
    return not parameter.pattern or bool(re.search(parameter.pattern.replace(r"\z", r"\Z"), str(value), re.IGNORECASE))
