"""Schedules are rung for when they are due, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from remoting.schedules.models import Schedule, check_cron
from remoting.schedules.ticking import TASKS, tick
from tsm_site.celery import app

NOON = datetime(2026, 11, 17, 12, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nightly(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    app.loader.import_default_modules()
    monkeypatch.setattr("remoting.schedules.ticking.post", hear)
    Schedule.objects.all().delete()
    Schedule.objects.create(act="synchronise", cron="* * * * *")
    Schedule.objects.create(act="reports", cron="10 4 * * *")


def hear(task: str) -> bool:
    assert task in app.tasks, "nobody hears this"
    return True


def test_a_new_one_waits_for_its_time() -> None:
    assert tick(NOON) == []
    assert tick(NOON + MINUTE) == ["synchronise"]
    assert tick(NOON + MINUTE) == []


def test_a_nightly_one_rings_at_night() -> None:
    tick(NOON)
    Schedule.objects.filter(act="synchronise").update(is_active=False)
    # 04:10 in Berlin is 03:10 UTC in November.
    assert tick(datetime(2026, 11, 18, 3, 9, tzinfo=UTC)) == []
    assert tick(datetime(2026, 11, 18, 3, 10, 1, tzinfo=UTC)) == ["reports"]


def test_what_was_missed_rings_once() -> None:
    tick(NOON)
    assert tick(NOON + timedelta(days=3)) == ["reports", "synchronise"]
    assert tick(NOON + timedelta(days=3)) == []


def test_a_broken_line_stops_no_other() -> None:
    Schedule.objects.filter(act="reports").update(cron="nonsense")
    tick(NOON)
    assert tick(NOON + MINUTE) == ["synchronise"]


@pytest.mark.parametrize("line", ["* * * *", "61 * * * *", "nonsense", "", "30 2 31 2 *"])
def test_a_wrong_line_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        check_cron(line)


def test_every_act_has_a_task() -> None:
    assert set(TASKS) == set(Schedule.Act.values)
    assert set(TASKS.values()) <= set(app.tasks)
    assert app.conf.beat_schedule["tick"]["task"] in app.tasks
