"""The end of a job: state, change records, secrets and the trail's entry in one transaction, under the fence."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction

from audit import trail
from audit.events import Event
from remoting.jobs.bell import ring
from remoting.jobs.models import Change, Job
from remoting.jobs.queue import move, waiting_behind
from remoting.jobs.sealing import Returned, keep_returned
from remoting.jobs.states import State
from remoting.jobs.words import about_job, changes_as_data, way_of_job

WITH_REFERENCE = frozenset({"Unexpected"})


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ends. `records` are change records, `result` the kept answer of a read; both without secrets."""

    state: State
    records: Sequence[Mapping[str, Any]] = ()
    result: Any = None
    dropped: int = 0
    code: str = ""
    message: str = ""
    secrets: Sequence[Returned] = field(default=(), repr=False)
    milliseconds: int | None = None
    digest: str = ""
    versions: Mapping[str, Any] | None = None
    how: str = ""


def settle(job: Job, ending: Ending) -> None:
    """End the job. Raises LostClaim where another worker has it now; then nothing of this is written."""
    fields: dict[str, Any] = {
        "result": ending.result,
        "dropped": ending.dropped,
        "error_code": ending.code,
        "error_message": ending.message,
        "error_reference": _reference() if ending.code in WITH_REFERENCE else "",
    }
    if ending.digest:
        fields["digest"] = ending.digest
    if ending.versions is not None:
        fields["versions"] = dict(ending.versions)
    with transaction.atomic():
        move(job, ending.state, **fields)
        changes = keep_changes(job, ending.records)
        keep_returned(job, ending.secrets)
        _record(job, ending, changes)
        transaction.on_commit(partial(_ring_next, job))


def keep_changes(job: Job, records: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The records as rows, in the order in which the helper put them out; those kept earlier are replaced."""
    Change.objects.filter(job=job).delete()
    rows = [
        Change(
            job=job,
            position=position,
            kind=str(record.get("kind") or "")[:20],
            object_id=str(record.get("id") or "")[:300],
            name=str(record.get("name") or "")[:300],
            dn=str(record.get("dn") or ""),
            applied=record.get("applied") is True,
            before=_attributes(record.get("before")),
            after=_attributes(record.get("after")),
        )
        for position, record in enumerate(records)
    ]
    return Change.objects.bulk_create(rows)


def _attributes(said: Any) -> dict[str, Any]:
    """What a record says of attributes; one that says something else says nothing."""
    return dict(said) if isinstance(said, Mapping) else {}


def _record(job: Job, ending: Ending, changes: list[Change]) -> None:
    """One entry for one end. A preview had no effect: that it was asked for is in the trail already."""
    if job.what_if:
        return
    data: dict[str, Any] = {
        "changes": changes_as_data(changes),
        "code": ending.code,
        "message": ending.message,
        "on": job.ran_on,
        "controller": job.controller,
    }
    data |= {"reference": job.error_reference} if job.error_reference else {}
    data |= {"milliseconds": ending.milliseconds} if ending.milliseconds is not None else {}
    data |= {"how": ending.how} if ending.how else {}
    data |= {"preview": str(job.preview_of_id), "digest": job.digest} if job.preview_of_id else {}
    data |= {"secrets": len(ending.secrets)} if ending.secrets else {}
    trail.record(
        Event.FINISHED,
        actor=job.actor,
        about=about_job(job),
        way=way_of_job(job),
        operation=job.operation,
        job=job.pk,
        reason=job.reason,
        ticket=job.ticket,
        outcome=str(job.state),
        data=data,
    )


def _ring_next(job: Job) -> None:
    """The target is free: those that wait for it need not wait for the sweeper."""
    if job.locks:
        for waiting in waiting_behind(job):
            ring(waiting)


def _reference() -> str:
    """What a person can tell an administrator, who finds it in the trail."""
    return f"err-{secrets.token_hex(6)}"
