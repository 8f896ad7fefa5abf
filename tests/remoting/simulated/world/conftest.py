"""A small world in the embedded store, and engines that stand for its machines."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pytest

from remoting.simulated.embedded import EmbeddedStore
from remoting.simulated.embedded_life import EmbeddedLife
from remoting.simulated.embedded_planting import plant_world
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject
from remoting.simulated.population import populate
from tests.remoting.simulated.wire import Wire

NOON = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # a Friday, before noon in Hamburg
HELPERS = ("GenericHelper", "SessionHelper", "ServerHelper", "SecretHelper", "RemoteHelper", "UserHelper")


@lru_cache(maxsize=4)
def small_world(seed=2026, people=200):
    return populate(seed=seed, people=people, now=NOON)


class Room:
    """The machines of a planted world. The clock stands still until it is moved."""

    def __init__(self, domain):
        self.domain = domain
        self.now = NOON
        self._wires = {}

    def wire(self, host):
        if host not in self._wires:
            life = EmbeddedLife(self.domain, host=host)
            store = EmbeddedStore(self.domain, clock=lambda: self.now, life=life)
            self._wires[host] = Wire(store, clock=lambda: self.now, helpers=HELPERS)
        return self._wires[host]

    def do(self, host, function, **parameters):
        return self.wire(host).do(function, **parameters)

    def fault(self, host, function, **parameters):
        result = self.wire(host).call(function, **parameters)
        assert not result["ok"], result["data"]
        return result["error"]

    def wait(self, **parts):
        self.now += timedelta(**parts)


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """The world, planted once for all tests of a module: each of them takes back what it did."""
    with django_db_blocker.unblock():
        yield plant_world(small_world(), people=200)
        for model in (SimulatedLink, SimulatedObject, SimulatedDomain):
            model.objects.all().delete()


@pytest.fixture
def room(planted, db):
    return Room(planted)
