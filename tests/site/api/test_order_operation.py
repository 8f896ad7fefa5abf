"""An operation is ordered by the API: the same form, grants and trail as on a page."""

import json

import pytest

from accounts.models import Grant
from audit.events import Event
from audit.models import Entry
from remoting.jobs.models import Job, JobSecret


def guid(world, name: str) -> str:
    return str(world.object(name).guid)


def problem(answer, status: int, code: str) -> dict:
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == "about:blank"
    assert body["title"]
    return body


def test_it_answers_with_the_job(world, helpdesk, caller_of):
    world.lock("Ada Lovelace")
    answer = caller_of(helpdesk).order("unlock-user", guid(world, "Ada Lovelace"))
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["Location"] == f"/api/v1/jobs/{body['id']}"
    assert (body["state"], body["operation"], body["target"]) == ("queued", "unlock-user", guid(world, "Ada Lovelace"))


def test_it_does_what_was_ordered(world, helpdesk, caller_of):
    world.lock("Ada Lovelace")
    job = caller_of(helpdesk).do("unlock-user", guid(world, "Ada Lovelace"))
    assert job["state"] == "succeeded"
    assert job["error"] is None
    assert [(change["name"], change["applied"]) for change in job["changes"]] == [("Ada Lovelace", True)]
    assert job["changes"][0]["before"]["lockoutTime"]
    assert world.object("Ada Lovelace").locked_at is None


def test_it_names_token_and_way_in_the_trail(world, helpdesk, caller_of):
    job = caller_of(helpdesk).do("unlock-user", guid(world, "Ada Lovelace"))
    ways = {(entry.way, entry.token, entry.actor_id) for entry in Entry.objects.of_job(job["id"])}
    assert ways == {("api", "script", helpdesk.pk)}


def test_it_previews_and_changes_nothing(world, helpdesk, caller_of):
    world.lock("Ada Lovelace")
    job = caller_of(helpdesk).do("unlock-user", guid(world, "Ada Lovelace"), preview=True, reason="")
    assert (job["state"], job["preview"], job["changes"][0]["applied"]) == ("succeeded", True, False)
    assert world.object("Ada Lovelace").locked_at is not None


def test_it_finds_picked_objects_by_name_or_guid(world, helpdesk, caller_of):
    caller, group = caller_of(helpdesk), guid(world, "GG-Finance")
    job = caller.do("add-group-member", group, parameters={"Members": ["ada", guid(world, "Zoë O'Brien")]})
    assert job["state"] == "succeeded", job["error"]
    assert job["parameters"]["Members"] == [guid(world, "Ada Lovelace"), guid(world, "Zoë O'Brien")]


def test_it_edits_only_what_is_said(world, operator, caller_of):
    caller, ada = caller_of(operator), guid(world, "Ada Lovelace")
    job = caller.do("set-user", ada, parameters={"Department": "", "Title": "Countess"})
    assert job["state"] == "succeeded", job["error"]
    assert set(job["changes"][0]["after"]) == {"department", "title"}


@pytest.mark.parametrize("name", ["format-disk", "invoke-script"])
def test_it_knows_nothing_that_is_not_offered(world, administrator, caller_of, name):
    problem(caller_of(administrator).order(name, world.terminal.host), 404, "NotFound")


@pytest.mark.parametrize("target", ["00000000-0000-0000-0000-000000000000", "ada", "../../etc", "x" * 300])
def test_it_knows_no_target_that_is_not_there(world, helpdesk, caller_of, target):
    problem(caller_of(helpdesk).order("unlock-user", target), 404, "NotFound")
    assert Entry.objects.filter(event=Event.REFUSED, actor=helpdesk, way="api").count() == 1


def test_it_refuses_without_the_grant_and_records_it(world, viewer, caller_of):
    body = problem(caller_of(viewer).order("unlock-user", guid(world, "Ada Lovelace")), 403, "AccessDenied")
    assert "helpdesk" in body["detail"]
    assert Entry.objects.filter(event=Event.REFUSED, actor=viewer, operation="unlock-user").count() == 1
    assert not Job.objects.exists()


