"""Servers are asked by a posted task, and not more often than once in ten seconds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from remoting.farms import tasks
from remoting.farms.asking import claim_askings
from remoting.servers.models import Farm, Server


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rung: list[int] = []
    monkeypatch.setattr(tasks.take_reading, "delay", rung.append)
    return rung


def test_asks_a_server_once_in_ten_seconds(farm: Farm) -> None:
    now = timezone.now()
    servers = list(Server.objects.all())
    assert len(claim_askings(servers, now=now)) == 2
    assert claim_askings(servers, now=now + timedelta(seconds=9)) == []
    assert len(claim_askings(servers, now=now + timedelta(seconds=10))) == 2


def test_asks_the_servers_of_the_farm_only(
    farm: Farm,
    domain: object,
    viewer: User,
    client_of: Callable[[User], Client],
    rung: list[int],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(viewer).post("/servers/refresh/", {"farm": str(farm.pk), "next": f"/farms/{farm.pk}/"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/farms/{farm.pk}/"
    assert sorted(rung) == sorted(farm.servers.values_list("pk", flat=True))


@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", ""])
def test_leads_back_to_pages_of_its_own_only(
    farm: Farm, viewer: User, client_of: Callable[[User], Client], rung: list[int], next_page: str
) -> None:
    answer = client_of(viewer).post("/servers/refresh/", {"next": next_page})
    assert answer["Location"] == "/servers/"


def test_is_not_asked_for_by_looking(farm: Farm, viewer: User, client_of: Callable[[User], Client]) -> None:
    assert client_of(viewer).get("/servers/refresh/").status_code == 405
