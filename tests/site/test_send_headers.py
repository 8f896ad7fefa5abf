"""What every answer tells the browser."""

from contextlib import closing

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tsm_site.policy import content_security_policy


@pytest.mark.parametrize("path", ["/sign-in/", "/help/", "/nothing-here/", "/health/live", "/static/tsm.css"])
def test_sends_the_content_policy(client, db, path):
    with closing(client.get(path)) as answer:  # a static file is open until then
        policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in policy
    assert "unsafe" not in policy


def test_keeps_nothing_of_a_person(helpdesk, client_of):
    answer = client_of(helpdesk).get(reverse("help"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_lets_a_view_say_otherwise(rf):
    def view(request):
        request.user = None
        return HttpResponse("x", headers={"Cache-Control": "private, max-age=60"})

    assert content_security_policy(view)(rf.get("/")).headers["Cache-Control"] == "private, max-age=60"
