"""Every operation ends with each of its codes, ordered from a page and by the API, and both say so.

What makes the engine answer with a code is tested where the engine is; here a transport answers with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from accounts.models import User
from audit.models import Entry
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.models import Change, Job
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.jobs.verdict import REFUSING
from remoting.transports.invocation import Fault, Invocation, OnEvent, Outcome, Stopping, never_stop
from tests.site.ways.orders import ORDERS, Demo
from tests.site.ways.roads import road_for

TABLE = json.loads((Path(__file__).parents[2] / "data/errors.json").read_text("utf-8"))
# Whatever an operation does, its server may not answer.
EVERYWHERE = frozenset({"Unavailable"})
SENTENCE = "It cannot be done, says the helper of the test."


class Answering:
    """A transport that gives one answer, and has it in its journal."""

    remembers = True

    def __init__(self, code: str) -> None:
        self.outcome = Outcome(ok=False, error=Fault(code, SENTENCE))

    def run(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping = never_stop) -> Outcome:
        return self.outcome

    def replay(self, call: UUID) -> Outcome | None:
        return None

    def close(self) -> None: ...


@pytest.mark.one_database
@pytest.mark.parametrize("way", ["page", "api"])
@pytest.mark.parametrize("operation", catalog().offered, ids=lambda each: each.name)
def test_it_ends_with_each_code(demo: Demo, boss: User, operation: Operation, way: str):
    order, road = ORDERS[operation.name](demo), road_for(way, boss)
    preview = road.preview(operation.name, order) if operation.needs_preview else None
    job = road.order(operation.name, order, preview=preview)
    for code in sorted(EVERYWHERE | set(TABLE[operation.name])):
        with taken_back():
            ended = end_with(code, job)
            assert (ended.state, ended.error_code) == (state_after(code), code)
            assert road.told(ended) == (ended.state, code)
            assert ended.error_message
            assert not Change.objects.filter(job=job, applied=True).exists()
            assert Entry.objects.filter(job=job.pk, event="operation.finished", outcome=ended.state).count() == 1


def end_with(code: str, job: Job) -> Job:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("run", "reconcile"):
            patch.setattr(f"remoting.jobs.{module}.transport_for", lambda _: Answering(code))
        run(job.pk)
    return Job.objects.get(pk=job.pk)


def state_after(code: str) -> State:
    """What a refusal says is so; after silence a read has failed, and a change that the journal has not never was."""
    return State.REFUSED if code in REFUSING else State.FAILED


@contextmanager
def taken_back() -> Iterator[None]:
    """Nothing of the block stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
