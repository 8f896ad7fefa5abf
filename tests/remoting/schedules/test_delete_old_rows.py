"""What was kept long enough goes; what is open, or was changed, stays."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from audit.models import Entry
from audit.trail import Way
from directory.models import ReportRun
from remoting.jobs.models import Job, JobEvent
from remoting.jobs.states import State
from remoting.schedules.retention import delete_kept_long_enough

NOW = datetime(2026, 11, 17, 3, 40, tzinfo=UTC)
SCHEDULE = Way("schedule")


def job(actor: User, *, days: int, state: State = State.SUCCEEDED, is_change: bool = False) -> Job:
    """One that ended so many days ago; its state is set past the edges, as only a test may."""
    then = NOW - timedelta(days=days)
    row = Job.objects.create(
        operation="get-user",
        target_kind="user",
        target_key=f"{days}{state}{is_change}",
        actor=actor,
        is_change=is_change,
        created_at=then,
        not_after=then,
        result=[{"name": "Ada"}],
    )
    for step in (State.RUNNING, state) if state != State.QUEUED else ():
        Job.objects.filter(pk=row.pk).update(state=step)
    Job.objects.filter(pk=row.pk).update(ended_at=then if state != State.QUEUED else None)
    JobEvent.objects.create(job=row, at=then, stream="information", message="hello")
    return row


def test_lines_and_jobs_go_in_their_time(helpdesk: User, settings: pytest.FixtureRequest) -> None:
    old, older, new = job(helpdesk, days=40), job(helpdesk, days=500), job(helpdesk, days=1)
    waiting = job(helpdesk, days=500, state=State.QUEUED)
    gone = delete_kept_long_enough(now=NOW, way=SCHEDULE)
    assert set(Job.objects.values_list("pk", flat=True)) == {old.pk, new.pk, waiting.pk}
    assert not Job.objects.filter(pk=older.pk).exists()
    assert set(JobEvent.objects.values_list("job", flat=True)) == {new.pk, waiting.pk}
    assert gone["jobs"] == 1
    assert Entry.objects.get(event="retention.deleted").data["jobs"] == 1


def test_reports_go_in_their_time(db: None) -> None:
    for days in (399, 401):
        made = NOW - timedelta(days=days)
        ReportRun.objects.create(report="inactive-accounts", date=made.date(), made_at=made)
    delete_kept_long_enough(now=NOW, way=SCHEDULE)
    assert ReportRun.objects.count() == 1


def test_it_is_silent_where_nothing_goes(db: None) -> None:
    assert not any(delete_kept_long_enough(now=NOW, way=SCHEDULE).values())
    assert not Entry.objects.exists()
