"""Celery looks for tasks here. A message carries a job's id, or nothing at all."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down

from remoting.farms.tasks import take_reading, take_readings
from remoting.jobs.heart import HEART
from remoting.jobs.run import run
from remoting.jobs.workers import hear, worker_name
from remoting.schedules.tasks import delete_old, tick

__all__ = ["delete_old", "echo", "run_job", "take_reading", "take_readings", "tick"]


@shared_task(acks_late=False, max_retries=0, ignore_result=True)
def run_job(job: str) -> None:
    """The bell of one job. Rung twice, the second finds nothing to do; what is no id is nobody's job."""
    name = worker_name()
    hear(name)
    try:
        pk = UUID(job)
    except (TypeError, ValueError, AttributeError):
        return
    run(pk, worker=name)


@shared_task(acks_late=False, max_retries=0, ignore_result=True)
def echo() -> None:
    """A bell without a job: whoever consumes it is not deaf."""
    hear(worker_name())


# The only signals beside sign-in's: Celery says in no other way when a worker begins and ends.
worker_ready.connect(HEART.start, weak=False)
worker_shutting_down.connect(HEART.stop, weak=False)
