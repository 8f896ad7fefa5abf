"""Every operation crossed with the cast: who may open its dialog, who is offered it, who may run it."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from accounts.grants import LEVELS
from audit.models import Entry
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.access import NotPermitted, get_operation_for, offered
from remoting.jobs.models import Job
from remoting.jobs.targets import Target
from tests.cast import client_of
from tests.remoting.jobs.worlds import PAGE, SmallWorld

CAST = ("stranger", "auditor", *LEVELS)


def expected(operation: Operation, who: str) -> int:
    """404 for people without any grant in the directory, 403 for those who lack the level, else the dialog."""
    if who not in LEVELS:
        return 404
    return 200 if LEVELS.index(who) >= LEVELS.index(operation.role) else 403


def target_in(world: SmallWorld, operation: Operation) -> Target:
    names = {"user": "Ada Lovelace", "group": "GG-Finance", "computer": "PC-1", "ou": "Hamburg"}
    name = world.domain.name
    match operation.component:
        case "server":
            return Target("server", world.terminal.host, world.terminal.host, name, world.terminal.host)
        case "session":
            key = f"{world.terminal.host}/session/2" if operation.needs_identity else world.terminal.host
            return Target("session", key, key, name, world.terminal.host)
        case "directory":
            return Target("directory", name, name, name)
        case kind if operation.needs_identity:
            found = world.object(names[kind])
            return Target(kind, str(found.guid), found.name, name, unit_path=tuple(found.unit_path))
        case kind:
            return Target(kind, "", name, name)


@pytest.mark.parametrize("who", CAST)
def test_the_door_lets_in_by_role(world, request, who):
    """One world for all operations: the door writes nothing but refusals."""
    user = request.getfixturevalue(who)
    for operation in catalog().offered:
        target, wanted = target_in(world, operation), expected(operation, who)
        if wanted == 200:
            assert get_operation_for(user, operation.name, target, way=PAGE) == operation, operation.name
        else:
            with pytest.raises(Http404 if wanted == 404 else NotPermitted):
                get_operation_for(user, operation.name, target, way=PAGE)
        assert Job.objects.count() == 0
    refused = Entry.objects.filter(event="access.refused", actor=user).exists()
    assert refused == any(expected(operation, who) != 200 for operation in catalog().offered)


@pytest.mark.parametrize("who", CAST)
def test_the_dialog_opens_by_role(world, request, who):
    client = client_of(request.getfixturevalue(who))
    for operation in catalog().offered:
        key = target_in(world, operation).key
        url = reverse("remoting:operation", args=[operation.name]) + (f"?target={key}" if key else "")
        for answer in (client.get(url), client.post(url, {}, HTTP_HX_REQUEST="true")):
            wanted = expected(operation, who)
            assert answer.status_code in ((200, 422) if wanted == 200 else (wanted,)), operation.name


@pytest.mark.parametrize("who", LEVELS)
def test_buttons_say_what_may_be_pressed(world, request, who):
    user = request.getfixturevalue(who)
    for kind in ("user", "group", "computer", "ou"):
        row = next(each for each in catalog().of_kind(kind) if each.needs_identity)
        for offer in offered(user, target_in(world, row)):
            assert offer.enabled == (expected(offer.operation, who) == 200)
            assert bool(offer.why) != offer.enabled


def test_the_engine_room_is_offered_to_nobody(administrator, world):
    names = {
        offer.operation.function for offer in offered(administrator, target_in(world, catalog().get("get-server")))
    }
    assert "Invoke-TsmScript" not in names
    assert client_of(administrator).get(reverse("remoting:operation", args=["invoke-script"])).status_code == 404
