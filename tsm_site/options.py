"""Options of the command line for an operation, derived from its parameters, and what was said with them."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import Any

from remoting.catalog.names import option_name
from remoting.catalog.operations import Operation, Parameter

# Options of every operation. A parameter that would have the name of one gets "the-" in front.
TAKEN = frozenset({"identity", "server", "domain", "reason", "ticket", "preview", "as", "wait", "json", "yes", "help"})


def option_of(parameter: Parameter) -> str:
    name = option_name(parameter.name)
    return f"the-{name}" if name in TAKEN else name


def add_options(parser: argparse.ArgumentParser, operation: Operation) -> None:
    """The target's options, those of the parameters, and why."""
    if operation.component in ("server", "session"):
        parser.add_argument("--server", required=True, metavar="HOST", help="host name of the server")
    if operation.has_identity:
        about = operation.identity.help if operation.identity else ""
        needed = operation.needs_identity
        parser.add_argument("--identity", required=needed, help=f"{about} GUID, account name or distinguished name")
    if operation.is_of_directory:
        parser.add_argument("--domain", default="", help="DNS name of the domain, where there are several")
    for parameter in operation.asked_of_callers:
        _add(parser, parameter)
    parser.add_argument("--reason", default="", help="why; kept in the trail")
    parser.add_argument("--ticket", default="", help="number of the ticket")
    if operation.offers_preview:
        parser.add_argument("--preview", action="store_true", help="show what would change and change nothing")
    if operation.needs_preview:
        parser.add_argument("--yes", action="store_true", help="do not ask after the preview")


def _add(parser: argparse.ArgumentParser, parameter: Parameter) -> None:
    about = parameter.help.replace("%", "%%")
    flags: dict[str, Any] = {"dest": parameter.name, "help": about}
    name = f"--{option_of(parameter)}"
    needed = parameter.mandatory
    if parameter.is_secret:
        parser.add_argument(
            name, action="store_true", dest=parameter.name, help=f"{about} Asked for, never written here."
        )
    elif parameter.type == "switch":
        parser.add_argument(name, action="store_true", default=None, **flags)
    elif parameter.type == "bool":
        parser.add_argument(name, action=argparse.BooleanOptionalAction, default=None, required=needed, **flags)
    elif parameter.is_list:
        parser.add_argument(name, nargs="+", action="extend", required=needed, metavar="ONE", **flags)
    elif parameter.type in ("int", "long"):
        parser.add_argument(name, type=int, required=needed, metavar="NUMBER", **flags)
    else:
        choices = [value for value in parameter.choices if value] or None
        metavar = None if choices else "TIME" if parameter.type == "datetime" else "TEXT"
        parser.add_argument(name, choices=choices, required=needed, metavar=metavar, **flags)


def parameters_said(operation: Operation, options: Mapping[str, Any], ask: Callable[[str], str]) -> dict[str, Any]:
    """The parameters under PowerShell's names; secrets come from `ask`, which is told what they are for."""
    said: dict[str, Any] = {}
    for parameter in operation.asked_of_callers:
        value = options.get(parameter.name)
        if parameter.is_secret:
            if value:
                said[parameter.name] = ask(parameter.about or parameter.name)
        elif value is not None:
            said[parameter.name] = value
    return said


def target_said(operation: Operation, options: Mapping[str, Any]) -> str:
    """The target as the API writes it."""
    identity = str(options.get("identity") or "")
    host = options.get("server")
    if host is None:
        return identity
    return f"{host}/session/{identity}" if operation.component == "session" and identity else str(host)


def as_text(value: Any) -> str:
    """A value of a change or a result on one line, without signs that steer a terminal."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
