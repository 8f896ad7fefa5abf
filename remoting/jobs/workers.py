"""Whether workers live, and whether they hear: a row for each, touched by its process and by the bells it consumes."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.utils import timezone

from remoting.jobs.models import Job, Worker
from remoting.jobs.states import State

SILENT_AFTER = timedelta(seconds=90)
BEAT_SECONDS = 15


def worker_name() -> str:
    """One name for one process."""
    return f"{socket.gethostname()}-{os.getpid()}"


def beat(name: str, *, process: int = 0) -> None:
    """The process lives."""
    now = timezone.now()
    Worker.objects.update_or_create(
        name=name, defaults={"seen_at": now, "process": process}, create_defaults={"seen_at": now, "process": process}
    )


def hear(name: str) -> None:
    """The process has consumed a bell: it does not only live, it hears."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now, "heard_at": now})


def gone(name: str) -> None:
    """The process ends in good order."""
    Worker.objects.filter(name=name).delete()


def answering(*, now: datetime | None = None) -> bool:
    """Whether any worker has shown life lately; where none has, jobs only wait and the pages say so."""
    return Worker.objects.filter(seen_at__gt=(now or timezone.now()) - SILENT_AFTER).exists()


def is_deaf(name: str, *, now: datetime | None = None) -> bool:
    """A worker that lives but has consumed no bell while bells were rung is ended and started anew by its supervisor.

    Celery on Redis stops consuming after a connection reset in some releases, and its process goes on.
    """
    moment = now or timezone.now()
    row = Worker.objects.filter(name=name).first()
    if row is None:
        return False
    last = row.heard_at or row.started_at
    waiting = Job.objects.filter(state=State.QUEUED, created_at__lt=moment - SILENT_AFTER, not_after__gt=moment)
    return last < moment - SILENT_AFTER and waiting.exists()


def forget_old(*, now: datetime | None = None) -> int:
    """Rows of processes that ended without saying so."""
    old = Worker.objects.filter(seen_at__lt=(now or timezone.now()) - timedelta(days=1))
    return old.delete()[0]
