"""When a page cannot be given: what happened, what is untouched, what to do."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path

from accounts.access import public
from tsm_site import urls

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@public("a test")
def fail(request, how):
    raise {
        "refused": PermissionDenied("You may not delete groups in Finance."),
        "refused-silently": PermissionDenied(),
        "absent": Http404("the secret reason"),
        "broken": ZeroDivisionError("x"),
        "away": OperationalError("no database"),
    }[how]


urlpatterns = [path("fail/<str:how>/", fail), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def quiet_client(client):
    client.raise_request_exception = False
    return client


@here
@pytest.mark.parametrize(
    ("how", "status", "says"),
    [
        ("refused", 403, "You may not delete groups in Finance."),
        ("refused-silently", 403, "Your grants do not reach this."),
        ("absent", 404, "lies outside what you may see"),
        ("broken", 500, "The fault is ours"),
        ("away", 503, "cannot reach its database"),
    ],
)
def test_says_what_happened(quiet_client, how, status, says):
    answer = quiet_client.get(f"/fail/{how}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert "the secret reason" not in page
    assert 'href="/"' in page


@here
@pytest.mark.parametrize("how", ["refused", "absent", "broken", "away"])
def test_is_one_line_for_a_part(quiet_client, how):
    answer = quiet_client.get(f"/fail/{how}/", headers={"HX-Request": "true"})
    assert answer.headers["TSM-Notice"] == "yes"
    assert "<html" not in answer.content.decode()
    assert "notice-slim" in answer.content.decode()


@here
def test_gives_a_reference_that_is_in_the_log(quiet_client, caplog):
    page = quiet_client.get("/fail/broken/").content.decode()
    reference = re.search(r"err-\d{8}-\d{4}-[0-9a-f]{4}", page)[0]
    record = next(record for record in caplog.records if reference in record.getMessage())
    assert record.exc_info[0] is ZeroDivisionError


@here
def test_asks_the_database_nothing(quiet_client, django_assert_num_queries):
    with django_assert_num_queries(0):
        quiet_client.get("/fail/broken/")


@here
def test_says_when_to_come_again(quiet_client):
    assert quiet_client.get("/fail/away/").headers["Retry-After"] == "30"


def test_says_that_a_form_was_too_old(helpdesk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(helpdesk)
    answer = client.post("/profile/")
    assert answer.status_code == 403
    assert "Load the page again" in answer.content.decode()
