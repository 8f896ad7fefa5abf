"""What the help page of an operation says, made from the catalog alone."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from remoting.catalog.asking import words_of
from remoting.catalog.names import choice_text, option_name
from remoting.catalog.operations import Operation, Parameter
from remoting.catalog.pickers import picker_kind

TYPE_WORDS = {
    "string": _("Text"),
    "string[]": _("List"),
    "int": _("Number"),
    "long": _("Number"),
    "bool": _("Yes or no"),
    "switch": _("Yes or no"),
    "datetime": _("Date and time"),
    "securestring": _("Secret"),
}
PICKER_WORDS = {
    "user": _("User"),
    "group": _("Group"),
    "computer": _("Computer"),
    "ou": _("Unit"),
    "any": _("Any directory object"),
}
FLAG_WORDS = {
    "bulk": _("Can be applied to many objects at once"),
    "secret-output": _("Shows a secret, once"),
    "long": _("May take over 30 seconds"),
    "self": _("People may do it to their own account"),
    "read": _("Changes nothing"),
}
IMPACT_NAMES = {"": _("Reads only"), "Low": _("Low"), "Medium": _("Medium"), "High": _("High")}
IMPACT_WORDS = {
    "": _("Reads only"),
    "Low": _("Low: one click"),
    "Medium": _("Medium: a reason, a preview on request"),
    "High": _("High: a reason, a preview, and proof of who you are"),
}
EXAMPLE_TARGETS = {
    "server": "ts01.example.org",
    "session": "ts01.example.org/session/3",
    "directory": "",
}
EXAMPLE_GUID = "7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2"
EXAMPLE_IDENTITIES = {"user": "ada", "group": "GG-Finance", "computer": "PC-0417", "session": "3"}
EXAMPLE_TIME = "2026-11-30T17:00:00Z"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table of parameters."""

    name: str
    label: str
    kind: str
    mandatory: bool
    limits: str
    about: str


def lines_of(operation: Operation) -> list[Line]:
    """The parameters that a person fills in, those that must be first."""
    lines = []
    for one in sorted(operation.fields, key=lambda one: not one.mandatory):
        label, about = words_of(one)
        lines.append(Line(one.name, label, kind_word(one), one.mandatory, limits_of(one), about))
    return lines


def kind_word(parameter: Parameter) -> str:
    return str(PICKER_WORDS.get(picker_kind(parameter)) or TYPE_WORDS.get(parameter.type) or parameter.type)


def limits_of(parameter: Parameter) -> str:
    """What a value must keep to, and what it is when nothing is said."""
    said = []
    if parameter.choices:
        said.append(", ".join(gettext(choice_text(value)) for value in parameter.choices if value))
    if parameter.range:
        said.append(gettext("%(least)s to %(most)s") % {"least": parameter.range[0], "most": parameter.range[1]})
    if parameter.length:
        said.append(gettext("at most %(most)s characters") % {"most": parameter.length[1]})
    if (default := default_word(parameter)) is not None:
        said.append(gettext("%(value)s, where nothing is said") % {"value": default})
    return "; ".join(said)


def default_word(parameter: Parameter) -> str | None:
    if parameter.default in (None, "", []):
        return None
    if isinstance(parameter.default, bool):
        return gettext("Yes") if parameter.default else gettext("No")
    if parameter.choices:
        return gettext(choice_text(parameter.default))
    return ", ".join(parameter.default) if isinstance(parameter.default, list) else str(parameter.default)


def flags_of(operation: Operation) -> list[str]:
    return [str(words) for flag, words in FLAG_WORDS.items() if flag in operation.flags]


def api_example(operation: Operation, portal: str) -> str:
    """A call as a shell line with its body; `portal` is the address of this portal, with a slash at its end."""
    body: dict[str, Any] = {"target": target_example(operation)} if has_target(operation) else {}
    body["parameters"] = {one.name: value_example(one) for one in operation.asked_of_callers if one.mandatory}
    if operation.needs_reason:
        body["reason"] = "INC-48213: asked by telephone"
    if operation.needs_preview:
        body["preview_of"] = EXAMPLE_GUID
    text = json.dumps(body, indent=2, ensure_ascii=False).replace("'", "'\\''")
    return (
        f"curl -H \"Authorization: Bearer $TSM_TOKEN\" -H 'Content-Type: application/json' \\\n"
        f"  {portal}api/v1/operations/{operation.name} \\\n  -d '{text}'"
    )


def command_example(operation: Operation) -> str:
    """The same on the command line."""
    words = [f"./tsm operation {operation.name}"]
    if operation.component in ("server", "session"):
        words.append(f"--server {EXAMPLE_TARGETS['server']}")
    if operation.needs_identity:
        words.append(f"--identity {EXAMPLE_IDENTITIES.get(operation.component, EXAMPLE_GUID)}")
    words += [
        f"--{option_name(one.name)} {json.dumps(str(value_example(one)), ensure_ascii=False)}"
        for one in operation.asked_of_callers
        if one.mandatory and not one.is_secret
    ]
    if operation.needs_reason:
        words.append('--reason "INC-48213: asked by telephone"')
    return " ".join([*words, "--as USER"])


def has_target(operation: Operation) -> bool:
    return operation.needs_identity or operation.component in ("server", "session")


def target_example(operation: Operation) -> str:
    if operation.component == "session" and not operation.needs_identity:
        return EXAMPLE_TARGETS["server"]
    return EXAMPLE_TARGETS.get(operation.component) or EXAMPLE_GUID


def value_example(parameter: Parameter) -> Any:
    """A value that the parameter takes."""
    if parameter.choices:
        return next(value for value in parameter.choices if value)
    if picker_kind(parameter):
        return [EXAMPLE_GUID] if parameter.is_list else EXAMPLE_GUID
    plain = {
        "string": r"CORP\ada" if parameter.name == "UserName" else "…",
        "string[]": ["…"],
        "bool": True,
        "switch": True,
        "datetime": EXAMPLE_TIME,
    }
    return plain.get(parameter.type, parameter.range[0] if parameter.range else 1)
