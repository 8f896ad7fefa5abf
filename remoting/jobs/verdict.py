"""What an answer means for the state of a job: the table of design/architecture.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from remoting.jobs.states import State
from remoting.transports.invocation import Outcome

# The helper said no before it did anything, or after the records that it put out.
REFUSING = frozenset(
    {"NotFound", "AlreadyExists", "InvalidArgument", "PasswordPolicy", "AccessDenied", "Protected", "Conflict"}
)
# After these nobody knows, without asking, whether a change was done.
LEAVING_OPEN = frozenset({"Timeout", "Cancelled", "Unavailable", "Unexpected", "TooLarge"})


def is_applied(record: Any) -> bool:
    return isinstance(record, Mapping) and record.get("applied") is True


def verdict(outcome: Outcome, *, is_change: bool, stop_asked: bool) -> State:
    """The state that an answer ends a job in; UNCERTAIN for a change that must be read back.

    `is_change` is false for reads and for previews: neither has an effect.
    """
    if outcome.ok:
        return State.SUCCEEDED
    code = outcome.error.code if outcome.error else "Unexpected"
    if code in REFUSING:
        return State.PARTIAL if is_change and _any_applied(outcome.data) else State.REFUSED
    if is_change:
        return State.UNCERTAIN
    return State.CANCELLED if code == "Cancelled" and stop_asked else State.FAILED


def _any_applied(records: Sequence[Any]) -> bool:
    return any(is_applied(record) for record in records)
