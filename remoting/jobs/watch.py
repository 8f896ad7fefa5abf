"""What a running job looks at now and then: whether it shall stop, and its lease."""

from __future__ import annotations

import time

from remoting.jobs.models import Job, JobEvent
from remoting.jobs.queue import LostClaim, renew
from remoting.jobs.sealing import without_secrets
from remoting.transports.invocation import Event

LOOK_SECONDS = 1.0
RENEW_SECONDS = 30.0
MOST_EVENTS = 2000
MOST_CHARACTERS = 10_000


class Watch:
    """Handed to the transport, which asks it often; it asks the database seldom. Stops too when the claim is lost."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._looked = time.monotonic()
        self._renewed = time.monotonic()
        self._events = 0
        self._seconds = LOOK_SECONDS
        self.stopped = False
        self.lost = False

    def stop(self) -> bool:
        """Whether somebody asked to stop the job, as of about a second ago."""
        now = time.monotonic()
        if not self.stopped and now - self._looked >= self._seconds:
            self._looked = now
            self.stopped = Job.objects.filter(pk=self._job.pk).exclude(stop_asked_at=None).exists()
        if now - self._renewed >= RENEW_SECONDS:
            self._renewed = now
            self._hold()
        return self.stopped or self.lost

    def hear(self, event: Event) -> None:
        """Keep what the call says, up to a measure."""
        self._events += 1
        if self._events > MOST_EVENTS:
            return
        message = event.message[:MOST_CHARACTERS]
        if self._events == MOST_EVENTS:
            message = "…"
        JobEvent.objects.create(
            job=self._job,
            stream=event.stream[:20],
            message=message,
            percent=event.percent,
            data=without_secrets(event.data),
        )

    def _hold(self) -> None:
        try:
            renew(self._job)
        except LostClaim:
            self.lost = True
