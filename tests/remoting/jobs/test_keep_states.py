"""The edges of a job's states, held by the code and by the database itself."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from remoting.checks import check_edges
from remoting.jobs.models import Job
from remoting.jobs.queue import LostClaim, claim, move, release
from remoting.jobs.states import EDGES, ENDED, FIRST, OPEN, State, may_follow
from remoting.jobs.triggers import NAMES, ensure, missing
from tests.cast import person


def row(actor, state: str = State.QUEUED, **more) -> Job:
    later = timezone.now() + timedelta(minutes=10)
    fields = {"operation": "unlock-user", "helper": "UserHelper", "not_after": later, "way": "page", "state": state}
    return Job.objects.create(actor=actor, **(fields | more))


def put(job: Job, state: str) -> None:
    """Bring a row into a state along the edges, whatever the code would do on the way."""
    ways: list[list[str]] = [[job.state]]
    for way in ways:
        if way[-1] == state:
            break
        ways += [[*way, after] for after in EDGES.get(State(way[-1]), ()) if after not in way]
    else:
        raise AssertionError(state)
    for step in way[1:]:
        Job.objects.filter(pk=job.pk).update(state=step)
    job.refresh_from_db()


def born(actor, state: str) -> Job:
    first = state if state in FIRST else State.QUEUED
    job = row(actor, first)
    put(job, state)
    return job


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)), ids=str)
def test_the_database_holds_the_table(helpdesk, before, after):
    if before == after:
        return
    job = born(helpdesk, before)
    if may_follow(before, after):
        assert Job.objects.filter(pk=job.pk).update(state=after) == 1
    else:
        with pytest.raises(DatabaseError), transaction.atomic():
            Job.objects.filter(pk=job.pk).update(state=after)


@pytest.mark.parametrize("state", sorted(set(State) - FIRST))
def test_a_job_is_born_waiting(helpdesk, state):
    with pytest.raises(DatabaseError), transaction.atomic():
        row(helpdesk, state)


def test_no_job_takes_the_place_of_another(helpdesk):
    """INSERT OR REPLACE would bring an ended job back into the queue, past all edges."""
    job = row(helpdesk)
    put(job, State.SUCCEEDED)
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no such statement; a primary key stands for it.
    names = [field.column for field in Job._meta.concrete_fields]
    values = ["'queued'" if name == "state" else name for name in names]
    statement = f"INSERT OR REPLACE INTO remoting_job ({', '.join(names)}) SELECT {', '.join(values)} FROM remoting_job"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED


def test_a_fence_never_goes_back(helpdesk):
    job = row(helpdesk)
    Job.objects.filter(pk=job.pk).update(fence=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(fence=2)


def test_lost_triggers_are_found_and_put_back(helpdesk):
    assert missing(connection) == []
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON remoting_job"
        cursor.execute(f"DROP TRIGGER {NAMES[1]}{on}")
    assert missing(connection) == [NAMES[1]]
    assert [found.id for found in check_edges(databases=["default"])] == ["remoting.E001"]
    ensure(connection)
    assert check_edges(databases=["default"]) == []


def test_open_and_ended_are_all_states():
    assert set(State) == OPEN | ENDED
    assert not OPEN & ENDED


class Life(RuleBasedStateMachine):
    """Two workers, a sweeper and a person at one job: whatever they do, the table holds and one alone writes."""

    def __init__(self) -> None:
        super().__init__()
        self.job = row(person(f"p{Job.objects.count()}"))
        self.claims: list[Job] = []
        self.ended: str = ""

    @rule()
    def a_worker_claims(self) -> None:
        taken = claim(self.job.pk, worker="w")
        if taken is not None:
            self.claims.append(taken)

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), state=st.sampled_from(sorted(State)))
    def a_worker_moves_it(self, data, state) -> None:
        mine = data.draw(st.sampled_from(self.claims))
        stands = Job.objects.get(pk=self.job.pk)
        holds = (mine.fence, mine.state) == (stands.fence, stands.state) and may_follow(mine.state, state)
        try:
            with transaction.atomic():
                if state == State.QUEUED:
                    release(mine)
                else:
                    move(mine, State(state))
        except (LostClaim, ValueError):
            assert not holds
        else:
            assert holds

    @rule(state=st.sampled_from([State.CANCELLED, State.EXPIRED]))
    def somebody_ends_it_before_it_runs(self, state) -> None:
        stands = Job.objects.get(pk=self.job.pk)
        try:
            with transaction.atomic():
                move(stands, state)
        except ValueError:
            assert stands.state != State.QUEUED

    @invariant()
    def an_ended_job_stays_as_it_is(self) -> None:
        state = Job.objects.get(pk=self.job.pk).state
        if self.ended and self.ended != State.NEEDS_HUMAN:
            assert state == self.ended
        if state in ENDED:
            self.ended = state

    @invariant()
    def only_the_newest_claim_counts(self) -> None:
        fences = [each.fence for each in self.claims]
        assert fences == sorted(set(fences))


@pytest.fixture
def life(db: None) -> None:
    return


def test_no_order_of_events_breaks_the_table(life):
    machine = Life.TestCase()
    machine.settings = settings(
        max_examples=30, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine.runTest()
