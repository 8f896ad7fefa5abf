"""Cancelling, settling by hand, deleting what is old, and whether workers answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from remoting.jobs.by_hand import may_settle, settle_by_hand
from remoting.jobs.cancel import cancel, may_cancel
from remoting.jobs.models import Change, Job, JobEvent, Worker
from remoting.jobs.queue import claim, move
from remoting.jobs.retention import delete_old
from remoting.jobs.run import _proceed, run
from remoting.jobs.states import State
from remoting.jobs.workers import answering, beat, hear, is_deaf
from remoting.schedules.retention import delete_kept_long_enough
from tests.remoting.jobs.worlds import PAGE


def test_a_waiting_job_is_cancelled_at_once(world, helpdesk):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    assert cancel(job, actor=helpdesk, way=PAGE)
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED
    assert Entry.objects.filter(job=job.pk, event="operation.cancelled", actor=helpdesk).exists()


def test_nobody_cancels_the_job_of_another(world, helpdesk, operator, administrator):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    assert not cancel(job, actor=operator, way=PAGE)
    assert may_cancel(job, administrator)


def test_a_running_job_is_told_to_stop(world, helpdesk, settings, monkeypatch):
    """It is told between claim and effect: nothing was sent, so nothing has happened."""
    settings.TSM_SIMULATED_SECONDS = 5
    monkeypatch.setattr("remoting.jobs.watch.LOOK_SECONDS", 0)
    world.lock("Ada Lovelace")
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")
    real = claim(job.pk, worker="w")
    assert cancel(Job.objects.get(pk=job.pk), actor=helpdesk, way=PAGE)
    _proceed(real)
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED
    world.mirror()
    assert world.object("Ada Lovelace").locked_at is not None


def test_an_ended_job_is_not_cancelled(world, helpdesk):
    job = world.do(helpdesk, "disable-user", "Ada Lovelace")
    assert not cancel(job, actor=helpdesk, way=PAGE)


def needs_human(world, operator) -> Job:
    job = claim(world.ask(operator, "set-server-logon-mode", parameters={"Mode": "drain"}).pk, worker="w")
    move(job, State.UNCERTAIN)
    move(job, State.NEEDS_HUMAN)
    return job


def test_a_person_settles_it_with_a_reason(world, operator, viewer):
    job = needs_human(world, operator)
    assert may_settle(job, operator)
    assert not may_settle(job, viewer)
    settle_by_hand(job, state=State.SUCCEEDED, reason="It drains.", actor=operator, way=PAGE)
    assert Job.objects.get(pk=job.pk).state == State.SUCCEEDED
    entry = Entry.objects.get(job=job.pk, event="operation.settled")
    assert (entry.reason, entry.outcome) == ("It drains.", "succeeded")


@pytest.mark.parametrize(("state", "reason"), [(State.SUCCEEDED, " "), (State.CANCELLED, "x")])
def test_it_is_settled_no_other_way(world, operator, state, reason):
    with pytest.raises(ValueError, match="reason"):
        settle_by_hand(needs_human(world, operator), state=state, reason=reason, actor=operator, way=PAGE)


def old(days: float):
    return timezone.now() - timedelta(days=days)


def test_results_of_reads_go_after_a_day(world, helpdesk):
    job = world.do(helpdesk, "get-user", "Ada Lovelace")
    assert delete_old(now=timezone.now())["results"] == 0
    Job.objects.filter(pk=job.pk).update(ended_at=old(1.1))
    assert delete_kept_long_enough(now=timezone.now(), way=PAGE)["results"] == 1
    assert Job.objects.get(pk=job.pk).result is None
    assert Entry.objects.get(event="retention.deleted").data["results"] == 1


def test_changes_stay(world, helpdesk):
    job = world.do(helpdesk, "disable-user", "Ada Lovelace")
    Job.objects.filter(pk=job.pk).update(ended_at=old(30))
    delete_old(now=timezone.now())
    assert Change.objects.filter(job=job).exists()


def test_output_and_jobs_go_in_their_time(world, helpdesk, settings):
    job = world.do(helpdesk, "disable-user", "Ada Lovelace")
    JobEvent.objects.create(job=job, stream="information", message="x", at=old(settings.TSM_KEEP_EVENTS + 1))
    assert delete_old(now=timezone.now())["events"] == 1
    Job.objects.filter(pk=job.pk).update(ended_at=old(settings.TSM_KEEP_JOBS + 1))
    assert delete_old(now=timezone.now())["jobs"] == 1
    assert not Job.objects.exists()
    assert Entry.objects.filter(event="operation.finished").exists()


def test_previews_go_with_the_results(world, helpdesk):
    job = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    Job.objects.filter(pk=job.pk).update(ended_at=old(1.1))
    assert delete_old(now=timezone.now())["previews"] == 1


def test_what_needs_a_person_is_kept(world, operator):
    job = needs_human(world, operator)
    Job.objects.filter(pk=job.pk).update(ended_at=old(1000))
    delete_old(now=timezone.now())
    assert Job.objects.filter(pk=job.pk).exists()


def test_workers_answer_while_they_beat(db):
    assert not answering()
    beat("w", process=1)
    assert answering()
    Worker.objects.update(seen_at=old(0.01))
    assert not answering()


def test_a_worker_that_hears_nothing_while_jobs_wait_is_deaf(world, helpdesk):
    beat("w")
    assert not is_deaf("w")
    Worker.objects.update(started_at=old(1))
    assert not is_deaf("w")
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    assert is_deaf("w")
    hear("w")
    assert not is_deaf("w")
