"""A job is asked for: one transaction with its entry, and the bell once it is committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.models import ApiToken, User
from audit.trail import Way
from remoting.catalog.operations import Operation
from remoting.jobs.models import Job
from remoting.jobs.targets import Target


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants done. `secrets` are typed ones under their parameter's name; they are sealed at once."""

    operation: Operation
    target: Target
    parameters: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    reason: str = ""
    ticket: str = ""
    preview: bool = False
    preview_of: UUID | None = None
    idempotency_key: str = ""
    token: ApiToken | None = None
    proved: bool = False


class NotAcceptable(Exception):
    """The order cannot be taken; `problems` maps a field ("" for the whole) to sentences."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(sentence for sentences in problems.values() for sentence in sentences))
        self.problems = problems


class OtherContent(Exception):
    """The idempotency key was used for an order with other content (409)."""


def submit(order: Order, *, actor: User, way: Way) -> Job:
    """The job, queued; the same job again for the same key. Raises NotAcceptable, OtherContent, NotPermitted."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that came out, for its requester's eyes."""

    id: str
    name: str
    secret: str = field(repr=False)
