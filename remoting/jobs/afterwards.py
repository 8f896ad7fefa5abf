"""After a job: the mirror reads anew what the job has touched, so that the page shows it at once."""

from __future__ import annotations

import logging
from uuid import UUID

from directory.models import DirectoryObject, Domain
from directory.refresh import refresh_object
from directory.sources import SourceError
from remoting.jobs.models import Change, Job
from remoting.jobs.states import State
from remoting.jobs.targets import guid_in
from remoting.servers.models import Server

logger = logging.getLogger(__name__)

MOST_OBJECTS = 50
TOUCHING = frozenset({State.SUCCEEDED, State.PARTIAL, State.SUPERSEDED, State.NEEDS_HUMAN})


def refresh_mirror(job: Job) -> None:
    """Refresh what was changed. A directory that does not answer now is asked again by the next synchronisation."""
    if job.what_if or not job.is_change or (job.state not in TOUCHING and job.error_code != "NotFound"):
        return
    domain = Domain.objects.filter(name__iexact=job.domain).first()
    if domain is None:
        return
    for guid, dn in _touched(job).items():
        try:
            refresh_object(domain, guid, dn_hint=dn)
        except SourceError as fault:
            logger.warning("Object %s was not refreshed after job %s: %s", guid, job.pk, fault)
            return


def note_connection_test(job: Job) -> None:
    """A server remembers the last result of its connection test, whoever asked for it."""
    if job.operation != "test-connection" or job.is_open:
        return
    result = job.result[0] if isinstance(job.result, list) and job.result else {}
    Server.objects.filter(host__iexact=job.server).update(
        tested_at=job.ended_at,
        test_ok=job.state == State.SUCCEEDED,
        test_result=result or {"code": job.error_code, "message": job.error_message},
    )


def _touched(job: Job) -> dict[UUID, str]:
    """The objects of the records and the target, each with the DN that it has, or had."""
    found: dict[UUID, str] = {}
    for change in Change.objects.filter(job=job)[:MOST_OBJECTS]:
        if guid := guid_in(change.object_id):
            found[guid] = change.dn
    if job.object_guid and job.object_guid not in found:
        known = DirectoryObject.objects.filter(guid=job.object_guid).values_list("dn", flat=True).first()
        found[job.object_guid] = known or ""
    return found
