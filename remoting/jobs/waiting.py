"""Waiting for the end of a job, by the few that may wait at a time."""

import threading
import time
from uuid import UUID

from remoting.jobs.models import Job

MOST_SECONDS = 50
MOST_WAITING = 8  # requests of this process; every one of them holds a thread that pages need too
EVERY = 0.2  # seconds between two looks

_places = threading.BoundedSemaphore(MOST_WAITING)


def wait_for(key: UUID, *, seconds: float) -> bool:
    """Come back when the job has ended, after so many seconds, or at once where too many wait. Whether it has ended."""
    ended = Job.objects.filter(pk=key).ended()
    if seconds <= 0 or ended.exists():
        return ended.exists()
    if not _places.acquire(blocking=False):
        return False
    try:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if ended.exists():
                return True
            time.sleep(EVERY)
        return ended.exists()
    finally:
        _places.release()
