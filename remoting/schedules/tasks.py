"""Celery tasks of the schedules; `remoting/tasks.py` gathers them."""

from celery import shared_task
from django.utils import timezone

from audit.trail import Way
from remoting.schedules.retention import delete_kept_long_enough
from remoting.schedules.ticking import tick as ring


@shared_task
def tick() -> None:
    """Rung by the one static entry of Celery's beat."""
    ring(timezone.now())


@shared_task
def delete_old() -> None:
    delete_kept_long_enough(now=timezone.now(), way=Way("schedule"))
