"""The one beat that rings for all schedules that are due."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from cronsim import CronSimError
from django.db import transaction

from directory.bell import post
from remoting.schedules.models import Schedule

TASKS: Mapping[str, str] = {
    Schedule.Act.SYNCHRONISE: "directory.tasks.synchronise_all",
    Schedule.Act.READINGS: "remoting.farms.tasks.take_readings",
    Schedule.Act.REPORTS: "directory.tasks.make_nightly_reports",
    Schedule.Act.RETENTION: "remoting.schedules.tasks.delete_old",
}


def tick(now: datetime) -> list[str]:
    """Ring for what is due, and say what that was. A schedule that was just made waits for its first time.

    Two beats at once ring once: who moves `next_at` on rings. What was missed while nothing ticked is rung for once.
    """
    rung = []
    for schedule in Schedule.objects.due(now):
        if _move_on(schedule, now) and schedule.next_at is not None:
            post(TASKS[schedule.act])
            rung.append(schedule.act)
    return rung


def ring_now(schedule: Schedule) -> None:
    """Ring whatever the cron line says, when the caller's transaction is committed."""
    transaction.on_commit(partial(post, TASKS[schedule.act]))


def _move_on(schedule: Schedule, now: datetime) -> bool:
    try:
        then = schedule.after(now)
    except CronSimError:  # A line that somebody wrote past the form never stops the others.
        return False
    mine = Schedule.objects.filter(pk=schedule.pk, next_at=schedule.next_at)
    rung_at = now if schedule.next_at is not None else schedule.rung_at
    return mine.update(next_at=then, rung_at=rung_at) == 1
