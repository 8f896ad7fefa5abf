"""What a server answers may be anything; the job ends all the same, and nothing stays locked for ever."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from remoting.jobs import reconcile
from remoting.jobs.models import Change, Job
from remoting.jobs.reconcile import MOST_READBACKS
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.transports.invocation import AnswerLost, Invocation, Outcome
from remoting.transports.runner import event_of, outcome_of


class Answering:
    """A transport that answers with this frame, and whose journal cannot be read."""

    def __init__(self, frame: dict | None = None, *, event: dict | None = None, remembers: bool = False) -> None:
        self.frame, self.event, self.remembers = frame, event, remembers

    def run(self, invocation: Invocation, *, on_event, stop=lambda: False) -> Outcome:
        if self.event:
            on_event(event_of(self.event))
        if self.frame is None:
            raise AnswerLost("The connection ended.")
        return outcome_of(self.frame)

    def replay(self, call: UUID) -> Outcome | None:
        raise AnswerLost("The store does not answer.")

    def close(self) -> None:
        pass


@pytest.fixture
def over(monkeypatch):
    def use(transport: Answering) -> None:
        monkeypatch.setattr("remoting.jobs.run.transport_for", lambda endpoint: transport)
        monkeypatch.setattr("remoting.jobs.reconcile.transport_for", lambda endpoint: transport)

    return use


def ran(job: Job) -> Job:
    run(job.pk)
    job.refresh_from_db()
    return job


RECORD = {"kind": "user", "id": "x", "name": "Ada", "dn": "CN=Ada", "applied": True, "before": {}, "after": {}}
HOSTILE_RECORDS = [
    {"kind": "k" * 500, "id": "i" * 5000, "name": "n" * 5000},
    {"before": ["no", "mapping"], "after": "text"},
    {"name": "a\0b", "dn": "\ud800", "after": {"description": "a\0b\udfff", "x\0": float("inf")}},
    {"applied": "yes", "before": None, "after": {"number": 10**400}},
]


@pytest.mark.parametrize("hostile", HOSTILE_RECORDS)
def test_a_hostile_record_ends_its_job(world, helpdesk, over, hostile):
    over(Answering({"ok": True, "data": [RECORD | hostile], "milliseconds": float("inf")}))
    job = ran(world.ask(helpdesk, "unlock-user", "Ada Lovelace"))
    assert job.state == State.SUCCEEDED
    assert Change.objects.get(job=job).kind


def test_a_hostile_reading_ends_its_job(world, helpdesk, over):
    event = {"message": "m" * 50_000 + "\0", "percent": 1e300, "stream": "s" * 500, "data": {"a\0": "\ud800"}}
    over(Answering({"ok": True, "data": [{"name": "a\0\ud800", "size": float("nan")}]}, event=event))
    job = ran(world.ask(helpdesk, "get-user", "Ada Lovelace"))
    assert job.state == State.SUCCEEDED
    assert job.events.count() == 1


def test_a_hostile_error_ends_its_job(world, helpdesk, over):
    over(Answering({"ok": False, "error": {"code": "c" * 500, "message": "\0" * 50_000}}))
    assert ran(world.ask(helpdesk, "get-user", "Ada Lovelace")).state == State.FAILED


def test_a_journal_that_cannot_be_read_proves_nothing(world, helpdesk, over):
    over(Answering(remembers=True))
    assert ran(world.ask(helpdesk, "unlock-user", "Ada Lovelace")).state == State.UNCERTAIN


def test_a_fault_of_ours_while_reading_back_ends_with_a_person(world, helpdesk, over, monkeypatch):
    over(Answering())

    def breaks(*_args: object) -> None:
        raise TypeError("a fault of ours")

    monkeypatch.setattr(reconcile, "_look", breaks)
    job = ran(world.ask(helpdesk, "unlock-user", "Ada Lovelace"))
    for _look in range(MOST_READBACKS):
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        job = ran(job)
    assert job.state == State.NEEDS_HUMAN
