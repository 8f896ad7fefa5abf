"""Operations and jobs as the API tells them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from accounts.api import NO_NUL
from accounts.grants import is_administrator, is_auditor
from accounts.models import User
from remoting.catalog.operations import Operation
from remoting.jobs.models import Job
from remoting.jobs.reveal import revealable_until
from remoting.jobs.states import State

Name = Annotated[str, Field(max_length=300, pattern=NO_NUL)]


class OrderIn(Schema):
    """What to run. `target` follows from the operation's component: a GUID, a host name, `<host>/session/<number>`."""

    model_config = ConfigDict(extra="forbid")

    target: Name = ""
    domain: Annotated[str, Field(max_length=255, pattern=NO_NUL)] = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    reason: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""
    ticket: Annotated[str, Field(max_length=100, pattern=NO_NUL)] = ""
    preview: bool = False
    preview_of: UUID | None = None
    idempotency_key: Annotated[str, Field(max_length=100, pattern=NO_NUL)] = ""


class JobFilterIn(Schema):
    """Which jobs; empty: all."""

    state: State | None = None
    operation: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    target: Name = ""


class OperationHeadOut(Schema):
    """What an operation is and asks for."""

    name: str
    title: str
    description: str
    component: str
    role: str
    impact: str
    flags: list[str]
    needs_target: bool
    needs_reason: bool
    needs_preview: bool


class OperationOut(OperationHeadOut):
    """With the JSON Schema (2020-12) of `parameters`."""

    parameters: dict[str, Any]


class OperationListOut(Schema):
    """Operations that the token's person may run somewhere."""

    items: list[OperationHeadOut]
    next: str | None


class ChangeOut(Schema):
    """One object that a job touched, or would touch; `before` and `after` under LDAP names."""

    kind: str
    id: str
    dn: str
    name: str
    applied: bool
    before: dict[str, Any]
    after: dict[str, Any]


class ErrorOut(Schema):
    """How it ended otherwise; `code` is one of the stable codes."""

    code: str
    message: str
    reference: str


class JobOut(Schema):
    """One run. Parameters, reason and message are for requester, auditor and administrator, `result` for the first."""

    id: UUID
    state: State
    operation: str
    kind: str
    target: str
    target_name: str
    domain: str
    preview: bool
    preview_of: UUID | None
    requester: str
    parameters: dict[str, Any] | None
    reason: str
    ticket: str
    changes: list[ChangeOut]
    result: Any | None
    error: ErrorOut | None
    revealable_until: datetime | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JobListOut(Schema):
    """A page of jobs, newest first."""

    items: list[JobOut]
    next: str | None


class SecretOut(Schema):
    """One secret that came out."""

    id: str
    name: str
    secret: str


class SecretsOut(Schema):
    """All secrets of a job; they are gone from TSM with this answer."""

    secrets: list[SecretOut]


def operation_out(operation: Operation) -> dict[str, Any]:
    same = ("name", "title", "component", "role", "impact", "needs_reason", "needs_preview")
    return {
        **{name: getattr(operation, name) for name in same},
        "description": operation.about,
        "flags": sorted(operation.flags),
        "needs_target": operation.needs_identity or operation.component in ("server", "session"),
    }


def job_out(job: Job, user: User) -> dict[str, Any]:
    """The job as this person may see it."""
    return jobs_out([job], user)[0]


def jobs_out(jobs: Sequence[Job], user: User) -> list[dict[str, Any]]:
    """The same for several, asking once what the person may see."""
    sees_others = is_auditor(user) or is_administrator(user)
    return [_out(job, user, sees_others=sees_others) for job in jobs]


def _out(job: Job, user: User, *, sees_others: bool) -> dict[str, Any]:
    mine = job.actor_id == user.pk
    sees_all = mine or sees_others
    has_error = bool(job.error_code or job.error_message)
    same = ("id", "state", "operation", "target_name", "domain", "preview_of", "created_at", "started_at", "ended_at")
    return {
        **{name: getattr(job, name) for name in same},
        "preview_of": job.preview_of_id,
        "kind": job.target_kind,
        "target": job.target_key,
        "preview": job.what_if,
        "requester": job.actor.name,
        "parameters": job.parameters if sees_all else None,
        "reason": job.reason if sees_all else "",
        "ticket": job.ticket if sees_all else "",
        "changes": [_change_out(change) for change in job.changes.all()],
        "result": job.result if mine else None,
        "error": _error_out(job, sees_all=sees_all) if has_error else None,
        "revealable_until": revealable_until(job, user),
    }


def _change_out(change: Any) -> dict[str, Any]:
    same = ("kind", "dn", "name", "applied", "before", "after")
    return {"id": change.object_id, **{name: getattr(change, name) for name in same}}


def _error_out(job: Job, *, sees_all: bool) -> dict[str, str]:
    message = job.error_message if sees_all else ""
    return {"code": job.error_code, "message": message, "reference": job.error_reference}
