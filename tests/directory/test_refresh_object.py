"""Reading one object anew."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from directory.models import DirectoryObject, Domain, Token
from directory.refresh import ask_refresh, refresh_object
from directory.sources import SourceError, SourceObject
from directory.tasks import refresh
from tests.cast import person
from tests.directory.sources import World

Mirror = Callable[[SourceObject], DirectoryObject]


def test_it_writes_what_the_source_says_now(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada", lockoutTime="2026-11-17T09:41:07Z")
    mirrored(ada)
    world.change(ada, lockoutTime=None, name="Ada Lovelace")
    again = refresh_object(domain, ada.guid)
    assert again is not None
    assert (again.locked_at, again.name) == (None, "Ada Lovelace")
    assert Token.objects.filter(object=again, token="lovelace").exists()


def test_it_takes_in_a_new_object(world: World, domain: Domain) -> None:
    unit = world.add("ou", "People")
    refresh_object(domain, unit.guid)
    ada = refresh_object(domain, world.add("user", "Ada", under=unit.dn).guid)
    assert ada is not None
    assert list(ada.unit_path) == [unit.guid]


def test_it_notices_that_an_object_is_gone(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada")
    mirrored(ada)
    world.delete(ada)
    assert refresh_object(domain, ada.guid) is None
    assert DirectoryObject.objects.get(guid=ada.guid).deleted_at is not None


def test_it_is_asked_for_once_in_ten_seconds(world: World, mirrored: Mirror, viewer: User) -> None:
    ada = mirrored(world.add("user", "Ada"))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert ask_refresh(ada, actor=viewer)
        assert not ask_refresh(ada, actor=viewer)
        clock.shift(timedelta(seconds=11))
        assert ask_refresh(ada, actor=viewer)


def test_it_is_not_asked_for_out_of_scope(world: World, mirrored: Mirror) -> None:
    unit = world.add("ou", "Elsewhere")
    ada = mirrored(world.add("user", "Ada"))
    stranger = person("elsewhere", role="helpdesk", scope_kind="unit", scope_key=str(unit.guid))
    assert not ask_refresh(ada, actor=stranger)


def test_it_outlives_a_source_that_does_not_answer(world: World, mirrored: Mirror) -> None:
    ada = mirrored(world.add("user", "Ada"))
    Domain.objects.update(source="tests.directory.test_refresh_object.silent")
    refresh(str(ada.guid))
    assert DirectoryObject.objects.get(pk=ada.pk).name == "Ada"


def silent(domain: Domain) -> object:
    raise SourceError("DC1 does not answer.")


def test_the_button_works_without_a_script(
    world: World, mirrored: Mirror, client_of: Callable[[User], Client], viewer: User
) -> None:
    ada = mirrored(world.add("user", "Ada"))
    answer = client_of(viewer).post(reverse("directory:object-refresh", args=[ada.guid]))
    assert answer.status_code == 302
    assert answer["Location"] == ada.get_absolute_url()


def head_of(client: Client, ada: DirectoryObject, **asked: str) -> HttpResponse:
    url = reverse("directory:object-head", args=[ada.guid])
    return client.get(url, asked, headers={"HX-Request": "true"})


def test_the_head_waits_for_the_worker(
    world: World, mirrored: Mirror, client_of: Callable[[User], Client], viewer: User
) -> None:
    ada = mirrored(world.add("user", "Ada"))
    later = (ada.mirrored_at + timedelta(seconds=1)).isoformat()
    client = client_of(viewer)
    waiting = head_of(client, ada, asked=later, **{"try": "1"})
    assert "load delay:1s" in waiting.content.decode()
    assert "load delay" not in head_of(client, ada, asked=later, **{"try": "6"}).content.decode()
    assert "load delay" not in head_of(client, ada, asked=ada.mirrored_at.isoformat()).content.decode()


def test_the_page_is_told_only_of_what_is_new(
    world: World, domain: Domain, mirrored: Mirror, client_of: Callable[[User], Client], viewer: User
) -> None:
    told = world.add("user", "Ada")
    ada = mirrored(told)
    refresh_object(domain, told.guid)
    assert "HX-Trigger" not in head_of(client_of(viewer), ada, mark=ada.mark)
    world.change(told, lockoutTime="2026-11-17T09:41:07Z")
    refresh_object(domain, told.guid)
    assert head_of(client_of(viewer), ada, mark=ada.mark)["HX-Trigger"] == f"object-read-{ada.guid}"
