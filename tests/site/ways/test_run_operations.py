"""Every operation of the catalog runs in the demo, from a page and from the API: previewed, done, and done again."""

from __future__ import annotations

import pytest

from accounts.models import User
from audit.models import Entry
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.models import Change, Job
from remoting.jobs.run import run
from remoting.jobs.states import State
from tests.site.ways.orders import ORDERS, Demo, Order
from tests.site.ways.roads import Road, road_for

# What makes and what deletes finds it made or deleted; a password is new each time.
AGAIN_REFUSED = frozenset({"New", "Remove"})
AGAIN_APPLIED = frozenset({"reset-user-password", "reset-computer-account"})
# Their records hold a time of day, or what only the act itself brings about.
NOT_FORETOLD = frozenset({"disable-leaver", "reset-computer-account"})


def test_it_knows_an_order_for_each():
    assert set(ORDERS) == {each.name for each in catalog().offered}
    assert len(ORDERS) == 86


@pytest.mark.parametrize("way", ["page", "api"])
@pytest.mark.parametrize("operation", catalog().offered, ids=lambda each: each.name)
def test_it_runs(demo: Demo, boss: User, operation: Operation, way: str):
    order, road = ORDERS[operation.name](demo), road_for(way, boss)
    preview = previewed(road, operation, order) if operation.is_change else None
    job = done(road, operation, order, preview)
    if operation.is_read:
        assert isinstance(job.result, list) or operation.has_secret_output
        assert not Change.objects.filter(job=job).exists()
        return
    assert any(change.applied for change in Change.objects.filter(job=job))
    if operation.is_of_directory and operation.name not in NOT_FORETOLD:
        assert effects(job) == effects(preview)
    if operation.is_of_directory:
        done_again(road, operation, order)


def previewed(road: Road, operation: Operation, order: Order) -> Job:
    preview = road.preview(operation.name, order)
    assert (preview.state, preview.error_message, preview.what_if) == (State.SUCCEEDED, "", True)
    assert effects(preview)
    assert not any(change.applied for change in Change.objects.filter(job=preview))
    return preview


def done(road: Road, operation: Operation, order: Order, preview: Job | None) -> Job:
    job = road.order(operation.name, order, preview=preview)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    assert road.told(job) == (State.SUCCEEDED, "")
    events = list(Entry.objects.of_job(job.pk).order_by("at").values_list("event", flat=True))
    assert events == ["operation.requested", *(["operation.started"] if job.is_change else []), "operation.finished"]
    assert bool(road.secrets(job)) == operation.has_secret_output
    assert road.secrets(job) == []
    return job


def done_again(road: Road, operation: Operation, order: Order) -> None:
    """The second time nothing changes, but where a password is given."""
    if operation.function.partition("-")[0] in AGAIN_REFUSED:
        preview = None
        if order.target:
            return  # What was deleted is no target any more: the door knows no such thing.
    else:
        preview = road.preview(operation.name, order)
    again = road.order(operation.name, order, preview=preview)
    run(again.pk)
    again.refresh_from_db()
    applied = any(change.applied for change in Change.objects.filter(job=again))
    if not order.target:
        assert (again.state, again.error_code, applied) == (State.REFUSED, "AlreadyExists", False)
    else:
        assert again.state == State.SUCCEEDED, again.error_message
        assert applied == (operation.name in AGAIN_APPLIED)


def effects(job: Job | None) -> list[tuple[object, object]]:
    return [(change.before, change.after) for change in Change.objects.filter(job=job)]
