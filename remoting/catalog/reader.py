"""Reads what a PowerShell function says about itself: help, binding, parameters. From its text alone."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from tree_sitter import Node

from remoting.catalog.grammar import Literal, NotALiteral, first, literal, text_of, tree_of

Row: TypeAlias = dict[str, Literal]

SECTION = re.compile(r"^\s*\.([A-Za-z]+)(?:[ \t]+(\S.*?))?\s*$")
# What an attribute of a parameter becomes in the row: its name there, and how its arguments are kept.
ATTRIBUTES = {
    "ValidateSet": "set",
    "ValidateRange": "range",
    "ValidateLength": "length",
    "ValidateCount": "count",
    "ValidatePattern": "pattern",
}
MARKS = {
    "ValidateNotNullOrEmpty": "notEmpty",
    "AllowEmptyString": "allowEmpty",
    "AllowEmptyCollection": "allowEmpty",
    "AllowNull": "allowNull",
}


@dataclass(frozen=True, slots=True)
class Help:
    """The comment in a function: sections under their names in capitals, parameters under theirs."""

    sections: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, section: str) -> str:
        return self.sections.get(section, "")


def functions(text: str) -> list[Row]:
    """One row per function at the top of the text, in order; NotReadable where the text does not parse.

    A row has the fields of `catalog.json` without `name`, `helper` and `sha256`.
    """
    statements = [node for part in tree_of(text).children for node in (part.children or [part])]
    return [_function(node) for node in statements if node.type == "function_statement"]


def _function(node: Node) -> Row:
    told = help_of(node)
    body = first(node, "script_block")
    block = first(body, "param_block") if body else None
    binding = _binding(block)
    listed = first(block, "parameter_list") if block else None
    parameters = [
        _parameter(one, told) for one in (listed.children if listed else []) if one.type == "script_parameter"
    ]
    return {
        "function": text_of(name) if (name := first(node, "function_name")) else "",
        "synopsis": told["SYNOPSIS"],
        "description": told["DESCRIPTION"],
        "component": told["COMPONENT"],
        "role": told["ROLE"],
        "flags": [flag for flag in re.split(r"\s*,\s*", told["FUNCTIONALITY"]) if flag],
        "supportsShouldProcess": bool(binding.get("SupportsShouldProcess")),
        "confirmImpact": binding.get("ConfirmImpact"),
        "parameters": list(parameters),
    }


def help_of(node: Node) -> Help:
    """The help comment at the head of a function; empty where it has none."""
    for child in node.children:
        if child.type == "comment" and text_of(child).startswith("<#"):
            return parse_help(text_of(child)[2:-2])
    return Help()


def parse_help(text: str) -> Help:
    """Sections of comment-based help, with runs of white space as one blank."""
    told = Help()
    into, key = told.sections, ""
    for line in text.splitlines():
        if head := SECTION.match(line):
            name, argument = head[1].upper(), head[2] or ""
            into, key = (told.parameters, argument.upper()) if name == "PARAMETER" else (told.sections, name)
            into[key] = ""
        elif key:
            into[key] = f"{into[key]} {line}"
    for part in (told.sections, told.parameters):
        part.update({name: " ".join(value.split()) for name, value in part.items()})
    return told


def _binding(block: Node | None) -> dict[str, Literal]:
    for attribute in _attributes(block):
        if _attribute_name(attribute) == "CmdletBinding":
            return dict(_named(attribute))
    return {}


def _parameter(node: Node, told: Help) -> Row:
    name = text_of(variable).lstrip("$") if (variable := first(node, "variable")) else ""
    row: Row = {"name": name, "type": "object", "mandatory": False, "help": told.parameters.get(name.upper(), "")}
    row["default"] = _default(first(node, "script_parameter_default"))
    for attribute in _attributes(node):
        if kind := first(attribute, "type_literal"):
            row["type"] = text_of(kind)[1:-1].replace(" ", "").lower()
        else:
            row.update(_said(attribute))
    return row


def _said(attribute: Node) -> Row:
    name = _attribute_name(attribute)
    if name == "Parameter":
        named = dict(_named(attribute))
        said: Row = {"mandatory": bool(named["Mandatory"])} if "Mandatory" in named else {}
        others: list[Literal] = [key for key in named if key not in ("Mandatory", "HelpMessage")]
        return said | ({"Parameter": others} if others else {})
    if name in MARKS:
        return {MARKS[name]: True}
    values = _positional(attribute)
    if name in ATTRIBUTES:
        return {ATTRIBUTES[name]: values[0] if name == "ValidatePattern" else values}
    return {name: values}


def _default(node: Node | None) -> Literal:
    if node is None:
        return None
    expression = node.named_children[-1]
    try:
        return literal(expression)
    except NotALiteral:
        return {"expression": text_of(expression)}


def _attributes(node: Node | None) -> list[Node]:
    listed = first(node, "attribute_list") if node else None
    return [child for child in listed.children if child.type == "attribute"] if listed else []


def _attribute_name(attribute: Node) -> str:
    name = first(attribute, "attribute_name")
    return text_of(name) if name else ""


def _arguments(attribute: Node) -> list[Node]:
    listed = first(attribute, "attribute_arguments")
    return [child for child in listed.children if child.type == "attribute_argument"] if listed else []


def _named(attribute: Node) -> list[tuple[str, Literal]]:
    """`Mandatory` and `Mandatory = $true` say the same; the first has no expression."""
    found: list[tuple[str, Literal]] = []
    for argument in _arguments(attribute):
        if name := first(argument, "simple_name"):
            last = argument.named_children[-1]
            found.append((text_of(name), True if last == name else literal(last)))
    return found


def _positional(attribute: Node) -> list[Literal]:
    return [
        literal(argument.named_children[-1]) for argument in _arguments(attribute) if not first(argument, "simple_name")
    ]
