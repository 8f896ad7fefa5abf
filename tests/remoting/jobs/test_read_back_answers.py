"""A lost answer is never called failed without proof: journal first, then the directory's version numbers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from directory.sources import SourceError
from remoting.jobs.models import Change, Job
from remoting.jobs.reconcile import MOST_READBACKS
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.simulated.source import EmbeddedSource
from remoting.transports.invocation import AnswerLost, Fault, Invocation, NothingSent, Outcome


class Broken:
    """A transport whose answers get lost, as told: it does `effect`, then loses the answer; its journal is empty."""

    remembers = False

    def __init__(self, effect=lambda: None, *, replayed: Outcome | None = None, answer: Outcome | None = None) -> None:
        self.effect, self.replayed, self.answer = effect, replayed, answer
        self.runs = 0

    def run(self, invocation: Invocation, *, on_event, stop=lambda: False) -> Outcome:
        self.runs += 1
        self.effect()
        if self.answer is not None:
            return self.answer
        raise AnswerLost("The connection ended.")

    def replay(self, call: UUID) -> Outcome | None:
        return self.replayed

    def close(self) -> None:
        pass


@pytest.fixture
def over(monkeypatch):
    """Run jobs over this transport; a job's time limit is over at once."""

    def use(transport):
        monkeypatch.setattr("remoting.jobs.run.transport_for", lambda endpoint: transport)
        monkeypatch.setattr("remoting.jobs.reconcile.transport_for", lambda endpoint: transport)
        monkeypatch.setattr("remoting.jobs.run.seconds_of", lambda operation: 0)
        return transport

    return use


def unlocked(world):
    def effect() -> None:
        world.store.modify(world.object("Ada Lovelace").guid, {"lockoutTime": 0})

    return effect


def twice(effect):
    def both() -> None:
        effect()
        effect()

    return both


def ask(world, helpdesk, name="unlock-user", on="Ada Lovelace", **more) -> Job:
    world.lock("Ada Lovelace")
    job = world.ask(helpdesk, name, on, **more)
    run(job.pk)
    job.refresh_from_db()
    return job


def test_nothing_changed_means_failed(world, helpdesk, over):
    over(Broken())
    job = ask(world, helpdesk)
    assert job.state == State.FAILED
    assert "Nothing was changed" in job.error_message


def test_one_more_version_means_that_it_was_done(world, helpdesk, over):
    over(Broken(unlocked(world)))
    job = ask(world, helpdesk)
    assert (job.state, job.error_code) == (State.SUCCEEDED, "")


def test_two_more_versions_mean_that_somebody_else_wrote(world, helpdesk, over):
    def effect() -> None:
        guid = world.object("Ada Lovelace").guid
        world.store.modify(guid, {"lockoutTime": 0})
        world.store.lock_out(guid)

    over(Broken(effect))
    assert ask(world, helpdesk).state == State.SUPERSEDED


def test_the_preview_tells_what_was_done(world, helpdesk, over):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    over(Broken(lambda: world.store.modify(world.object("Ada Lovelace").guid, {"userAccountControl": 514})))
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace", preview_of=preview.pk)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED
    assert Change.objects.get(job=job).applied


def test_the_journal_comes_first(world, helpdesk, over):
    record = {"kind": "user", "id": None, "name": "Ada", "applied": True, "before": {"a": 1}, "after": {"a": 2}}
    over(Broken(replayed=Outcome(ok=True, data=[record])))
    job = ask(world, helpdesk)
    assert job.state == State.SUCCEEDED
    assert Change.objects.get(job=job).after == {"a": 2}


def test_a_refusal_in_the_journal_had_no_effect(world, helpdesk, over):
    over(Broken(replayed=Outcome(ok=False, error=Fault("NotFound", "No such user."))))
    assert ask(world, helpdesk).state == State.FAILED


def test_half_of_it_in_the_journal_is_partial(world, helpdesk, over):
    record = {"kind": "user", "id": None, "name": "Ada", "applied": True, "before": {}, "after": {"a": 2}}
    over(Broken(replayed=Outcome(ok=False, data=[record], error=Fault("AccessDenied", "Not the second one."))))
    assert ask(world, helpdesk).state == State.PARTIAL


@pytest.mark.parametrize("code", ["Timeout", "Unavailable", "Unexpected", "TooLarge", "Cancelled"])
def test_these_codes_leave_it_open(world, helpdesk, over, code):
    over(Broken(answer=Outcome(ok=False, error=Fault(code, "Something."))))
    assert ask(world, helpdesk).state == State.FAILED  # after it was read back: nothing had changed


def test_a_read_that_got_lost_failed(world, helpdesk, over):
    over(Broken())
    assert ask(world, helpdesk, "get-user").state == State.FAILED


def test_an_act_on_a_server_needs_a_person(world, operator, over):
    over(Broken())
    job = world.ask(operator, "set-server-logon-mode", parameters={"Mode": "drain"})
    run(job.pk)
    job.refresh_from_db()
    assert job.state == State.NEEDS_HUMAN


def test_it_is_never_sent_a_second_time(world, helpdesk, over):
    transport = over(Broken())
    job = ask(world, helpdesk)
    run(job.pk)
    assert transport.runs == 1


def test_it_guesses_nothing_while_the_directory_is_silent(world, helpdesk, over, monkeypatch):
    def silent(self, guid):
        raise SourceError("No domain controller answers.")

    over(Broken(lambda: monkeypatch.setattr(EmbeddedSource, "one", silent)))
    job = ask(world, helpdesk)
    assert job.state == State.UNCERTAIN
    for _ in range(MOST_READBACKS - 1):
        assert Job.objects.get(pk=job.pk).state == State.UNCERTAIN
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.NEEDS_HUMAN


def test_nothing_sent_is_tried_three_times(world, helpdesk, over):
    class Closed(Broken):
        def run(self, invocation, *, on_event, stop=lambda: False):
            self.runs += 1
            raise NothingSent("No connection to TS-HAM-09.")

    transport = over(Closed())
    job = ask(world, helpdesk)
    for _ in range(3):
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, transport.runs) == (State.FAILED, 3)
    assert "No connection" in job.error_message
