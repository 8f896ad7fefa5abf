"""The table of what came back and what a job ends as."""

import pytest

from remoting.jobs.states import State
from remoting.jobs.verdict import LEAVING_OPEN, REFUSING, verdict
from remoting.transports.invocation import Fault, Outcome

DONE, PLANNED = {"applied": True}, {"applied": False}
CODES = sorted(REFUSING | LEAVING_OPEN)


def answer(code: str, *records: dict) -> Outcome:
    return Outcome(ok=False, data=list(records), error=Fault(code, "…"))


@pytest.mark.parametrize("is_change", [True, False])
def test_a_result_succeeds(is_change):
    assert verdict(Outcome(ok=True), is_change=is_change, stop_asked=False) == State.SUCCEEDED


@pytest.mark.parametrize("code", CODES)
def test_a_read_is_refused_or_fails(code):
    wanted = State.REFUSED if code in REFUSING else State.FAILED
    assert verdict(answer(code), is_change=False, stop_asked=False) == wanted


@pytest.mark.parametrize("code", CODES)
def test_a_change_is_refused_or_read_back(code):
    wanted = State.REFUSED if code in REFUSING else State.UNCERTAIN
    assert verdict(answer(code, PLANNED), is_change=True, stop_asked=False) == wanted


@pytest.mark.parametrize("code", sorted(REFUSING))
def test_a_refusal_after_something_was_done_is_partial(code):
    assert verdict(answer(code, DONE), is_change=True, stop_asked=False) == State.PARTIAL


def test_a_read_that_was_stopped_on_request_is_cancelled():
    assert verdict(answer("Cancelled"), is_change=False, stop_asked=True) == State.CANCELLED
    assert verdict(answer("Cancelled"), is_change=True, stop_asked=True) == State.UNCERTAIN


def test_a_failure_without_a_code_leaves_it_open():
    assert verdict(Outcome(ok=False), is_change=True, stop_asked=False) == State.UNCERTAIN


def test_every_stable_code_has_its_row():
    codes = "NotFound AlreadyExists InvalidArgument PasswordPolicy AccessDenied Protected Conflict Unavailable Timeout"
    assert set(CODES) == {*codes.split(), "Cancelled", "TooLarge", "Unexpected"}
