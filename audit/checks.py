"""Checks of the trail's guard in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage
from django.db import connections

from audit.triggers import missing


@checks.register(checks.Tags.database)
def trail_is_guarded(*, databases: Sequence[str] | None = None, **_more: Any) -> list[CheckMessage]:
    """The triggers that refuse to change or delete entries are there.

    A warning and not an error: an error would stop the very `migrate` that puts them back.
    """
    return [
        checks.Warning(
            f"The trail is not guarded: the database {alias} lacks {', '.join(absent)}.",
            hint="Run ./tsm migrate, which puts the triggers back; then find out who took them off.",
            id="audit.W001",
        )
        for alias in databases or ()
        if (absent := missing(connections[alias]))
    ]
