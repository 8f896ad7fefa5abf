"""The worker is killed in the middle of jobs: after its restart they end rightly, and each change happened once."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.request import Request, urlopen

import pytest

from tests.flows.portal import Portal, manage, running_demo

THINKS = 1.0  # seconds of a simulated server before it acts
ENDED = {"succeeded", "failed", "needs-human", "refused", "partial", "cancelled", "expired", "superseded"}
Api = Callable[..., dict]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_demo(tmp_path_factory.mktemp("killed") / "demo", TSM_SIMULATED_SECONDS=str(THINKS)) as running:
        yield running


@pytest.fixture(scope="module")
def api(portal: Portal) -> Api:
    token = manage(portal, "token", "operator", "--name", "kill").splitlines()[-1]

    def call(path: str, **data: object) -> dict:
        body = json.dumps(data).encode() if data else None
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        with urlopen(Request(f"{portal.url}/api/v1/{path}", data=body, headers=headers), timeout=60) as answer:
            return json.load(answer)

    return call


def query(portal: Portal, sql: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(portal.folder / "tsm.sqlite3", timeout=20)) as database, database:
        return database.execute(sql, values).fetchall()


def let_leases_run_out(portal: Portal, dead: int) -> int:
    """As if the two minutes of a lease had passed: the dead worker's only, its successor holds its own. How many."""
    held = "state = 'running' AND worker LIKE ?"
    count = query(portal, f"SELECT count(*) FROM remoting_job WHERE {held}", f"%-{dead}")[0][0]
    query(portal, f"UPDATE remoting_job SET lease_until = '2000-01-01 00:00:00' WHERE {held}", f"%-{dead}")
    return count


def order_groups(api: Api, names: list[str]) -> dict[str, str]:
    """The job of each name, ordered a little after one another so that they are at different points when it happens."""
    unit = api("search?q=Groups&kind=ou")["items"][0]["guid"]
    ids = {}
    for name in names:
        order = {"parameters": {"Name": name, "Path": unit}, "reason": "The worker will be killed."}
        ids[name] = api("operations/new-group", **order)["id"]
        time.sleep(0.15)
    return ids


def wait_for_end(api: Api, job: str) -> dict:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        found = api(f"jobs/{job}?wait=10")
        if found["state"] in ENDED:
            return found
    raise AssertionError(f"{job} is still {found['state']}")


@pytest.mark.parametrize("after", [0.1, 0.6, 1.0])
def test_ends_jobs_rightly_and_changes_once(portal, api, after):
    names = [f"Killed {after} {number}" for number in range(6)]
    jobs = order_groups(api, names)
    time.sleep(after)
    dead = portal.child("worker")
    os.kill(dead, signal.SIGKILL)
    assert let_leases_run_out(portal, dead) > 0, "the worker held nothing when it was killed"
    for name, job in jobs.items():
        ended = wait_for_end(api, job)
        there = query(portal, "SELECT count(*) FROM remoting_simulatedobject WHERE name = ?", name)[0][0]
        assert (ended["state"], there) in {("succeeded", 1), ("failed", 0)}, ended
        assert count_entries(portal, job, "operation.finished") == 1


def count_entries(portal: Portal, job: str, event: str) -> int:
    sql = "SELECT count(*) FROM audit_entry WHERE event = ? AND replace(job, '-', '') = ?"
    return query(portal, sql, event, job.replace("-", ""))[0][0]
