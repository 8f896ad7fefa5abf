"""Operations on servers and sessions run on that server, with what the portal gives."""

from __future__ import annotations

import pytest

from remoting.catalog.operations import catalog
from remoting.jobs.models import Change, Job
from remoting.jobs.states import State
from remoting.jobs.targets import target_for

READS = [
    each
    for each in catalog().offered
    if each.component == "server" and each.is_read and not any(p.mandatory for p in each.fields)
]


@pytest.mark.parametrize("operation", READS, ids=lambda each: each.name)
def test_it_reads_a_server(world, administrator, operation):
    job = world.do(administrator, operation.name)
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    assert job.ran_on == world.terminal.host


def test_it_lists_sessions(world, viewer):
    job = world.do(viewer, "get-session")
    assert job.state == State.SUCCEEDED


def test_it_drains_a_server_twice(world, operator):
    first = world.do(operator, "set-server-logon-mode", parameters={"Mode": "drain"})
    assert (first.state, first.error_message) == (State.SUCCEEDED, "")
    assert Change.objects.get(job=first).applied


def test_it_acts_on_a_session_by_its_number(world, helpdesk):
    """A session that is not there is refused, by the number that the target names."""
    target = target_for("session", f"{world.terminal.host}/session/4711", helpdesk)
    job = world.do(helpdesk, "send-session-message", target=target, parameters={"Message": "Lunch"})
    assert (job.state, job.error_code) == (State.REFUSED, "NotFound")


def test_it_touches_no_service_that_is_not_allowed(world, operator):
    job = world.do(operator, "restart-server-service", parameters={"Name": "TermService"})
    assert (job.state, job.error_code) == (State.REFUSED, "Protected"), job.error_message
    allowed = world.do(operator, "restart-server-service", parameters={"Name": "Spooler"})
    assert allowed.state == State.SUCCEEDED, allowed.error_message


def test_the_connection_test_gets_the_clock_of_the_portal(world, administrator):
    job = world.do(administrator, "test-connection")
    assert job.state == State.SUCCEEDED
    assert "PortalTime" not in Job.objects.get(pk=job.pk).parameters
