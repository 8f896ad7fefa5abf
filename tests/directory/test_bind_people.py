"""Portal people that are bound to a person of the directory."""

from uuid import UUID

import pytest

from accounts.grants import grants_of
from accounts.models import Grant, Role, User
from audit.models import Entry
from directory.models import Domain
from directory.sources import SourceObject
from directory.synchronise import synchronise
from tests.cast import person
from tests.directory.sources import World


@pytest.fixture
def ada(world: World) -> SourceObject:
    told = world.add("user", "Ada")
    inner = world.add("group", "Inner", members=[told.guid])
    world.add("group", "Outer", members=[inner.guid])
    return told


@pytest.fixture
def bound(db: None, ada: SourceObject) -> User:
    user = person("ada")
    user.guid = ada.guid
    user.save()
    return user


def sid_of(world: World, name: str) -> str:
    return next(one.sid for one in world.objects.values() if one.attributes["name"] == name)


def test_it_keeps_the_groups_through_groups(world: World, domain: Domain, bound: User) -> None:
    synchronise(domain)
    bound.refresh_from_db()
    assert bound.group_sids == sorted([sid_of(world, "Inner"), sid_of(world, "Outer")])


def test_a_grant_of_a_group_counts(world: World, domain: Domain, bound: User) -> None:
    role = Role.objects.get(name="viewer")
    Grant.objects.create(role=role, group_sid=sid_of(world, "Outer"), scope_kind="everywhere")
    assert grants_of(bound) == ()
    synchronise(domain)
    bound.refresh_from_db()
    assert [held.role for held in grants_of(bound)] == ["viewer"]


def test_a_disabled_account_ends_the_rights_and_comes_back(
    world: World, domain: Domain, bound: User, ada: SourceObject
) -> None:
    for flags, is_active in ((514, False), (512, True)):
        world.change(ada, userAccountControl=flags)
        synchronise(domain)
        bound.refresh_from_db()
        assert (bound.is_active, bool(bound.group_sids)) == (is_active, is_active)
    assert Entry.objects.filter(about_key=str(bound.pk), event="configuration.changed").count() == 2


def test_a_deleted_account_ends_the_rights(world: World, domain: Domain, bound: User, ada: SourceObject) -> None:
    synchronise(domain)
    world.delete(ada)
    synchronise(domain)
    bound.refresh_from_db()
    assert not bound.is_active


def test_who_was_deactivated_by_hand_stays_so(world: World, domain: Domain, bound: User) -> None:
    User.objects.filter(pk=bound.pk).update(is_active=False)
    synchronise(domain)
    bound.refresh_from_db()
    assert not bound.is_active


def test_who_is_bound_to_nobody_is_left_alone(world: World, domain: Domain, viewer: User) -> None:
    User.objects.filter(pk=viewer.pk).update(guid=UUID(int=7))
    synchronise(domain)
    viewer.refresh_from_db()
    assert (viewer.is_active, viewer.group_sids) == (True, [])
