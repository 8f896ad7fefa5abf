"""A unit may lie right below its domain: named by the domain's DN or DNS name, by who reaches all of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from remoting.jobs.asking import resolver
from remoting.jobs.run import run
from remoting.jobs.states import State
from tests.cast import person
from tests.remoting.jobs.worlds import SmallWorld


@pytest.mark.parametrize("named", ["dns", "dn"])
def test_makes_a_unit_below_the_domain(world: SmallWorld, operator: User, named: str) -> None:
    said = {"dns": world.domain.name.upper(), "dn": world.domain.base_dn.lower()}[named]
    path = resolver(operator, world.domain.name)("ou", said)
    assert path == world.domain.base_dn
    job = world.do(operator, "new-ou", parameters={"Name": "Right below", "Path": path, "Protected": False})
    assert job.state == State.SUCCEEDED
    assert world.object("Right below").dn == f"OU=Right below,{world.domain.base_dn}"


def test_moves_a_unit_to_the_domain(world: SmallWorld, administrator: User) -> None:
    job = world.do(administrator, "move-ou", "Leavers", parameters={"TargetPath": world.domain.base_dn})
    assert job.state == State.SUCCEEDED
    assert world.object("Leavers").dn == f"OU=Leavers,{world.domain.base_dn}"


@pytest.fixture
def local(world: SmallWorld) -> User:
    """An operator of one unit."""
    unit = world.object("Hamburg")
    return person("local", role="operator", scope_kind="unit", scope_key=str(unit.guid), scope_name=unit.name)


def test_hides_the_domain_from_who_reaches_a_part(
    world: SmallWorld, local: User, client_of: Callable[[User], Client]
) -> None:
    assert resolver(local, world.domain.name)("ou", world.domain.base_dn) is None
    answer = client_of(local).get("/search/picks/", {"kind": "ou", "q": world.domain.name})
    assert [item["kind"] for item in answer.json()["items"]] == []


def test_refuses_in_the_worker_what_was_forged(world: SmallWorld, local: User) -> None:
    job = world.ask(local, "new-ou", parameters={"Name": "Sly", "Path": str(world.object("Hamburg").guid)})
    type(job).objects.filter(pk=job.pk).update(parameters=job.parameters | {"Path": world.domain.base_dn})
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.REFUSED, "AccessDenied")


def test_offers_the_domain_where_a_unit_is_picked(
    world: SmallWorld, operator: User, client_of: Callable[[User], Client]
) -> None:
    answer = client_of(operator).get("/search/picks/", {"kind": "ou", "q": world.domain.name[:4]})
    values = [item["value"] for item in answer.json()["items"] if item["kind"] == "domain"]
    assert values == [world.domain.base_dn]
