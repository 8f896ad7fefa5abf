"""Django looks for system checks here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import DatabaseError

from remoting.jobs.triggers import missing


@register(Tags.database)
def check_edges(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """The triggers that hold the edges of jobs are there. Asked where a command checks the database."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            lost = missing(connections[alias])
        except DatabaseError:
            continue  # A database that does not answer has its own message.
        if lost:
            text = f"Triggers that hold the states of jobs are missing: {', '.join(lost)}."
            found.append(Error(text, hint="Run ./tsm migrate: it puts them back.", id="remoting.E001"))
    return found
