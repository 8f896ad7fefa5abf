"""Synchronising a domain."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from directory import leases
from directory.models import DirectoryObject, Domain, LooseMember, Membership, Synchronisation, Token
from directory.sources import SourceObject
from directory.synchronise import synchronise
from tests.directory.sources import BASE, World, guid_of

Mirror = Callable[[SourceObject], DirectoryObject]


def tokens_of(obj: DirectoryObject) -> set[str]:
    return set(Token.objects.filter(object=obj).values_list("token", flat=True))


def members_of(group: SourceObject) -> set[str]:
    found = Membership.objects.filter(group__guid=group.guid)
    return set(found.values_list("member__name", flat=True))


def test_it_reads_everything_the_first_time(world: World, domain: Domain) -> None:
    unit = world.add("ou", "People")
    for number in range(120):
        world.add("user", f"Person {number}", under=unit.dn)
    run = synchronise(domain)
    assert run is not None
    assert (run.state, run.is_full, run.done, run.total) == ("succeeded", True, 121, 121)
    assert DirectoryObject.objects.present().count() == 121
    domain.refresh_from_db()
    assert domain.synchronised_at is not None
    assert (domain.netbios, domain.controllers, domain.policy["minLength"]) == ("CORP", ["dc1.corp.example"], 14)


def test_it_reads_only_what_has_changed_afterwards(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada")
    world.add("user", "Bob")
    assert mirrored(ada).locked_at is None
    world.change(ada, lockoutTime="2026-11-17T09:41:07Z")
    assert mirrored(ada).locked_at is not None
    assert Synchronisation.objects.of(domain)[0].done == 1


def test_it_knows_the_units_an_object_lies_in(world: World, mirrored: Mirror) -> None:
    outer = world.add("ou", "Locations")
    inner = world.add("ou", "Hamburg", under=outer.dn)
    ada = mirrored(world.add("user", "Ada", under=f"CN=Odd container,{inner.dn}"))
    assert list(ada.unit_path) == [outer.guid, inner.guid]
    assert ada.place == ada.unit_id
    assert mirrored(world.add("user", "Bob")).place == -ada.domain_id
    assert list(DirectoryObject.objects.get(guid=inner.guid).unit_path) == [outer.guid, inner.guid]


def test_it_follows_a_unit_that_was_moved(world: World, mirrored: Mirror) -> None:
    north = world.add("ou", "North")
    south = world.add("ou", "South")
    city = world.add("ou", "City", under=south.dn)
    ada = world.add("user", "Ada, first", under=city.dn)
    mirrored(ada)
    world.move(city, f"OU=Town,{north.dn}")
    moved = mirrored(ada)
    assert moved.dn == f"CN=Ada\\, first,OU=Town,{north.dn}"
    assert list(moved.unit_path) == [north.guid, city.guid]


def test_it_takes_a_moved_person_to_the_new_place(world: World, mirrored: Mirror) -> None:
    north, south = world.add("ou", "North"), world.add("ou", "South")
    ada = world.add("user", "Ada", under=north.dn)
    before = mirrored(ada)
    world.move(ada, f"CN=Ada,{south.dn}")
    after = mirrored(ada)
    assert before.place != after.place
    assert set(Token.objects.filter(object=after).values_list("place", flat=True)) == {after.place}


def test_it_keeps_tokens_in_step_with_names(world: World, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada Müller", telephoneNumber="+49 40 5550 4417")
    assert {"ada", "muller", "494055504417", "04055504417"} <= tokens_of(mirrored(ada))
    world.change(ada, name="Ada O'Brien", telephoneNumber=None)
    tokens = tokens_of(mirrored(ada))
    assert {"ada", "o", "brien", "obrien"} <= tokens
    assert "494055504417" not in tokens


def test_it_forgets_what_was_deleted(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada")
    group = world.add("group", "Readers", members=[ada.guid])
    mirrored(ada)
    world.delete(ada)
    synchronise(domain)
    gone = DirectoryObject.objects.get(guid=ada.guid)
    assert gone.deleted_at is not None
    assert not tokens_of(gone)
    assert not members_of(group)


def test_it_brings_back_what_was_restored(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada = world.add("user", "Ada")
    mirrored(ada)
    world.delete(ada)
    synchronise(domain)
    back = mirrored(world.put(ada))
    assert back.deleted_at is None
    assert "ada" in tokens_of(back)


def test_it_keeps_memberships(world: World, mirrored: Mirror) -> None:
    ada, bob = world.add("user", "Ada"), world.add("user", "Bob")
    inner = world.add("group", "Inner", members=[ada.guid])
    outer = world.add("group", "Outer", members=[inner.guid, bob.guid])
    mirrored(outer)
    assert members_of(outer) == {"Inner", "Bob"}
    assert Membership.objects.get(group__name="Outer", is_nested=True).member.name == "Inner"
    world.set_members(outer, [bob.guid, ada.guid])
    mirrored(outer)
    assert members_of(outer) == {"Ada", "Bob"}


def test_it_links_a_member_that_comes_later(world: World, domain: Domain) -> None:
    group = world.add("group", "Readers", members=[guid_of(f"user Late {BASE}"), guid_of("user Late ")])
    synchronise(domain)
    assert LooseMember.objects.count() == 2
    world.add("user", "Late")
    synchronise(domain)
    assert members_of(group) == {"Late"}
    assert LooseMember.objects.count() == 1


def test_it_goes_on_where_it_was_broken_off(world: World, domain: Domain) -> None:
    for number in range(120):
        world.add("user", f"Person {number}")
    world.fails_after = 1
    broken = synchronise(domain)
    assert broken is not None
    assert (broken.state, broken.message, broken.done) == ("failed", "DC1 does not answer.", 50)
    world.fails_after = None
    run = synchronise(domain)
    assert run is not None
    assert (run.pk, run.state, run.done) == (broken.pk, "succeeded", 120)
    assert DirectoryObject.objects.present().count() == 120


def test_it_starts_anew_when_the_source_has_forgotten(world: World, domain: Domain, mirrored: Mirror) -> None:
    ada, bob = world.add("user", "Ada"), world.add("user", "Bob")
    mirrored(ada)
    del world.objects[bob.guid]  # without a trace
    world.forgets = True
    synchronise(domain)
    world.forgets = False
    domain.refresh_from_db()
    synchronise(domain)
    assert list(DirectoryObject.objects.present().values_list("name", flat=True)) == ["Ada"]


def test_it_runs_once_at_a_time(domain: Domain) -> None:
    other = Domain.objects.get(pk=domain.pk)
    assert leases.take(other, now=timezone.now())
    assert synchronise(domain) is None
    assert leases.take(domain, now=timezone.now() + timedelta(minutes=5))
    with pytest.raises(leases.LeaseLost):
        leases.keep(other, now=timezone.now())
