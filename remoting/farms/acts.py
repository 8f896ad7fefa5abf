"""The acts that stand in a row. They only lead to an operation's dialog, which asks for the right once more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.grants import Held
from remoting.catalog.operations import catalog
from remoting.jobs.access import covers
from remoting.jobs.targets import Target


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a row: what it says, where it leads, what a screen reader says, how it looks."""

    label: str
    url: str
    said: str
    look: str = ""


def act_on(target: str, operation: str, label: str, said: str, *, look: str = "", **parameters: str) -> Act:
    """An act that opens the dialog of an operation, with parameters filled in. `target` as the API writes it."""
    query = urlencode({"target": target, **parameters})
    return Act(label, f"{reverse('remoting:operation', args=[operation])}?{query}", said, look)


def allowed_on(target: Target, held: Sequence[Held], names: Iterable[str]) -> frozenset[str]:
    """Those of the named operations that these grants allow on the target."""
    reaching = [one for one in held if covers(one, target)]
    found = [operation for name in names if (operation := catalog().get(name))]
    return frozenset(
        operation.name for operation in found if any(one.allows(operation.name, operation.role) for one in reaching)
    )
