"""What keeps a helper's text from being a good operation; each problem is a sentence with its file and its remedy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from remoting.catalog.asking import MAKERS
from remoting.catalog.grammar import NotALiteral, NotReadable
from remoting.catalog.names import FUNCTION, READING_VERBS, operation_name, option_name, verb
from remoting.catalog.operations import COMPONENTS, CONTEXT, DIRECTORY_KINDS, FLAGS, IMPACTS, NOT_OFFERED, ROLES
from remoting.catalog.reader import functions
from remoting.catalog.texts import HelperFault, helper_names, operation_files, read, requires_of, text_in

KNOWN = {"name", "type", "mandatory", "help", "default"} | {
    "set",
    "range",
    "length",
    "count",
    "pattern",
    "notEmpty",
    "allowEmpty",
    "allowNull",
}
GIVEN_TYPES = {
    "Server": "string",
    "Credential": "pscredential",
    "AllowPrivileged": "switch",
    "AllowedName": "string[]",
    "PortalTime": "datetime",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An operation as it was read, with the file that it stands in."""

    file: str
    row: dict[str, Any]

    @property
    def function(self) -> str:
        return str(self.row["function"])

    @property
    def is_read(self) -> bool:
        return verb(self.function) in READING_VERBS or "read" in self.row["flags"]


def problems(root: Path) -> list[str]:
    """All sentences about the helpers below a folder; none where all is well."""
    said: list[str] = []
    operations: list[Found] = []
    helpers = helper_names(root)
    for name in helpers:
        said += helper_problems(root / name, helpers)
        for path in operation_files(root / name):
            found, wrong = read_file(path)
            said += wrong
            operations += found
    for one in operations:
        said += [f"{one.file}: {sentence}" for sentence in (*head_problems(one), *parameter_problems(one))]
    return [*said, *double_names(operations)]


def helper_problems(folder: Path, helpers: list[str]) -> Iterator[str]:
    file = f"{folder.name}/{folder.name}.psm1"
    try:
        text_in(folder)
        missing = [name for name in requires_of(read(folder / f"{folder.name}.psm1")) if name not in helpers]
    except HelperFault as fault:
        yield f"{fault} Write it as the other modules do."
        return
    if missing:
        yield f"{file}: its head says that it needs {', '.join(missing)}, which is no helper. Name one that is there."


def read_file(path: Path) -> tuple[list[Found], list[str]]:
    """The operations in a file, and what is wrong with the file itself."""
    file = f"{path.parent.name}/{path.name}"
    try:
        rows = functions(read(path))
    except HelperFault as fault:
        return [], [f"{fault} Save it as UTF-8."]
    except NotReadable as fault:
        remedy = "write number suffixes in brackets, words of a list in quotes, and each clause on a line of its own"
        return [], [f"{file}, line {fault.line}: this is not readable as PowerShell here; {remedy}."]
    except NotALiteral as fault:
        return [], [f"{file}: {fault} in an attribute has no value without being run; write the value itself."]
    said = []
    if FUNCTION.fullmatch(path.stem):
        said = [f"{file}: {sentence}" for sentence in file_problems(path.stem, rows)]
    return [Found(file, row) for row in rows if row["component"] and FUNCTION.fullmatch(str(row["function"]))], said


def file_problems(stem: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if [row["function"] for row in rows] != [stem]:
        yield f"a file of this name holds the function {stem} and no other; name file and function alike."
    elif not rows[0]["component"]:
        yield f"the help has no .COMPONENT; say which kind of object offers it: {', '.join(COMPONENTS)}."


def head_problems(one: Found) -> Iterator[str]:
    row = one.row
    if not row["synopsis"]:
        yield "the help has no .SYNOPSIS; write one sentence, it becomes the title and the button."
    if row["component"] not in COMPONENTS:
        yield f".COMPONENT {row['component']} is unknown; write one of {', '.join(COMPONENTS)}."
    if row["role"] not in ROLES:
        said = f".ROLE {row['role']} is unknown" if row["role"] else "the help has no .ROLE"
        yield f"{said}; write the least role that gets it, one of {', '.join(ROLES)}."
    for flag in row["flags"]:
        if flag not in FLAGS:
            yield f".FUNCTIONALITY {flag} is unknown; leave it out or write one of {', '.join(FLAGS)}."
    if row["confirmImpact"] not in (None, *IMPACTS):
        yield f"ConfirmImpact {row['confirmImpact']} is unknown; write one of {', '.join(IMPACTS)}."
    if not one.is_read and not row["supportsShouldProcess"]:
        yield "a change must be one that can be previewed; write [CmdletBinding(SupportsShouldProcess)]."
    if not one.is_read and row["component"] in DIRECTORY_KINDS:
        names = {parameter["name"] for parameter in row["parameters"]}
        for name in ("Server", "Credential", "AllowPrivileged"):
            if name not in names:
                yield f"a change of directory objects takes ${name}, which the portal gives; add the parameter."


def parameter_problems(one: Found) -> Iterator[str]:
    options: dict[str, str] = {}
    for parameter in one.row["parameters"]:
        name, kind = parameter["name"], parameter["type"]
        if not parameter["help"] and name not in CONTEXT:
            yield f"${name} has no help; add .PARAMETER {name} with one sentence, it stands below the field."
        yield from type_problems(one, name, kind)
        for attribute in sorted(set(parameter) - KNOWN):
            yield f"[{attribute}] of ${name} says something that a form has no place for; check it in the function."
        yield from value_problems(parameter)
        if other := options.get(option_name(name)):
            yield f"${name} and ${other} would be one option of the command line; rename one."
        options[option_name(name)] = name


def type_problems(one: Found, name: str, kind: str) -> Iterator[str]:
    if name in GIVEN_TYPES:
        if kind != GIVEN_TYPES[name]:
            yield f"${name} is given by the portal as [{GIVEN_TYPES[name]}] and not as [{kind}]; change the type."
    elif name == "Identity":
        if kind not in ("string", "int"):
            yield f"$Identity names the object and is a [string] or an [int], not a [{kind}]; change the type."
    elif kind not in MAKERS and one.function not in NOT_OFFERED:
        yield f"the portal has no field for [{kind}] of ${name}; use one of {', '.join(MAKERS)}."


def value_problems(parameter: dict[str, Any]) -> Iterator[str]:
    name, default = parameter["name"], parameter["default"]
    for key in ("range", "length", "count"):
        pair = parameter.get(key)
        if pair is not None and not (
            len(pair) == 2 and all(isinstance(end, int) for end in pair) and pair[0] <= pair[1]
        ):
            yield f"the {key} of ${name} is not two numbers, the smaller first; write both."
    if "set" in parameter and isinstance(default, str) and default not in parameter["set"]:
        yield f"the default {default!r} of ${name} is not among its values; write one of them."
    if "pattern" in parameter and not re.match(r"\\A|\^", parameter["pattern"]):
        yield f"the pattern of ${name} would be found anywhere in a value; begin it with \\A and end it with \\z."


def double_names(operations: list[Found]) -> Iterator[str]:
    seen: dict[str, Found] = {}
    for one in operations:
        name = operation_name(one.function)
        if name in seen:
            yield f"{one.file}: {seen[name].file} is the operation {name} too; rename one of the functions."
        seen.setdefault(name, one)
