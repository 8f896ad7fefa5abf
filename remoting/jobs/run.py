"""The way of one job through the worker: claim, guard, send, run, settle, refresh."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.sealed import KeyMissing, SealBroken
from directory.sources import SourceError, source_for
from remoting.catalog.operations import Operation, catalog
from remoting.jobs import guard
from remoting.jobs.afterwards import note_connection_test, refresh_mirror
from remoting.jobs.models import Job
from remoting.jobs.orders import canonical_digest
from remoting.jobs.queue import MOST_ATTEMPTS, LostClaim, claim, note_sending, release
from remoting.jobs.reconcile import lose_answer, read_back, take_over
from remoting.jobs.results import rows_in_scope
from remoting.jobs.routing import CannotRoute, Route, context_of, parameters_of, route_for, seconds_of
from remoting.jobs.sealing import open_typed, take_out, without_secrets
from remoting.jobs.settle import Ending, settle
from remoting.jobs.states import State
from remoting.jobs.verdict import verdict
from remoting.jobs.versions import Numbers, differences, numbers_named
from remoting.jobs.watch import Watch
from remoting.transports.invocation import AnswerLost, Invocation, NothingSent, Outcome
from remoting.transports.loading import transport_for

logger = logging.getLogger(__name__)


def run(job: UUID, *, worker: str = "here") -> None:
    """Run a queued job to its end, or look what became of an uncertain one. A second call finds nothing to do."""
    claimed = claim(job, worker=worker)
    if claimed is None:
        _look_again(job)
        return
    try:
        _proceed(claimed)
    except LostClaim:
        logger.warning("Job %s was taken over by another worker; what this one knew is dropped.", job)
        return
    if claimed.state == State.UNCERTAIN:
        read_back(claimed)
    refresh_mirror(claimed)
    note_connection_test(claimed)


def _look_again(job: UUID) -> None:
    """An uncertain job whose pause is over."""
    found = Job.objects.filter(pk=job, state=State.UNCERTAIN).first()
    taken = take_over(found) if found else None
    if taken is not None:
        read_back(taken)
        refresh_mirror(taken)


def _proceed(job: Job) -> None:
    operation = catalog().get(job.operation)
    if operation is None or not operation.is_offered:
        sentence = _("The catalog has no operation %(name)s any more.") % {"name": job.operation}
        settle(job, Ending(State.REFUSED, code="NotFound", message=sentence))
        return
    try:
        route = route_for(job, operation)
        ruling = guard.check(job, operation, route.domain)
        invocation = _invocation(job, operation, route)
    except guard.Refused as no:
        settle(job, Ending(State.REFUSED, code=no.code, message=str(no)))
    except guard.Superseded as changed:
        settle(job, Ending(State.SUPERSEDED, code="Conflict", message=str(changed)))
    except (guard.CannotAsk, CannotRoute) as fault:
        _try_again(job, str(fault))
    except (SealBroken, KeyMissing):
        _try_again(job, _("What was typed for this job cannot be opened."))
    else:
        _send(job, operation, route, invocation, ruling.numbers)


def _invocation(job: Job, operation: Operation, route: Route) -> Invocation:
    """The call. Its id is the job's and the attempt's, so that no answer is taken for another's."""
    return Invocation(
        id=job.pk,
        helper=operation.helper,
        sha256=catalog().helpers[operation.helper].sha256,
        function=operation.function,
        parameters=parameters_of(job, operation) | open_typed(job),
        context=context_of(route, operation),
        what_if=job.what_if,
        timeout=seconds_of(operation),
    )


def _send(job: Job, operation: Operation, route: Route, invocation: Invocation, numbers: Numbers) -> None:
    note_sending(
        job,
        ran_on=route.server.host,
        controller=route.controller if operation.takes_server else "",
        sha256=invocation.sha256,
        versions={**job.versions, **numbers},
        deadline=timezone.now() + timedelta(seconds=invocation.timeout),
    )
    watch = Watch(job)
    try:
        outcome = transport_for(route.endpoint).run(invocation, on_event=watch.hear, stop=watch.stop)
    except NothingSent as fault:
        if watch.stopped:
            settle(job, Ending(State.CANCELLED, message=_("Cancelled before it ran.")))
        else:
            _try_again(job, str(fault))
    except AnswerLost as fault:
        _lost(job, str(fault))
    else:
        _finish(job, operation, route, outcome, numbers, stop_asked=watch.stopped)


