"""A local runner through its pipes: kind ones, and those that break."""

import time

import pytest

from remoting.transports import process
from remoting.transports import runner as client
from remoting.transports.invocation import AnswerLost, NothingSent, ignore_event
from remoting.transports.process import ProcessTransport
from tests.remoting.transports.runners import call

HOSTILE = "O'Brien ‘ ’ “ ” $(calc) `n \u202e </script>\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(client, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(process, "END_SECONDS", 0.3)


def test_it_hands_over_parameters_unchanged(runner):
    parameters = {"Identity": HOSTILE, "Members": ["a", HOSTILE], "Length": 3, "Unlock": True, "Nothing": None}
    outcome = runner("").run(call(parameters=parameters), on_event=ignore_event)
    assert outcome.ok
    assert outcome.data == [{"function": "Unlock-TsmUser", "parameters": parameters}]


def test_it_keeps_the_process_warm(runner, counted):
    transport = runner("")
    for _ in range(5):
        assert transport.run(call(), on_event=ignore_event).ok
    assert len(counted.read_text().split()) == 5
    assert transport._client is not None
    assert transport._client.calls == 5


def test_it_tells_events_of_the_call_alone(runner):
    events = []
    runner("events").run(call(), on_event=events.append)
    assert [(event.message, event.percent) for event in events] == [("step 0", 0), ("step 1", 50), ("step 2", 100)]


def test_it_returns_a_refusal_as_an_outcome(runner):
    outcome = runner("refuses").run(call(), on_event=ignore_event)
    assert not outcome.ok
    assert outcome.error is not None
    assert (outcome.error.code, outcome.error.message) == ("NotFound", "It is NotFound.")


def test_it_loads_a_helper_that_the_runner_has_forgotten(runner, counted):
    assert runner("forgets").run(call(), on_event=ignore_event).ok
    assert len(counted.read_text().split()) == 1


def test_it_does_not_run_the_same_call_twice(runner, counted):
    transport, invocation = runner(""), call()
    first = transport.run(invocation, on_event=ignore_event)
    assert transport.run(invocation, on_event=ignore_event) == first
    assert len(counted.read_text().split()) == 1


def test_it_replays_what_has_run(runner):
    transport, invocation = runner(""), call()
    outcome = transport.run(invocation, on_event=ignore_event)
    assert transport.replay(invocation.id) == outcome
    assert transport.replay(call().id) is None


def test_it_cancels_a_call_that_waits(runner):
    outcome = runner("waits").run(call(timeout=20), on_event=ignore_event, stop=lambda: True)
    assert outcome.error is not None
    assert outcome.error.code == "Cancelled"


@pytest.mark.parametrize("kind", ["dies", "dies-half", "garbage", "silent"])
def test_it_calls_an_answer_lost_once_the_call_was_sent(runner, counted, kind):
    before = time.monotonic()
    with pytest.raises(AnswerLost):
        runner(kind).run(call(timeout=1), on_event=ignore_event)
    assert time.monotonic() - before < 12
    assert len(counted.read_text().split()) == 1


@pytest.mark.parametrize("kind", ["constrained", "wrong-digest"])
def test_it_says_that_nothing_was_sent_when_the_runner_is_not_ready(runner, counted, kind):
    with pytest.raises(NothingSent):
        runner(kind).run(call(), on_event=ignore_event)
    assert not counted.exists()


def test_it_does_not_wait_for_ever_for_a_runner(runner, monkeypatch):
    monkeypatch.setattr(client.RunnerClient.start, "__kwdefaults__", {"seconds": 0.5})
    with pytest.raises(NothingSent):
        runner("never-ready").run(call(), on_event=ignore_event)


@pytest.mark.parametrize("kind", ["chatty", "complains", "stuck"])
def test_it_throws_a_tainted_process_away(runner, counted, kind):
    transport = runner(kind)
    transport.run(call(), on_event=ignore_event)
    time.sleep(0.1)
    first = transport._client
    transport.run(call(), on_event=ignore_event)
    assert transport._client is not first
    assert len(counted.read_text().split()) == 2


def test_it_says_that_nothing_was_sent_when_there_is_no_program():
    transport = ProcessTransport(["/no/such/program"], find_helper={}.__getitem__, name="nowhere")
    with pytest.raises(NothingSent, match="could not be started"):
        transport.run(call(), on_event=ignore_event)


def test_it_hands_over_large_parameters(runner):
    parameters = {"Text": "ü" * 500_000}
    outcome = runner("").run(call(parameters=parameters, timeout=20), on_event=ignore_event)
    assert outcome.data[0]["parameters"] == parameters