def test_it_refuses_who_has_no_grant_at_all(world, stranger, caller_of):
    problem(caller_of(stranger).order("unlock-user", guid(world, "Ada Lovelace")), 404, "NotFound")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"parameters": {"Length": 1}}, "Length"),
        ({"parameters": {"Server": "dc1"}}, "Server"),
        ({"parameters": {"Password": 4711}}, "Password"),
        ({"reason": ""}, "reason"),
        ({"parameters": []}, "parameters"),
        ({"what": 1}, "what"),
        ({"preview": "perhaps"}, "preview"),
        ({"preview_of": "x"}, "preview_of"),
        ({"idempotency_key": "x" * 101}, "idempotency_key"),
    ],
)
def test_it_says_which_field_is_wrong(world, helpdesk, caller_of, body, field):
    answer = caller_of(helpdesk).order("reset-user-password", guid(world, "Ada Lovelace"), **body)
    assert list(problem(answer, 422, "InvalidArgument")["errors"]) == [field]


@pytest.mark.parametrize(("name", "parameters"), [("restore-user", {}), ("stop-session", {"UserName": "ada"})])
def test_it_asks_which_one(world, administrator, caller_of, name, parameters):
    target = world.terminal.host if name == "stop-session" else ""
    answer = caller_of(administrator).order(name, target, parameters=parameters)
    assert list(problem(answer, 422, "InvalidArgument")["errors"]) == ["target"]


@pytest.mark.parametrize("field", ["target", "domain", "reason", "ticket", "idempotency_key"])
@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_it_takes_no_text_that_no_database_takes(world, helpdesk, caller_of, field, text):
    body = json.dumps({"target": guid(world, "Ada Lovelace"), field: text})
    problem(caller_of(helpdesk).post("/operations/unlock-user", body), 422, "InvalidArgument")


def test_it_takes_no_body_that_is_too_large(world, helpdesk, caller_of):
    problem(caller_of(helpdesk).post("/operations/unlock-user", b"[" + b" " * 3_000_000 + b"]"), 413, "TooLarge")


@pytest.mark.parametrize("body", [b"[" * 100_000, b"{", b"\xff", b'{"parameters":{"Limit":' + b"9" * 5000 + b"}}"])
def test_it_takes_no_body_that_breaks_a_reader(world, helpdesk, caller_of, body):
    problem(caller_of(helpdesk).post("/operations/find-user", body), 400, "InvalidArgument")


def test_it_gives_the_same_job_for_the_same_key(world, helpdesk, caller_of):
    caller, ada = caller_of(helpdesk), guid(world, "Ada Lovelace")
    first = caller.order("unlock-user", ada, idempotency_key="INC-1").json()["id"]
    assert caller.order("unlock-user", ada, idempotency_key="INC-1").json()["id"] == first
    other = caller.order("unlock-user", guid(world, "Max Munich"), idempotency_key="INC-1")
    problem(other, 409, "Conflict")
    assert caller_of(helpdesk).order("unlock-user", ada, idempotency_key="INC-1").json()["id"] != first


def test_it_keeps_a_typed_secret_out_of_everything(world, helpdesk, caller_of):
    canary = "Canary-Typed-77-x"
    caller, ada = caller_of(helpdesk), guid(world, "Ada Lovelace")
    answer = caller.order("reset-user-password", ada, parameters={"Password": canary})
    assert JobSecret.objects.count() == 1
    told = answer.content.decode() + str(list(Job.objects.values())) + str(list(Entry.objects.values()))
    assert canary not in told
    wrong = caller.order("reset-user-password", ada, parameters={"Password": canary * 20})
    assert canary not in wrong.content.decode()


class TestHighImpact:
    """Deleting a user by token."""

    @pytest.fixture
    def ada(self, world) -> str:
        return guid(world, "Ada Lovelace")

    @pytest.mark.parametrize(("on_token", "on_grant"), [(False, False), (True, False), (False, True)])
    def test_it_needs_the_right_on_token_and_grant(self, ada, administrator, caller_of, on_token, on_grant):
        Grant.objects.filter(user=administrator).update(may_high_by_token=on_grant)
        caller = caller_of(administrator, may_high=on_token)
        preview = caller.do("remove-user", ada, preview=True)
        assert preview["state"] == "succeeded", preview["error"]
        problem(caller.order("remove-user", ada, preview_of=preview["id"]), 403, "AccessDenied")

    def test_it_is_done_with_both_after_a_preview(self, ada, administrator, caller_of):
        Grant.objects.filter(user=administrator).update(may_high_by_token=True)
        caller = caller_of(administrator, may_high=True)
        body = problem(caller.order("remove-user", ada), 422, "InvalidArgument")
        assert list(body["errors"]) == ["preview"]
        preview = caller.do("remove-user", ada, preview=True)
        job = caller.do("remove-user", ada, preview_of=preview["id"])
        assert job["state"] == "succeeded", job["error"]
