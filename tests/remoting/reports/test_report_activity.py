"""The report of what the helpdesk did."""

from datetime import UTC, date, datetime

from accounts.models import User
from remoting.jobs.models import Job
from remoting.reports.helpdesk_activity import REPORT

DAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def order(actor: User, name: str, at: str, **more: object) -> Job:
    when = datetime.fromisoformat(at)
    row = {"operation": "unlock-user", "target_kind": "user", "target_name": name, "is_change": True} | more
    return Job.objects.create(actor=actor, created_at=when, not_after=when, **row)


def test_it_lists_the_changes_of_the_day(helpdesk: User) -> None:
    order(helpdesk, "Zoë", "2026-11-17T09:00:00+00:00", ticket="INC-1", reason="called")
    order(helpdesk, "Late in Berlin, early in UTC", "2026-11-16T23:30:00+00:00")
    order(helpdesk, "Yesterday", "2026-11-16T22:30:00+00:00")
    order(helpdesk, "A preview", "2026-11-17T09:00:00+00:00", what_if=True)
    order(helpdesk, "A read", "2026-11-17T09:00:00+00:00", is_change=False)
    rows = list(REPORT.rows(DAY, lambda: NOON))
    assert [row.cells[0] for row in rows] == ["Late in Berlin, early in UTC", "Zoë"]
    assert rows[1].cells[1:4] == ("unlock-user", "Jana Vogel", "Queued")
    assert rows[1].cells[5:] == ("INC-1", "called")
    assert all(len(row.cells) == len(REPORT.columns) for row in rows)
