"""States of a job and the edges between them: the one table that code and database hold."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a job stands; the value is what the database keeps."""

    AWAITING_APPROVAL = "awaiting-approval", _("Awaiting approval")
    AWAITING_SECRET = "awaiting-secret", _("Awaiting secret")
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    UNCERTAIN = "uncertain", _("Uncertain")
    SUCCEEDED = "succeeded", _("Succeeded")
    PARTIAL = "partial", _("Partial")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Superseded")
    NEEDS_HUMAN = "needs-human", _("Needs a person")


EDGES: dict[State, frozenset[State]] = {
    State.AWAITING_APPROVAL: frozenset(
        {State.AWAITING_SECRET, State.QUEUED, State.REFUSED, State.CANCELLED, State.EXPIRED}
    ),
    State.AWAITING_SECRET: frozenset({State.QUEUED, State.CANCELLED, State.EXPIRED}),
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED, State.EXPIRED}),
    State.RUNNING: frozenset(
        {
            State.QUEUED,
            State.SUCCEEDED,
            State.PARTIAL,
            State.REFUSED,
            State.FAILED,
            State.CANCELLED,
            State.SUPERSEDED,
            State.UNCERTAIN,
        }
    ),
    State.UNCERTAIN: frozenset({State.SUCCEEDED, State.FAILED, State.SUPERSEDED, State.PARTIAL, State.NEEDS_HUMAN}),
    State.NEEDS_HUMAN: frozenset({State.SUCCEEDED, State.FAILED, State.PARTIAL}),
}

# A job is born in one of these.
FIRST = frozenset({State.AWAITING_APPROVAL, State.AWAITING_SECRET, State.QUEUED})
OPEN = frozenset({State.AWAITING_APPROVAL, State.AWAITING_SECRET, State.QUEUED, State.RUNNING, State.UNCERTAIN})
ENDED = frozenset(State) - OPEN
# While a change stands in one of these, no other change touches its target.
HOLDING = (State.RUNNING, State.UNCERTAIN)
# What an operator has to look at.
WORRYING = frozenset({State.PARTIAL, State.REFUSED, State.FAILED, State.EXPIRED, State.SUPERSEDED, State.NEEDS_HUMAN})


def may_follow(before: str, after: str) -> bool:
    """Whether the table has this edge."""
    return after in EDGES.get(State(before), frozenset())