def _finish(
    job: Job, operation: Operation, route: Route, outcome: Outcome, numbers: Numbers, *, stop_asked: bool
) -> None:
    has_effect = job.is_change and not job.what_if
    state = verdict(outcome, is_change=has_effect, stop_asked=stop_asked)
    if state == State.UNCERTAIN:
        error = outcome.error
        lose_answer(job, code=error.code if error else "Unexpected", message=error.message if error else "")
        return
    if job.what_if and state == State.SUCCEEDED:
        settle(job, _preview_ending(route, outcome, numbers))
    else:
        settle(job, ending_of(job, operation, route, outcome, state))


def ending_of(job: Job, operation: Operation, route: Route, outcome: Outcome, state: State) -> Ending:
    """How an answer ends a job: records of a change, or what may be kept of a read's rows."""
    rows, secrets = take_out(outcome.data)
    records = [row for row in rows if isinstance(row, Mapping)] if operation.is_change else []
    result: Any = None
    dropped = 0
    if operation.is_read and outcome.ok:
        result, dropped = rows_in_scope(rows, job, operation, route.domain)
    return Ending(
        state,
        records=records,
        result=result,
        dropped=dropped,
        code=outcome.error.code if outcome.error else "",
        message=outcome.error.message if outcome.error else "",
        secrets=secrets if operation.has_secret_output and not job.what_if else (),
        milliseconds=outcome.milliseconds,
    )


def _preview_ending(route: Route, outcome: Outcome, numbers: Numbers) -> Ending:
    """A preview binds by the digest of its records and the version numbers of what they name."""
    records = [row for row in without_secrets(outcome.data) if isinstance(row, Mapping)]
    try:
        bound = numbers_named(source_for(route.domain), route.domain, records)
    except SourceError as fault:
        return Ending(State.FAILED, code="Unavailable", message=str(fault))
    for key, before in numbers.items():
        if key in bound and _moved(before, bound[key]):
            return Ending(State.SUPERSEDED, code="Conflict", message=_("It changed while it was looked at."))
    return Ending(
        State.SUCCEEDED,
        records=records,
        digest=records_digest(records),
        versions=bound,
        milliseconds=outcome.milliseconds,
    )


def _moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether what both readings know differs between them."""
    known = {name: number for name, number in now["attributes"].items() if name in before["attributes"]}
    earlier = {name: number for name, number in before["attributes"].items() if name in known}
    return bool(differences({**before, "attributes": earlier}, {**now, "attributes": known}))


def records_digest(records: list[Any]) -> str:
    """SHA-256 of the canonical records: lists sorted, `applied` left out."""
    return canonical_digest([_canonical({**record, "applied": None}) for record in records])


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _canonical(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted((_canonical(each) for each in value), key=str)
    return value


def _lost(job: Job, sentence: str) -> None:
    """A lost answer of a read has no effect that anybody could look for; that of a change is looked for."""
    if job.is_change and not job.what_if:
        lose_answer(job, code="Unavailable", message=sentence)
    else:
        settle(job, Ending(State.FAILED, code="Unavailable", message=sentence))


def _try_again(job: Job, sentence: str) -> None:
    """Nothing was sent: back into the queue, up to three attempts; the sweeper rings for it."""
    asked_to_stop = Job.objects.filter(pk=job.pk).exclude(stop_asked_at=None).exists()
    if job.attempts < MOST_ATTEMPTS and not asked_to_stop:
        release(job)
    else:
        state = State.CANCELLED if asked_to_stop else State.FAILED
        settle(job, Ending(state, code="" if asked_to_stop else "Unavailable", message=sentence))
