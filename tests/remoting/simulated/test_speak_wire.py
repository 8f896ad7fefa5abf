"""The engine speaks the wire of Runner.ps1."""

import hashlib
from uuid import uuid4

import pytest

from remoting.simulated.calls import Notice
from remoting.simulated.counterparts import Counterpart
from remoting.simulated.engine import KEPT_IN_MEMORY
from tests.remoting.simulated.small_world import kept_calls, row, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    return small_world()


@pytest.fixture
def counterpart(monkeypatch):
    """Puts another body in the place of a function's own."""

    def put(function, body):
        found = Counterpart(function, body)
        monkeypatch.setattr("remoting.simulated.engine.counterpart_of", lambda name: found)

    return put


def helper(name, source):
    digest = hashlib.sha256(source.encode()).hexdigest()
    return {"type": "load", "id": "1", "name": name, "source": source, "sha256": digest, "requires": []}


def test_is_ready(wire):
    ready = wire.engine.ready()
    assert {"type", "protocol", "version", "edition", "process", "language", "host", "isolated"} == set(ready)
    assert (ready["type"], ready["protocol"]) == ("ready", 1)


def test_answers_a_ping_and_ends_without_a_word(wire):
    assert wire.frames({"type": "ping", "id": "7"}) == [{"type": "pong", "id": "7"}]
    assert wire.frames({"type": "quit"}) == []


def test_loads_a_helper_and_lists_its_functions(wire):
    source = "function Get-TsmThing {\n}\nfunction Private {\n}\nfunction Set-TsmThing {\n}"
    answer = wire.send(helper("ThingHelper", source))
    assert (answer["type"], answer["id"], answer["functions"]) == ("loaded", "1", ["Get-TsmThing", "Set-TsmThing"])


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"sha256": "0" * 64}, "InvalidArgument", "not the one that was announced"),
        ({"name": "../x"}, "InvalidArgument", "letters and digits"),
        ({"requires": ["NoHelper"]}, "NotLoaded", "load that first"),
    ],
)
def test_refuses_a_helper(wire, more, code, words):
    error = wire.send(helper("ThingHelper", "function Get-TsmThing {}") | more)["error"]
    assert error["code"] == code
    assert words in error["message"]


def test_runs_nothing_of_a_helper_that_is_not_loaded(wire):
    before = kept_calls()
    frame = wire.frame("Unlock-TsmUser", Identity="zoe") | {"sha256": "0" * 64}
    assert wire.send(frame)["error"]["code"] == "NotLoaded"
    assert kept_calls() == before
    frame["sha256"] = wire.owner["Unlock-TsmUser"]  # What was not run may come again under its id.
    assert wire.send(frame)["data"][0]["applied"] is True


def test_puts_a_new_text_in_the_place_of_the_old(wire):
    old = wire.send(helper("ThingHelper", "function Test-TsmEmailAddress {}"))["sha256"]
    wire.send(helper("ThingHelper", "function Test-TsmEmailAddress { }"))
    frame = {"type": "invoke", "id": str(uuid4()), "sha256": old, "function": "Test-TsmEmailAddress"}
    assert wire.send(frame)["error"]["code"] == "NotLoaded"


def test_refuses_an_operation_without_a_counterpart_by_a_sentence(wire):
    loaded = wire.send(helper("ThingHelper", "function Set-TsmThing {}"))
    frame = {"type": "invoke", "id": str(uuid4()), "sha256": loaded["sha256"], "function": "Set-TsmThing"}
    error = wire.send(frame)["error"]
    assert error["code"] == "InvalidArgument"
    assert error["message"] == "The simulated engine has no counterpart of 'Set-TsmThing'."


def test_refuses_a_function_that_the_helper_lacks(wire):
    frame = wire.frame("Unlock-TsmUser", Identity="zoe") | {"function": "New-TsmPassword"}
    assert wire.send(frame)["error"]["message"] == "The helper has no function 'New-TsmPassword'."


@pytest.mark.parametrize("frame", [{"type": "script", "source": "1"}, {"type": "nonsense"}, {}])
def test_refuses_scripts_and_frames_it_does_not_know(wire, frame):
    assert wire.send(frame | {"id": "1"})["error"]["code"] == "InvalidArgument"


