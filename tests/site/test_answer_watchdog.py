"""Health: the process lives, the database answers, a worker answers."""

from unittest.mock import patch

import pytest
from django.db import OperationalError

from remoting.jobs.workers import beat

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_says_that_it_lives(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_says_whether_a_worker_answers(client):
    assert client.get("/health/ready").json() == {"database": True, "worker": False}
    beat("one")
    assert client.get("/health/ready").json() == {"database": True, "worker": True}


def test_is_not_ready_without_a_database(client):
    with patch("tsm_site.views.answering", side_effect=OperationalError("gone")):
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"database": False})
