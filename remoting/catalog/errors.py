"""Which stable codes an operation can end with, as far as the helpers' text says them; and what each code means."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from tree_sitter import Node

from remoting.catalog.grammar import nodes, text_of, tree_of
from remoting.catalog.operations import Operation, catalog
from remoting.catalog.texts import operation_files, read

RAISED = re.compile(r"\s-Code\s+([A-Z][A-Za-z]+)\b")
STOP = "stop-tsmoperation"
CAUGHT = re.compile(r"\.code -ne '([A-Za-z]+)'\) \{ throw \}")
LONE = re.compile(r"if \(\$(ForChange)\)")  # the one switch of ours that decides what may be refused
MEANINGS = {
    "NotFound": _("There is no such object."),
    "AlreadyExists": _("The name, account name or sign-in name is taken."),
    "InvalidArgument": _("A value is not acceptable."),
    "PasswordPolicy": _("The password does not fit the policy: length, history, complexity or age."),
    "AccessDenied": _("The service account lacks the right."),
    "Protected": _("Protected from deletion, privileged, or not on the list of what may be touched."),
    "Conflict": _("It is not as it was expected: changed since, or two things that exclude each other."),
    "Unavailable": _("No domain controller, server or service answers."),
    "Timeout": _("Stopped at its time limit."),
    "Cancelled": _("Stopped on request."),
    "TooLarge": _("The result is over 8 MiB."),
    "NotLoaded": _("The helper is not loaded in this runner; nothing has run."),
    "Unexpected": _("Anything else."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A command in a function: its name, the switches given, the switch of the function that it is for, its code."""

    name: str
    switches: frozenset[str]
    only_with: str
    code: str


@dataclass(frozen=True, slots=True)
class Body:
    """A function of a helper, and the codes that it catches and does not throw again."""

    helper: str
    name: str
    steps: tuple[Step, ...]
    caught: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reached:
    """A function as one way through the text calls it."""

    body: Body
    switches: frozenset[str] = frozenset()
    caught: frozenset[str] = frozenset()

    @property
    def taken(self) -> Iterator[Step]:
        return (step for step in self.body.steps if not step.only_with or step.only_with in self.switches)

    @property
    def codes(self) -> set[str]:
        return {step.code for step in self.taken if step.code} - self.caught


def codes_of(operation: Operation) -> dict[str, list[str]]:
    """Code to the functions that raise it, of all that the operation calls; without what any call can end with.

    Codes that a directory's own exception becomes (AccessDenied, Unavailable) are in no text and so not here.
    """
    found: dict[str, set[str]] = {}
    for one in reached(operation):
        for code in one.codes:
            found.setdefault(code, set()).add(one.body.name)
    return {code: sorted(names) for code, names in sorted(found.items())}


def reached(operation: Operation) -> Iterator[Reached]:
    """The operation's function and every function of ours that it calls, directly or through others."""
    bodies = _bodies(Path(settings.TSM_POWERSHELL), tuple(helper.sha256 for helper in catalog().helpers.values()))
    waiting = [Reached(bodies[operation.helper][operation.function.lower()])]
    seen: set[Reached] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        waiting += (
            Reached(called, step.switches, one.caught | one.body.caught)
            for step in one.taken
            if (called := _called(bodies, one.body.helper, step.name))
        )


def _called(bodies: Mapping[str, Mapping[str, Body]], helper: str, name: str) -> Body | None:
    """A private function is seen in its own helper only, an exported one by those that need its helper."""
    own = bodies[helper].get(name)
    others = (bodies[needed.name].get(name) for needed in catalog().needed_by(helper)) if "-tsm" in name else ()
    return own or next(filter(None, others), None)


@functools.lru_cache(maxsize=2)
def _bodies(root: Path, state: tuple[str, ...]) -> dict[str, dict[str, Body]]:  # noqa: ARG001  The cache goes by it.
    return {name: {body.name.lower(): body for body in _bodies_in(root / name)} for name in catalog().helpers}


def _bodies_in(folder: Path) -> Iterator[Body]:
    for path in (folder / f"{folder.name}.psm1", *operation_files(folder)):
        for node in nodes(tree_of(read(path)), "function_statement"):
            name = next(text_of(child) for child in node.children if child.type == "function_name")
            steps = tuple(_step(command) for command in nodes(node, "command") if command.named_children)
            yield Body(folder.name, name, steps, frozenset(CAUGHT.findall(text_of(node))))


def _step(command: Node) -> Step:
    text = text_of(command)
    name = text_of(command.named_children[0]).lower()
    code = RAISED.search(text) if name == STOP else None
    given = frozenset(text_of(node).strip("-:").lower() for node in nodes(command, "command_parameter"))
    return Step(name, given, _only_with(command), code[1] if code else "")


def _only_with(command: Node) -> str:
    """The name in the nearest `if ($Name)` around the command, as a switch of its function is asked for."""
    node = command.parent
    while node is not None and node.type != "function_statement":
        if node.type == "if_statement" and (asked := LONE.match(text_of(node))):
            return asked[1].lower()
        node = node.parent
    return ""