def test_does_not_know_a_call_that_never_was(wire):
    assert wire.frames({"type": "replay", "id": "no"}) == [{"type": "unknown", "id": "no"}]
    assert wire.frames({"type": "cancel", "id": "no"}) == []


def test_gives_the_same_answer_again_and_does_not_run_twice(wire):
    frame = wire.frame("Reset-TsmUserPassword", Identity="ada")
    first = wire.send(frame)
    version = row("ada").versions["unicodePwd"]
    assert wire.send(frame) == first
    assert wire.send({"type": "replay", "id": frame["id"]}) == first
    assert row("ada").versions["unicodePwd"] == version


def test_keeps_the_newest_answers_of_reads(wire):
    first = wire.frame("Test-TsmUser", Identity="ada")
    wire.send(first)
    for _ in range(KEPT_IN_MEMORY):
        wire.call("Test-TsmUser", Identity="ada")
    assert wire.send({"type": "replay", "id": first["id"]})["type"] == "unknown"


def test_streams_what_a_read_gives(wire):
    *events, result = wire.frames(wire.frame("Find-TsmUser") | {"stream": True})
    assert [event["stream"] for event in events] == ["output"]
    assert result["data"] == {"count": len(events[0]["data"])}
    assert result["data"]["count"] > 3


def test_hands_out_what_an_operation_says(wire, counterpart):
    def says(call):
        yield Notice("progress", "Half", 50)
        yield {"applied": True}

    counterpart("Unlock-TsmUser", says)
    event, result = wire.frames(wire.frame("Unlock-TsmUser", Identity="zoe"))
    assert (event["stream"], event["message"], event["percent"]) == ("progress", "Half", 50)
    assert result["ok"]


def test_stops_on_request_and_undoes_what_was_not_committed(wire, counterpart):
    frame = wire.frame("Unlock-TsmUser", Identity="zoe")

    def is_stopped(call):
        call.directory.modify(row("zoe").guid, {"title": "half"})
        assert wire.send({"type": "replay", "id": frame["id"]})["type"] == "running"
        wire.frames({"type": "cancel", "id": frame["id"]})
        yield {"applied": True}

    counterpart("Unlock-TsmUser", is_stopped)
    result = wire.send(frame)
    assert (result["ok"], result["data"], result["error"]["code"]) == (False, [], "Cancelled")
    assert row("zoe").attributes["title"] == "Clerk"


def test_stops_at_the_time_limit(wire, counterpart):
    def lasts(call):
        while True:
            call.go_on()
            yield Notice("verbose", "still here")

    counterpart("Unlock-TsmUser", lasts)
    frame = wire.frame("Unlock-TsmUser", Identity="zoe") | {"timeout": 0.05}
    assert wire.send(frame)["error"]["code"] == "Timeout"


def test_says_too_large_where_a_result_is(wire, counterpart):
    counterpart("Get-TsmUser", lambda call: iter([{"text": "x" * 9_000_000}]))
    result = wire.call("Get-TsmUser", Identity="zoe")
    assert (result["error"]["code"], result["data"]) == ("TooLarge", [])


def test_says_unexpected_without_a_parameter_where_it_fails_itself(wire, counterpart, caplog):
    def fails(call):
        call.directory.modify(row("zoe").guid, {"title": "half"})
        raise RuntimeError(call.text("Identity"))
        yield

    counterpart("Unlock-TsmUser", fails)
    result = wire.call("Unlock-TsmUser", Identity="zoe-the-unnamed")
    assert result["error"]["code"] == "Unexpected"
    assert "unnamed" not in str(result) + caplog.text
    assert row("zoe").attributes["title"] == "Clerk"


def test_previews_nothing_that_knows_no_preview(wire, monkeypatch):
    declared = wire.engine._declared["unlock-tsmuser"]
    blind = type(declared)(declared.name, declared.parameters, previews=False)
    monkeypatch.setitem(wire.engine._declared, "unlock-tsmuser", blind)
    error = wire.call("Unlock-TsmUser", what_if=True, Identity="zoe")["error"]
    assert error["message"] == "'Unlock-TsmUser' cannot be previewed."
    assert row("zoe").lockout_time
