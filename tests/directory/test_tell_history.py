"""The history of an object: the portal's entries and what the directory tells."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.events import Event
from audit.trail import About, Way, record
from directory.history import history_of
from directory.models import DirectoryObject
from directory.sources import SourceObject
from tests.directory.sources import World

Mirror = Callable[[SourceObject], DirectoryObject]
LOCKED = "2026-11-17T09:41:07Z"


def unlocked(ada: DirectoryObject, actor: User, **more: object) -> None:
    change = {
        "kind": "user",
        "id": ada.key,
        "name": "Ada",
        "before": {"lockoutTime": LOCKED},
        "after": {"lockoutTime": None},
    }
    record(
        Event.FINISHED,
        actor=actor,
        about=About("user", ada.key, "Ada", "corp.example"),
        way=Way("page"),
        operation="unlock-user",
        job=uuid4(),
        reason="She called",
        ticket="INC-1",
        outcome="succeeded",
        data={"changes": [change], **more},
    )


def test_it_joins_portal_and_directory(world: World, mirrored: Mirror, helpdesk: User, viewer: User) -> None:
    ada = mirrored(world.add("user", "Ada", whenCreated="2024-01-01T00:00:00Z"))
    unlocked(ada, helpdesk)
    first, *rest = history_of(ada, user=helpdesk)
    assert (first.by, first.why, first.outcome) == (str(helpdesk), "INC-1 · She called", "succeeded")
    assert [(row.attribute, bool(row.before)) for row in first.rows] == [("lockoutTime", True)]
    assert [one.at for one in rest] == sorted([one.at for one in rest], reverse=True)
    assert rest[-1].at == datetime(2024, 1, 1, tzinfo=UTC)


def test_reason_and_ticket_are_for_who_may_read_the_entry(
    world: World, mirrored: Mirror, helpdesk: User, viewer: User, administrator: User
) -> None:
    ada = mirrored(world.add("user", "Ada"))
    unlocked(ada, helpdesk)
    assert [history_of(ada, user=user)[0].why != "" for user in (helpdesk, administrator, viewer)] == [
        True,
        True,
        False,
    ]


def test_previews_are_no_history(world: World, mirrored: Mirror, helpdesk: User) -> None:
    ada = mirrored(world.add("user", "Ada"))
    unlocked(ada, helpdesk, preview=True)
    assert all(not one.by for one in history_of(ada, user=helpdesk))


def test_the_page_says_before_and_after(
    world: World, mirrored: Mirror, helpdesk: User, client_of: Callable[[User], Client]
) -> None:
    ada = mirrored(world.add("user", "Ada"))
    unlocked(ada, helpdesk)
    page = client_of(helpdesk).get(reverse("directory:object-history", args=[ada.guid])).content.decode()
    assert "INC-1" in page
    assert 'class="was"' in page
