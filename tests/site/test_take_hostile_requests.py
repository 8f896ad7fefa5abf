"""Requests that no browser of ours sends end with an answer about them, never with an error of ours."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.tokens import make_token
from tests.cast import client_of
from tests.remoting.jobs.worlds import PAGE, SmallWorld, build

HUGE = "9" * 5000


@pytest.fixture
def world(db: None) -> SmallWorld:
    return build()


def address(world: SmallWorld, route: str) -> str:
    ada = world.object("Ada Lovelace")
    return route.format(ada=ada.guid, host=world.terminal.host)


ROUTES = (
    "/users/ department q unit state sort columns page",
    "/users.csv department",
    "/computers/ department",
    "/servers/ q",
    "/servers/lines/ q",
    "/sessions/ q server state sort page",
    "/search/ q",
    "/search/hits/ q",
    "/search/picks/ q kind",
    "/offers/user/ domain",
    "/operations/new-user/ domain target Path Manager Groups again",
    "/operations/reset-user-password/ domain target",
    "/objects/{ada}/head/ asked try mark",
    "/objects/{ada}/members/ open show page",
    "/jobs/ view state operation by q page",
    "/audit/ q who event object job start end cursor",
    "/units/ open",
    "/sign-in/ next",
    "/prove/ next",
)
TEXTS = ("a\0b", HUGE, "9" * 19, "[", "http://[", "//evil.example", "\U0010ffff", "٣", "0001-01-01", "9999-12-31")


@pytest.mark.parametrize("line", ROUTES)
def test_an_address_may_say_anything(world, administrator, line) -> None:
    client = client_of(administrator)
    client.raise_request_exception = False
    route, *names = line.split()
    for text in TEXTS:
        answer = client.get(address(world, route), dict.fromkeys(names, text), headers={"HX-Current-URL": text})
        assert answer.status_code < 500, text[:20]
        assert "evil.example" not in answer.headers.get("Location", "")
    for name in names:
        answer = client.get(address(world, route), {name: HUGE}, headers={"HX-Request": "true"})
        assert answer.status_code < 500, name


def test_the_output_of_a_job_starts_anywhere(world, administrator) -> None:
    job = world.do(administrator, "get-user", "Ada Lovelace")
    for text in (HUGE, "9" * 19, "-1"):
        answer = client_of(administrator).get(
            f"/jobs/{job.pk}/output/", {"after": text}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/servers/a%00b/", "/domains/a%00b/", "/objects/user/a%00b/jobs/"])
def test_a_null_character_in_an_address_is_a_bad_request(world, administrator, path) -> None:
    assert client_of(administrator).get(path).status_code == 400


def test_a_null_character_in_a_form_is_a_bad_request(db: None) -> None:
    for name in ("username", "password", "next", "x\0"):
        answer = Client().post("/sign-in/", {"username": "ada", "password": "x"} | {name: "a\0b"})
        assert answer.status_code == 400
        assert "Content-Security-Policy" in answer.headers


def test_a_stranger_with_a_broken_address_is_sent_to_sign_in(db: None) -> None:
    answer = Client().get("/users/", headers={"HX-Request": "true", "HX-Current-URL": "http://["})
    assert answer.status_code == 401


PARAMETERS = [
    {"Name": "a\0b"},
    {"Name": "\ud800"},
    {"Name": {"deep": [[[[1]]]]}},
    {"Description": "x" * 2_000_000},
    {"Groups": ["\ud800", "a\0b"]},
    {"Groups": ["x"] * 50_000},
    {"Path": "\ud800"},
    {"Nothing": 1},
    {"AccountExpires": "9999-12-31T23:59:59-14:00"},
    {"AccountExpires": "0001-01-01T00:00:00+14:00"},
    {"Length": 10**30},
    {"Password": "\ud800" * 20},
]


@pytest.fixture
def post(world, administrator):
    client = Client(raise_request_exception=False)
    until = timezone.now() + timedelta(days=1)
    text = make_token(administrator, name="t", may_high=True, expires_at=until, actor=administrator, way=PAGE)[1]

    def call(path: str, body: object, **more):
        data = body if isinstance(body, str) else json.dumps(body)
        return client.post(
            path, data, content_type="application/json", headers={"Authorization": f"Bearer {text}"}, **more
        )

    return call


@pytest.mark.parametrize("parameters", PARAMETERS, ids=lambda one: ascii(one)[:40])
def test_the_api_takes_any_parameters(world, post, parameters) -> None:
    whole = {"Name": "New One", "SamAccountName": "new1", "Path": str(world.object("Hamburg").guid)}
    answer = post("/api/v1/operations/new-user", {"parameters": whole | parameters, "reason": "x"})
    assert answer.status_code in (202, 413, 422), answer.content[:300]


BODIES = [
    "",
    "[]",
    "{",
    "null",
    "[" * 100_000,
    '{"parameters":' * 5000,
    '{"target": "\\ud800"}',
    '{"reason": "a\\u0000"}',
]


@pytest.mark.parametrize("body", BODIES, ids=lambda one: one[:20])
def test_the_api_takes_any_body(world, post, body) -> None:
    for path in ("/api/v1/operations/unlock-user", "/api/v1/operations/a%00b"):
        assert 400 <= post(path, body).status_code < 500


def test_a_form_of_many_fields_is_a_bad_request(db: None) -> None:
    assert Client().post("/sign-in/", {f"f{number}": "x" for number in range(5000)}).status_code == 400
