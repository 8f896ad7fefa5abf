"""The API keeps to its own description, whatever is sent."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

from tsm_site.api import api

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    ignored_auth,
]
CALLS = [
    ("/api/v1/operations", "GET"),
    ("/api/v1/operations/{name}", "GET"),
    ("/api/v1/operations/{name}", "POST"),
    ("/api/v1/operations/unlock-user", "POST"),
    ("/api/v1/operations/new-user", "POST"),
    ("/api/v1/operations/stop-session", "POST"),
    ("/api/v1/operations/find-user", "POST"),
    ("/api/v1/jobs", "GET"),
    ("/api/v1/jobs/{key}", "GET"),
    ("/api/v1/jobs/{key}/reveal", "POST"),
    ("/api/v1/search", "GET"),
    ("/api/v1/objects/{guid}", "GET"),
    ("/api/v1/servers", "GET"),
    ("/api/v1/sessions", "GET"),
    ("/api/v1/audit", "GET"),
]
QUIET = settings(
    max_examples=25,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def schema(world, monkeypatch):
    """The description with the portal behind it, on the connection of the test, and with a clock that runs fast."""
    monkeypatch.setattr("remoting.jobs.waiting.EVERY", 0)
    monkeypatch.setattr("remoting.jobs.waiting.time.monotonic", iter(range(10**9)).__next__)
    found = schemathesis.openapi.from_dict(api.get_openapi_schema())
    found.app = get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_it_keeps_to_its_description(schema, administrator, caller_of, path, method):
    caller = caller_of(administrator)

    @QUIET
    @given(case=schema[path][method].as_strategy())
    def check(case):
        case.call_and_validate(headers=caller.headers, checks=CHECKS)

    check()
