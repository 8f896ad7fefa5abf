"""Jobs by the API: who sees what, waiting for the end, secrets once."""

import threading
import time
from uuid import uuid4

import pytest

from audit.events import Event
from audit.models import Entry
from remoting.jobs import waiting
from remoting.jobs.models import Job


def guid(world, name: str) -> str:
    return str(world.object(name).guid)


@pytest.fixture
def unlocked(world, helpdesk, caller_of):
    return caller_of(helpdesk).do("unlock-user", guid(world, "Ada Lovelace"), ticket="INC-7")


def test_it_tells_everything_to_its_requester(unlocked):
    assert unlocked["reason"] == "The caller asked."
    assert unlocked["ticket"] == "INC-7"
    assert unlocked["requester"] == "Jana Vogel"
    assert unlocked["ended_at"]


def test_it_tells_others_state_and_changes_alone(world, unlocked, operator, caller_of):
    seen = caller_of(operator).get(f"/jobs/{unlocked['id']}").json()
    assert (seen["state"], len(seen["changes"])) == ("succeeded", 1)
    assert (seen["reason"], seen["parameters"], seen["result"]) == ("", None, None)


def test_it_keeps_the_result_of_a_read_to_its_requester(world, helpdesk, administrator, caller_of):
    job = caller_of(helpdesk).do("get-user", guid(world, "Ada Lovelace"))
    assert job["result"][0]["name"] == "Ada Lovelace"
    other = caller_of(administrator).get(f"/jobs/{job['id']}").json()
    assert (other["state"], other["result"]) == ("succeeded", None)


@pytest.mark.parametrize("key", [uuid4(), "nothing"])
def test_it_knows_no_other_job(world, helpdesk, caller_of, key):
    assert caller_of(helpdesk).get(f"/jobs/{key}").status_code in (404, 422)


def test_it_hides_jobs_from_who_has_no_grant(unlocked, stranger, caller_of):
    assert caller_of(stranger).get(f"/jobs/{unlocked['id']}").status_code == 404
    assert caller_of(stranger).get("/jobs").json()["items"] == []


def test_it_tells_auditors_everything_but_results(unlocked, auditor, caller_of):
    [seen] = caller_of(auditor).get("/jobs").json()["items"]
    assert (seen["reason"], seen["ticket"], seen["result"]) == ("The caller asked.", "INC-7", None)


def test_it_lists_jobs_page_by_page(world, helpdesk, caller_of):
    caller, ada = caller_of(helpdesk), guid(world, "Ada Lovelace")
    made = [caller.order("unlock-user", ada).json()["id"] for _ in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = caller.get("/jobs", limit=2, cursor=cursor).json()
        found += [job["id"] for job in page["items"]]
        cursor = page["next"]
    assert found == made[::-1]


def test_it_asks_the_database_no_more_for_many(world, helpdesk, caller_of, django_assert_max_num_queries):
    caller, ada = caller_of(helpdesk), guid(world, "Ada Lovelace")
    for _ in range(12):
        caller.order("unlock-user", ada)
    with django_assert_max_num_queries(12):
        assert len(caller.get("/jobs").json()["items"]) == 12


@pytest.mark.parametrize("cursor", ["nonsense", "AAAA", "MjAyNi0wMS0wMSB4", "é"])
def test_it_takes_any_cursor(world, helpdesk, caller_of, cursor):
    assert caller_of(helpdesk).get("/jobs", cursor=cursor).status_code in (200, 422)


@pytest.mark.parametrize(
    ("query", "number"),
    [({"state": "queued"}, 1), ({"state": "failed"}, 0), ({"operation": "unlock-user"}, 1), ({"operation": "x"}, 0)],
)
def test_it_filters_jobs(world, helpdesk, caller_of, query, number):
    caller = caller_of(helpdesk)
    caller.order("unlock-user", guid(world, "Ada Lovelace"))
    assert len(caller.get("/jobs", **query).json()["items"]) == number
    assert caller.get("/jobs", state="on fire").status_code == 422


class TestWaiting:
    """`?wait=` holds the answer back until the job has ended."""

    @pytest.fixture
    def job(self, world, helpdesk, caller_of) -> str:
        return caller_of(helpdesk).order("unlock-user", guid(world, "Ada Lovelace")).json()["id"]

    def test_it_answers_when_the_time_is_over(self, job, helpdesk, caller_of):
        start = time.monotonic()
        assert caller_of(helpdesk).get(f"/jobs/{job}", wait=1).json()["state"] == "queued"
        assert 0.9 < time.monotonic() - start < 3

    def test_it_answers_at_the_end(self, job, helpdesk, caller_of, monkeypatch):
        looks = []

        def end(seconds: float) -> None:
            looks.append(seconds)
            Job.objects.filter(pk=job).update(state="cancelled")

        monkeypatch.setattr(waiting.time, "sleep", end)
        assert caller_of(helpdesk).get(f"/jobs/{job}", wait=50).json()["state"] == "cancelled"
        assert len(looks) == 1

    def test_it_answers_at_once_where_eight_wait(self, job, helpdesk, caller_of, monkeypatch):
        monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(1))
        assert waiting._places.acquire(blocking=False)
        start = time.monotonic()
        assert caller_of(helpdesk).get(f"/jobs/{job}", wait=20).status_code == 200
        assert time.monotonic() - start < 1

    @pytest.mark.parametrize("wait", [-1, 51, "long"])
    def test_it_waits_for_no_other_time(self, job, helpdesk, caller_of, wait):
        assert caller_of(helpdesk).get(f"/jobs/{job}", wait=wait).status_code == 422


class TestSecrets:
    """A secret that an operation returned comes out once."""

    @pytest.fixture
    def job(self, world, helpdesk, caller_of) -> dict:
        return caller_of(helpdesk).do("reset-user-password", guid(world, "Ada Lovelace"))

    def test_it_comes_out_once(self, world, job, helpdesk, caller_of):
        assert job["state"] == "succeeded", job["error"]
        assert job["revealable_until"]
        caller = caller_of(helpdesk)
        first = caller.post(f"/jobs/{job['id']}/reveal")
        assert first.status_code == 200
        [secret] = first.json()["secrets"]
        assert secret["id"] == guid(world, "Ada Lovelace")
        assert len(secret["secret"]) >= 16
        again = caller.post(f"/jobs/{job['id']}/reveal")
        assert (again.status_code, again.json()["code"]) == (410, "NotFound")
        assert Entry.objects.filter(event=Event.REVEALED, way="api").count() == 1
        assert secret["secret"] not in str(list(Entry.objects.values())) + str(list(Job.objects.values()))

    def test_it_comes_out_by_no_get(self, job, helpdesk, caller_of):
        caller = caller_of(helpdesk)
        assert caller.get(f"/jobs/{job['id']}/reveal").status_code == 405
        assert caller.get(f"/jobs/{job['id']}").json()["revealable_until"]

    def test_it_comes_out_for_nobody_else(self, job, administrator, caller_of):
        answer = caller_of(administrator).post(f"/jobs/{job['id']}/reveal")
        assert (answer.status_code, answer.json()["code"]) == (410, "NotFound")
        assert caller_of(administrator).get(f"/jobs/{job['id']}").json()["revealable_until"] is None
