"""Operations on servers and sessions run on that server, with what the portal gives."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

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
    world.terminal.refresh_from_db()
    assert world.terminal.test_ok
    assert world.terminal.test_result


def test_the_person_that_was_seen_goes_along(world, helpdesk, client_of):
    """The act is refused where the session has become somebody else's, so the page must say whom it showed."""
    key = f"{world.terminal.host}/session/2"
    offers = client_of(helpdesk).get(reverse("remoting:offers", args=["session", key]) + "?UserName=CORP%5Cada")
    links = offers.content.decode().replace("&amp;", "&")
    query = urlencode({"target": key, "UserName": "CORP\\ada"})
    url = f"{reverse('remoting:operation', args=['stop-session'])}?{query}"
    assert url in links
    page = client_of(helpdesk).get(url)
    action = page.context["action"]
    client_of(helpdesk).post(action, {"reason": "Hangs", "WaitSeconds": "5"}, HTTP_HX_REQUEST="true")
    assert Job.objects.get().parameters["UserName"] == "CORP\\ada"
