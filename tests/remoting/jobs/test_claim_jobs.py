"""The queue: one claim for many bells, one change at a time on one object, leases that run out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry
from remoting.jobs.models import Change, Job, JobSecret
from remoting.jobs.queue import LostClaim, claim, move, note_sending, renew
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.jobs.sweep import sweep_once


def minute_ago():
    return timezone.now() - timedelta(minutes=1)


def test_a_hundred_bells_run_it_once(world, helpdesk):
    world.lock("Ada Lovelace")
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")
    for _ in range(100):
        run(job.pk)
    assert Entry.objects.filter(job=job.pk, event="operation.started").count() == 1
    assert Change.objects.filter(job=job).count() == 1


def test_a_bell_for_no_job_does_nothing(db):
    run(uuid4())


def test_one_change_at_a_time_on_one_object(world, helpdesk):
    first, second = (world.ask(helpdesk, "disable-user", "Ada Lovelace") for _ in range(2))
    held = claim(first.pk, worker="a")
    assert held is not None
    assert claim(second.pk, worker="b") is None
    other = world.ask(helpdesk, "disable-user", "Zoë O'Brien")
    assert claim(other.pk, worker="b") is not None
    move(held, State.FAILED)
    assert claim(second.pk, worker="b") is not None


def test_an_uncertain_job_keeps_its_target(world, helpdesk):
    first, second = (world.ask(helpdesk, "disable-user", "Ada Lovelace") for _ in range(2))
    held = claim(first.pk, worker="a")
    move(held, State.UNCERTAIN)
    assert claim(second.pk, worker="b") is None


def test_reads_and_previews_never_wait(world, helpdesk):
    assert claim(world.ask(helpdesk, "disable-user", "Ada Lovelace").pk, worker="a") is not None
    assert claim(world.ask(helpdesk, "get-user", "Ada Lovelace").pk, worker="b") is not None
    assert claim(world.ask(helpdesk, "disable-user", "Ada Lovelace", preview=True).pk, worker="c") is not None


def test_the_next_is_rung_for_when_the_target_is_free(world, helpdesk, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("remoting.jobs.settle.ring", rung.append)
    first, second = (world.ask(helpdesk, "disable-user", "Ada Lovelace") for _ in range(2))
    with django_capture_on_commit_callbacks(execute=True):
        run(first.pk)
    assert rung == [second.pk]


def test_what_waited_too_long_expires(world, helpdesk):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    Job.objects.filter(pk=job.pk).update(not_after=minute_ago())
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.QUEUED
    assert sweep_once().expired == 1
    assert Job.objects.get(pk=job.pk).state == State.EXPIRED
    assert Entry.objects.get(job=job.pk, event="operation.finished").outcome == "expired"


def test_the_sweeper_rings_again(world, helpdesk, monkeypatch):
    rung = []
    monkeypatch.setattr("remoting.jobs.sweep.ring", lambda job: rung.append(job) or True)
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    assert sweep_once().rung == 0
    Job.objects.filter(pk=job.pk).update(created_at=minute_ago())
    assert sweep_once().rung == 1
    assert rung == [job.pk]


def test_a_lost_lease_before_sending_runs_again(world, helpdesk):
    world.lock("Ada Lovelace")
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")
    gone = claim(job.pk, worker="killed")
    Job.objects.filter(pk=job.pk).update(lease_until=minute_ago())
    assert sweep_once().taken == 1
    assert Job.objects.get(pk=job.pk).state == State.QUEUED
    with pytest.raises(LostClaim):
        renew(gone)
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.SUCCEEDED


def test_a_job_that_kills_its_worker_three_times_fails(world, helpdesk):
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")
    for _ in range(3):
        assert claim(job.pk, worker="killed") is not None
        Job.objects.filter(pk=job.pk).update(lease_until=minute_ago())
        sweep_once()
    assert Job.objects.get(pk=job.pk).state == State.FAILED


def sent(world, helpdesk, name="unlock-user", on="Ada Lovelace", **more):
    """A job whose worker was killed after it had said that it sends."""
    job = claim(world.ask(helpdesk, name, on, **more).pk, worker="killed")
    note_sending(job, ran_on="somewhere")
    Job.objects.filter(pk=job.pk).update(lease_until=minute_ago())
    return job


def test_killed_after_sending_and_before_the_effect_it_failed(world, helpdesk):
    world.lock("Ada Lovelace")
    job = sent(world, helpdesk)
    sweep_once()
    assert Job.objects.get(pk=job.pk).state == State.UNCERTAIN
    run(job.pk)
    row = Job.objects.get(pk=job.pk)
    assert row.state == State.FAILED
    assert "Nothing was changed" in row.error_message
    world.mirror()
    assert world.object("Ada Lovelace").locked_at is not None


def test_killed_after_the_effect_it_succeeded_once(world, helpdesk, monkeypatch):
    """The worker ends between the answer and the writing of it: the journal knows."""
    world.lock("Ada Lovelace")
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")

    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("remoting.jobs.run._finish", die)
        with pytest.raises(Killed):
            run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.RUNNING
    Job.objects.filter(pk=job.pk).update(lease_until=minute_ago())
    sweep_once()
    run(job.pk)
    row = Job.objects.get(pk=job.pk)
    assert row.state == State.SUCCEEDED
    assert Change.objects.get(job=job).applied
    assert [entry.event for entry in Entry.objects.filter(job=job.pk).order_by("pk")] == [
        "operation.requested",
        "operation.started",
        "operation.finished",
    ]
    assert world.object("Ada Lovelace").locked_at is None


def test_a_late_worker_writes_nothing(world, helpdesk):
    job = sent(world, helpdesk)
    late = Job.objects.get(pk=job.pk)
    sweep_once()
    with pytest.raises(LostClaim):
        move(late, State.SUCCEEDED)


def test_a_read_whose_worker_was_killed_failed(world, helpdesk):
    job = sent(world, helpdesk, "get-user")
    sweep_once()
    assert Job.objects.get(pk=job.pk).state == State.FAILED


def test_typed_secrets_go_with_the_job(world, operator):
    job = world.ask(operator, "reset-user-password", "Ada Lovelace", secrets={"Password": "Canary-Typed-77"})
    assert JobSecret.objects.filter(job=job, side="typed").count() == 1
    Job.objects.filter(pk=job.pk).update(not_after=minute_ago())
    sweep_once()
    assert not JobSecret.objects.filter(job=job).exists()
