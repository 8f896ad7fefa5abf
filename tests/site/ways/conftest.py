"""The demo's world, seeded once for the tests of this folder: each of them takes back what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from accounts.models import User
from tests.site.ways.orders import Demo, furnish
from tsm_site.demo.world import seed

# A Friday, when people are at work. Not a day that has been: the database's own clock must not be ahead of it.
AGE = timedelta(minutes=10)  # of the world when a test starts
NOON = datetime(2037, 2, 13, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    """In a transaction of its own around those of the tests; the clock starts before noon of a working day."""
    with time_machine.travel(NOON) as clock, django_db_blocker.unblock(), transaction.atomic():
        was, settings.TSM_DEMO = settings.TSM_DEMO, True
        seed(people=120, seed=5)
        settings.TSM_DEMO = was
        demo = Demo(clock)
        furnish(demo)
        yield demo
        transaction.set_rollback(True)


@pytest.fixture
def demo(world: Demo, db: None) -> Demo:
    world.clock.move_to(NOON + AGE)  # Whatever a test finds depends on the time.
    return world


@pytest.fixture
def boss(demo: Demo) -> User:
    """The demo's administrator, with the cast's password, who may do everything everywhere."""
    user = User.objects.get(username="administrator")
    user.set_password("correct-horse-battery-9")
    user.save()
    return user
