"""A lost answer: asked of the runner's journal, then read back from the directory by its version numbers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.sources import Source, SourceError, source_for
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.models import Change, Job
from remoting.jobs.queue import LEASE, LostClaim, move
from remoting.jobs.routing import CannotRoute, Route, route_for
from remoting.jobs.sealing import take_out
from remoting.jobs.settle import Ending, settle
from remoting.jobs.states import State
from remoting.jobs.verdict import is_applied, verdict
from remoting.jobs.versions import attributes_of, differences, numbers_of
from remoting.transports.invocation import AnswerLost, NothingSent, Outcome
from remoting.transports.loading import transport_for

logger = logging.getLogger(__name__)

MOST_READBACKS = 6
# Between two looks: 10 s, 20 s, …: about half an hour for all.
FIRST_PAUSE = timedelta(seconds=30)


def lose_answer(job: Job, *, code: str, message: str) -> None:
    """Running becomes uncertain: the target stays locked until it is known what happened."""
    move(job, State.UNCERTAIN, error_code=code, error_message=message, lease_until=Now())


def read_back(job: Job) -> None:
    """One look at what became of an uncertain job; ends it where it can be told, else leaves it for a later look."""
    operation = catalog().get(job.operation)
    try:
        if operation is None:
            raise CannotRoute(_("The catalog has no operation %(name)s any more.") % {"name": job.operation})
        _look(job, operation, route_for(job, operation))
    except (NothingSent, AnswerLost, SourceError, CannotRoute) as fault:
        _later(job, str(fault))
    except LostClaim:
        logger.info("Job %s was settled by somebody else meanwhile.", job.pk)
    except Exception:
        # Whatever an answer holds, it may not keep its target locked for ever: after the last look a person is asked.
        logger.exception("Job %s could not be read back.", job.pk)
        rows = Job.objects.select_related("actor", "token", "preview_of")
        if (as_kept := rows.fenced(job).first()) is not None:  # What this one wrote into `job` was rolled back.
            _later(as_kept, "")


def _look(job: Job, operation: Operation, route: Route) -> None:
    transport = transport_for(route.endpoint)
    outcome: Outcome | None = None
    has_answered = True
    try:
        outcome = transport.replay(job.pk)
    except (NothingSent, AnswerLost) as fault:
        logger.info("Job %s could not be replayed: %s", job.pk, fault)
        has_answered = False
    if outcome is not None and _tells(outcome):
        _settle_replayed(job, operation, outcome)
        return
    # A journal that could not be read proves nothing.
    applied = any(is_applied(record) for record in (outcome.data if outcome else ()))
    if has_answered and transport.remembers and not applied:
        _settle_nothing(job)
        return
    if job.deadline and timezone.now() < job.deadline:
        _later(job, _("It may still run."))
        return
    if not operation.is_of_directory or job.object_guid is None:
        _ask_somebody(job)
        return
    _settle_by_versions(job, operation, source_for(route.domain))


def _tells(outcome: Outcome) -> bool:
    """Whether the answer says what was done, and not only that it was stopped."""
    return verdict(outcome, is_change=True, stop_asked=False) != State.UNCERTAIN


def _settle_replayed(job: Job, operation: Operation, outcome: Outcome) -> None:
    state = verdict(outcome, is_change=True, stop_asked=False)
    if state == State.REFUSED:
        state = State.FAILED  # Proven to have had no effect; from uncertain there is no edge to refused.
    rows, secrets = take_out(outcome.data)
    settle(
        job,
        Ending(
            state,
            records=[row for row in rows if isinstance(row, Mapping)],
            code=outcome.error.code if outcome.error else "",
            message=outcome.error.message if outcome.error else "",
            secrets=secrets if operation.has_secret_output else (),
            milliseconds=outcome.milliseconds,
            how="journal",
        ),
    )


def _settle_nothing(job: Job) -> None:
    settle(
        job,
        Ending(
            State.FAILED,
            code=job.error_code or "Unavailable",
            message=_("The answer was lost. Nothing was changed."),
            how="journal",
        ),
    )


def _settle_by_versions(job: Job, operation: Operation, source: Source) -> None:
    """Compare what the directory said before with what it says now."""
    assert job.object_guid is not None
    key = str(job.object_guid)
    before = job.versions.get(key)
    now = numbers_of(source, job.object_guid, attributes_of(job.parameters)).get(key)
    if before is None:
        _ask_somebody(job)
    elif now is None:
        state = State.SUCCEEDED if operation.function.startswith("Remove-") else State.SUPERSEDED
        _settle_read(job, state, [], _("The object is gone from the directory."))
    elif not (changed := differences(before, now)):
        _settle_read(job, State.FAILED, [], _("The answer was lost. Nothing was changed."))
    else:
        _settle_changed(job, before, now, changed)


def _settle_changed(job: Job, before: Mapping[str, Any], now: Mapping[str, Any], changed: list[str]) -> None:
    """Every number rose by one: it was done once. More than that: somebody else wrote as well."""
    rose = [now["attributes"].get(name, 0) - before["attributes"].get(name, 0) for name in changed if name != "dn"]
    if any(step != 1 for step in rose):
        names = ", ".join(changed)
        _settle_read(
            job, State.SUPERSEDED, changed, _("Written by somebody else as well: %(names)s.") % {"names": names}
        )
        return
    wanted = _wanted(job)
    state = State.PARTIAL if wanted and not wanted <= set(changed) else State.SUCCEEDED
    _settle_read(job, state, changed, _("The answer was lost; the directory says that it was done."))


def _wanted(job: Job) -> set[str]:
    """The attributes that the preview said would change."""
    if job.preview_of_id is None:
        return set()
    rows = Change.objects.filter(job_id=job.preview_of_id, object_id=str(job.object_guid))
    watched = set(attributes_of(job.parameters))
    return {name for row in rows for name in row.after if row.before.get(name) != row.after[name]} & watched


def _settle_read(job: Job, state: State, changed: list[str], sentence: str) -> None:
    """Records of what was read back: those of the preview where there was one, else the names of the attributes."""
    records: list[dict[str, Any]] = []
    if changed and job.preview_of_id is not None:
        rows = Change.objects.filter(job_id=job.preview_of_id)
        records = [
            {
                "kind": row.kind,
                "id": row.object_id,
                "name": row.name,
                "dn": row.dn,
                "applied": True,
                "before": row.before,
                "after": row.after,
            }
            for row in rows
        ]
    code = "" if state == State.SUCCEEDED else job.error_code
    settle(job, Ending(state, records=records, code=code, message=sentence, how=f"versions: {', '.join(changed)}"))


def _ask_somebody(job: Job) -> None:
    sentence = _("Whether it was done cannot be told from here. Look, then say what happened.")
    settle(job, Ending(State.NEEDS_HUMAN, code=job.error_code, message=sentence))


def _later(job: Job, sentence: str) -> None:
    """Look again after a pause that doubles; after six looks a person is asked."""
    logger.info("Job %s stays uncertain: %s", job.pk, sentence)
    if job.readbacks + 1 >= MOST_READBACKS:
        _ask_somebody(job)
        return
    pause = FIRST_PAUSE * 2**job.readbacks
    with transaction.atomic():
        Job.objects.fenced(job).filter(state=State.UNCERTAIN).update(
            readbacks=F("readbacks") + 1, lease_until=Now() + pause
        )


def take_over(job: Job) -> Job | None:
    """Take an uncertain job whose pause is over, under a new fence; None where somebody else was first."""
    taken = (
        Job.objects.fenced(job)
        .filter(state=State.UNCERTAIN, lease_until__lte=Now())
        .update(fence=F("fence") + 1, lease_until=Now() + LEASE)
    )
    return Job.objects.select_related("actor", "token", "preview_of").get(pk=job.pk) if taken else None
