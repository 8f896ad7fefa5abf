"""A throttle counts tries of all processes together, also those made at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connections
from django.test import Client

from accounts.throttle import Throttle
from tests.cast import PASSWORD, person


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.mark.django_db
def test_it_gives_back_a_try_when_its_time_is_over() -> None:
    throttle = Throttle("test", tries=2, seconds=60)
    with time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False) as clock:
        assert [throttle.take("a") for _ in range(3)] == [True, True, False]
        assert throttle.left("a") == 0
        assert throttle.left("b") == 2
        clock.shift(timedelta(seconds=61))
        assert throttle.left("a") == 2
        assert throttle.take("a")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "ö", "a b\n", "x" * 5000, "\ud800", "a\0b", "throttle:test"])
def test_it_takes_any_key(key: str) -> None:
    throttle = Throttle("test", tries=1, seconds=60)
    assert throttle.take(key)
    assert not throttle.take(key)
    throttle.clear(key)
    assert throttle.take(key)


@pytest.mark.django_db(transaction=True)
def test_it_lets_no_more_through_when_many_try_at_once() -> None:
    throttle = Throttle("test", tries=4, seconds=60)

    def attempt(_number: int) -> bool:
        try:
            return throttle.take("ada")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(40))) == 4


def test_an_address_without_tries_shuts_nobody_out(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one address could keep all people of the portal from signing in."""
    monkeypatch.setattr("accounts.gate.OF_ADDRESS", Throttle("few", tries=1, seconds=60))
    person("ada")
    for _number in range(6):
        Client().post("/sign-in/", {"username": "ada", "password": "wrong"}, REMOTE_ADDR="192.0.2.66")
    answer = Client().post("/sign-in/", {"username": "ada", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 302


def test_who_signs_in_takes_no_try_from_those_behind_the_same_address(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.gate.OF_ADDRESS", Throttle("few-too", tries=2, seconds=60))
    person("ada")
    for _number in range(4):
        assert Client().post("/sign-in/", {"username": "ada", "password": PASSWORD}).status_code == 302
    for status in (200, 200, 429):
        assert Client().post("/sign-in/", {"username": "bob", "password": "wrong"}).status_code == status
