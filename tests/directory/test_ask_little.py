"""Pages ask the database as often for many rows as for few."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from directory.models import DirectoryObject, Domain, Synchronisation
from directory.synchronise import synchronise
from tests.directory.sources import World


def grow(world: World, domain: Domain, number: int) -> None:
    unit = world.add("ou", f"Unit {number}")
    people = [world.add("user", f"Smith {number} {one}", under=unit.dn) for one in range(number)]
    group = world.add("group", f"Group {number}", under=unit.dn, members=[one.guid for one in people])
    world.add("group", "Everybody", members=[group.guid, *(one.guid for one in people)])
    synchronise(domain)


@pytest.mark.parametrize(
    "page", ["/users/", "/groups/", "/units/", "/search/hits/?q=smith", "/search/?q=smith", "group"]
)
def test_it_asks_no_more_for_more_rows(
    world: World, domain: Domain, client_of: Callable[[User], Client], viewer: User, page: str
) -> None:
    counted = []
    client = client_of(viewer)
    for number in (3, 30):
        grow(world, domain, number)
        group = DirectoryObject.objects.get(name="Everybody")
        url = group.get_absolute_url() if page == "group" else page
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counted.append(len(asked))
    assert counted[1] <= counted[0] + 1, counted
    assert counted[1] < 45


def test_a_synchronisation_without_news_leaves_no_row(world: World, domain: Domain) -> None:
    world.add("user", "Ada")
    for _ in range(3):
        run = synchronise(domain)
        assert run is not None
        assert run.state == "succeeded"
    assert Synchronisation.objects.count() == 1
