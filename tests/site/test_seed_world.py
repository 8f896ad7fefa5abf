"""Seeding: an empty portal gets the simulated world, once."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.grants import grants_of
from accounts.models import User
from audit.models import Entry
from directory.models import DirectoryObject, Domain, Membership
from remoting.servers.models import Farm, Server
from remoting.simulated.models import SimulatedObject
from remoting.simulated.population_trouble import SIGN_INS
from tsm_site.demo.world import OtherWorld, seed


@pytest.fixture
def seeded(db, settings):
    settings.TSM_DEMO = True
    return seed(people=120, seed=5)


def test_it_fills_store_rows_and_mirror(seeded):
    assert seeded.is_new
    domain = Domain.objects.get()
    assert domain.synchronised_at is not None
    present = SimulatedObject.objects.filter(deleted_at=None, kind__in=["user", "group", "computer", "ou"])
    assert DirectoryObject.objects.present().count() == present.count()
    assert Membership.objects.exists()
    zoe = DirectoryObject.objects.get(sam="zobrien")
    assert zoe.locked_at is not None
    assert zoe.unlocks_at is None


def test_it_makes_farms_and_servers(seeded):
    assert Farm.objects.count() == 3
    assert Server.objects.filter(is_terminal=True).count() == 12
    assert Server.objects.filter(is_pdc_emulator=True, is_domain_controller=True).count() == 1
    assert Server.objects.filter(is_management=True).count() == 1
    assert all(farm.allowed_names for farm in Farm.objects.all())


def test_it_lets_one_person_of_each_role_sign_in(seeded):
    for name, account in SIGN_INS.items():
        user = authenticate(username=name, password=name)
        assert user is not None
        assert [held.role for held in grants_of(user)] == [name]
        person = DirectoryObject.objects.get(guid=user.guid)
        assert person.sam == account
        assert user.sid == person.sid
        assert user.group_sids
    assert not User.objects.filter(is_superuser=True).exists()


def test_it_leaves_a_trace_in_the_trail(seeded):
    assert Entry.objects.filter(actor_name="seed").count() == 1


def test_it_does_nothing_the_second_time(seeded):
    before = [model.objects.count() for model in (SimulatedObject, DirectoryObject, User, Server, Entry)]
    assert not seed(people=120, seed=5).is_new
    assert [model.objects.count() for model in (SimulatedObject, DirectoryObject, User, Server, Entry)] == before


def test_it_makes_no_second_world_beside_the_first(seeded):
    with pytest.raises(OtherWorld, match="120 people made from the seed 5"):
        seed(people=121, seed=5)
    with pytest.raises(CommandError):
        call_command("seed", people=120, seed=6)


def test_it_makes_no_sign_ins_outside_of_a_demo(db, settings):
    settings.TSM_DEMO = False
    seed(people=60, seed=5)
    assert not User.objects.exists()
