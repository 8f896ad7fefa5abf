"""What somebody wants done, and whether it can be taken: reason, ticket, proof, preview."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.grants import grants_of
from accounts.models import ApiToken, User
from accounts.tokens import may_high_by_token
from remoting.catalog.operations import Operation
from remoting.jobs.access import covers
from remoting.jobs.models import Job
from remoting.jobs.states import State
from remoting.jobs.targets import Target

PREVIEW_AGE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants done. `secrets` are typed ones under their parameter's name; they are sealed at once.

    `proved` says that the person has just proved who it is; by token the right to High impact stands for it.
    """

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

    @property
    def content(self) -> str:
        """SHA-256 of everything but the secrets: what makes two orders the same."""
        return canonical_digest(
            {
                "operation": self.operation.name,
                "target": [self.target.kind, self.target.key, self.target.domain],
                "parameters": dict(self.parameters),
                "reason": self.reason,
                "ticket": self.ticket,
                "preview": self.preview,
                "preview_of": str(self.preview_of or ""),
            }
        )


class NotAcceptable(Exception):
    """The order cannot be taken; `problems` maps a field ("" for the whole) to sentences."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(sentence for sentences in problems.values() for sentence in sentences))
        self.problems = problems


class OtherContent(Exception):
    """The idempotency key was used for an order with other content (409)."""


def canonical_digest(value: object) -> str:
    """SHA-256 of JSON with sorted keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def problems_of(order: Order, actor: User) -> dict[str, list[str]]:
    """What is missing, in sentences by field."""
    operation = order.operation
    problems: dict[str, list[str]] = {}
    if operation.needs_identity and not names_one(order.target):
        problems["target"] = [_("Say which one.")]
    if order.preview:
        if not operation.offers_preview:
            problems[""] = [_("A read is never previewed: it would run.")]
        return problems
    if operation.needs_reason and not order.reason.strip():
        problems["reason"] = [_("Say why. It is kept in the trail.")]
    if operation.needs_reason and settings.TSM_TICKET_REQUIRED and not order.ticket.strip():
        problems["ticket"] = [_("Name the ticket.")]
    if operation.needs_proof and not _is_proved(order, actor):
        problems["proof"] = [_("Prove that it is you.")]
    if sentence := _problem_of_preview(order, actor):
        problems["preview"] = [sentence]
    return problems


def names_one(target: Target) -> bool:
    """Whether it is one object or session, and not the domain or server that holds them."""
    match target.kind:
        case "session":
            return target.session_number is not None
        case "directory":
            return target.guid is not None
        case _:
            return bool(target.key)


def _is_proved(order: Order, actor: User) -> bool:
    """By page a fresh proof; by token the right on the token and on the grant that covers the place."""
    if order.token is None:
        return order.proved
    fitting = (
        held
        for held in grants_of(actor)
        if held.allows(order.operation.name, order.operation.role)
        and (covers(held, order.target) or not order.target.key)
    )
    return any(may_high_by_token(order.token, held) for held in fitting)


def _problem_of_preview(order: Order, actor: User) -> str:
    """Empty where the order stands on a preview that fits it, or needs none."""
    if order.preview_of is None:
        return _("Look at what will change first.") if order.operation.needs_preview else ""
    preview = Job.objects.filter(pk=order.preview_of, actor=actor, what_if=True).first()
    if preview is None or preview.state != State.SUCCEEDED:
        return _("There is no such preview.")
    if preview.ended_at is None or preview.ended_at < timezone.now() - PREVIEW_AGE:
        return _("The preview is older than ten minutes. Look again.")
    same = (
        preview.operation == order.operation.name
        and preview.target_key == order.target.key
        and preview.domain == order.target.domain
        and preview.parameters == dict(order.parameters)
    )
    return "" if same else _("The preview shows something else. Look again.")
