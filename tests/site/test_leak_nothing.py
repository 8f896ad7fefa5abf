"""No address tells of an object that lies out of scope: not its name, not a value, not a job on it, not a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from audit.trail import Way
from directory.reports.runs import make_reports
from tests.cast import client_of, person
from tests.remoting.jobs.worlds import PAGE, SmallWorld, build, user

MARKS = ("Zorro", "zorro", "Geheim", "Max Munich", "GG-Munich")


@pytest.fixture
def world(db: None) -> SmallWorld:
    world = build()
    guid = user(world, "Zorro Secretmann", "zorro", world.object("Munich").dn, department="Geheimabteilung")
    world.store.lock_out(guid)
    world.store.link(world.object("GG-Munich").guid, [world.object("Max Munich").dn])
    world.mirror()
    return world


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every address of the portal but those of the administration, which has a rule of its own."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif not route.startswith("admin") and "\\" not in route and "(?P" not in route:
            yield route


def named(world: SmallWorld, route: str, job: str) -> str:
    """The address with what lies out of scope in each of its places."""
    guid = str(world.object("Zorro Secretmann").guid)
    words = {"guid": guid, "kind": "user", "key": guid, "pk": job, "host": world.management.host}
    first = route.split("/", maxsplit=1)[0]
    names = {"domains": world.domain.name, "reports": "locked-and-expired", "home": "locked"}
    words |= {"name": names.get(first, "unlock-user")}
    if first == "farms":
        words["pk"] = str(world.farm.pk)
    if route.startswith("api/v1/jobs"):
        words["key"] = job
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: words.get(found[1], "1"), route)


def text_of(answer: HttpResponseBase) -> str:
    whole = b"".join(answer) if answer.streaming else getattr(answer, "content", b"")
    return bytes(whole).decode()


def people(world: SmallWorld) -> list[User]:
    unit = str(world.object("Hamburg").guid)
    return [
        person("clerk", role="operator", scope_kind="unit", scope_key=unit),
        person("farmer", role="operator", scope_kind="farm", scope_key=str(world.farm.pk)),
        person("nobody"),
    ]


def test_no_address_tells_of_what_is_out_of_scope(world: SmallWorld, administrator: User) -> None:
    done = world.do(administrator, "set-user", "Zorro Secretmann", parameters={"Title": "Geheimtitel"}, reason="Geheim")
    make_reports(date.today(), actor=None, way=Way("system"))
    guid = str(world.object("Zorro Secretmann").guid)
    until = timezone.now() + timedelta(days=1)
    assert "Zorro" in text_of(client_of(administrator).get(f"/objects/{guid}/"))
    for who in people(world):
        client = client_of(who)
        token = make_token(who, name="t", may_high=True, expires_at=until, actor=who, way=PAGE)[1]
        for route in routes():
            address = named(world, route, str(done.pk))
            headers = {"Authorization": f"Bearer {token}"} if address.startswith("/api") else {}
            for query in ({}, {"Members": guid, "Manager": guid, "target": guid, "view": "all"}):
                said = text_of(client.get(address, query, headers=headers))
                assert not [mark for mark in MARKS if mark in said], (who, address, query)
