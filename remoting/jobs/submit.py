"""A job is asked for: one transaction with its entry, and the bell once that is committed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit import trail
from audit.events import Event
from audit.trail import Way
from remoting.catalog.operations import catalog
from remoting.jobs.access import get_operation_for
from remoting.jobs.bell import ring
from remoting.jobs.models import Job
from remoting.jobs.orders import NotAcceptable, Order, OtherContent, problems_of
from remoting.jobs.sealing import keep_typed
from remoting.jobs.words import about_job

__all__ = ["NotAcceptable", "Order", "OtherContent", "submit"]

NOT_AFTER = timedelta(minutes=10)


def submit(order: Order, *, actor: User, way: Way) -> Job:
    """The job, queued; the same job again for the same key. Raises NotAcceptable, OtherContent, NotPermitted."""
    get_operation_for(actor, order.operation.name, order.target, way=way)
    if earlier := _earlier(order, actor):
        return earlier
    if problems := problems_of(order, actor):
        raise NotAcceptable(problems)
    try:
        return _keep(order, actor=actor, way=way)
    except IntegrityError:
        # The same key was used at the same moment: the database let one of the two through.
        if earlier := _earlier(order, actor):
            return earlier
        raise


def _earlier(order: Order, actor: User) -> Job | None:
    """The job that the same key has made."""
    if not order.idempotency_key:
        return None
    found = Job.objects.filter(actor=actor, token=order.token, idempotency_key=order.idempotency_key).first()
    if found is not None and found.content != order.content:
        raise OtherContent(order.idempotency_key)
    return found


@transaction.atomic
def _keep(order: Order, *, actor: User, way: Way) -> Job:
    job = _row(order, actor=actor, way=way)
    job.save(force_insert=True)
    keep_typed(job, order.secrets)
    trail.record(
        Event.REQUESTED,
        actor=actor,
        about=about_job(job),
        way=way,
        operation=job.operation,
        job=job.pk,
        reason=job.reason,
        ticket=job.ticket,
        outcome="preview" if job.what_if else "",
        data={"parameters": job.parameters, "typed": ", ".join(sorted(order.secrets)), "preview": job.what_if},
    )
    transaction.on_commit(partial(ring, job.pk))
    return job


def _row(order: Order, *, actor: User, way: Way) -> Job:
    operation, target = order.operation, order.target
    preview = Job.objects.filter(pk=order.preview_of).first() if order.preview_of else None
    now = timezone.now()
    return Job(
        operation=operation.name,
        helper=operation.helper,
        sha256=catalog().helpers[operation.helper].sha256,
        is_change=operation.is_change,
        target_kind=target.kind,
        target_key=target.key,
        target_name=target.name[:300],
        object_guid=target.guid,
        domain=target.domain,
        server=target.server,
        controller=preview.controller if preview else "",
        parameters=dict(order.parameters),
        actor=actor,
        way=way.kind,
        address=way.address,
        account=way.account,
        token=order.token,
        reason=order.reason.strip(),
        ticket=order.ticket.strip(),
        what_if=order.preview,
        preview_of=preview,
        digest=preview.digest if preview else "",
        versions=preview.versions if preview else {},
        created_at=now,
        not_after=now + NOT_AFTER,
        idempotency_key=order.idempotency_key,
        content=order.content,
    )
