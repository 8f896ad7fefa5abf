"""The population: what is in it, and that the same seed makes the same."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from remoting.simulated.names import dn_key
from remoting.simulated.population import populate
from remoting.simulated.population_people import SPARE_LOCKED
from remoting.simulated.population_trouble import SIGN_INS, SPECIAL
from tests.remoting.simulated.world.conftest import NOON, small_world


def users(world):
    return [one for one in world.objects if one.kind == "user"]


def named(world, account):
    return next(one for one in world.objects if one.attributes.get("sAMAccountName") == account)


def test_it_is_the_same_for_the_same_seed_and_clock():
    assert populate(seed=7, people=150, now=NOON).digest() == populate(seed=7, people=150, now=NOON).digest()


@pytest.mark.parametrize("other", [{"seed": 8}, {"people": 151}, {"now": NOON + timedelta(days=1)}])
def test_it_is_another_for_another_seed_size_or_clock(other):
    usual = {"seed": 7, "people": 150, "now": NOON}
    assert populate(**usual).digest() != populate(**usual | other).digest()


def test_it_gives_everybody_the_same_guid_whatever_the_size():
    few = {one.guid for one in users(populate(seed=7, people=100, now=NOON))}
    assert few <= {one.guid for one in users(populate(seed=7, people=300, now=NOON))}


def test_it_has_as_many_people_as_were_asked_for():
    people = [one for one in users(small_world()) if "employeeID" in one.attributes and not one.deleted_at]
    assert len(people) == 200


@pytest.mark.parametrize("attribute", ["sAMAccountName", "userPrincipalName"])
def test_it_gives_no_account_name_twice(attribute):
    counts = Counter(
        str(one.attributes[attribute]).casefold() for one in users(small_world()) if attribute in one.attributes
    )
    assert max(counts.values()) == 1


def test_it_gives_no_guid_sid_or_place_twice():
    world = small_world()
    for values in (
        [one.guid for one in world.objects],
        [dn_key(one.dn) for one in world.objects],
        [one.sid for one in world.objects if one.sid],
    ):
        assert max(Counter(values).values()) == 1


def test_it_lists_parents_before_what_lies_in_them():
    seen = set()
    for one in small_world().objects:
        assert one.parent is None or one.parent.guid in seen
        seen.add(one.guid)


def test_it_has_enough_locked_people_to_unlock_one_again_and_again():
    locked = [one for one in users(small_world()) if one.attributes.get("lockoutTime")]
    assert len(locked) >= SPARE_LOCKED >= 40


def test_it_says_from_where_everybody_was_locked_who_is():
    world = small_world()
    people = {one.guid for one in users(world) if one.attributes.get("lockoutTime") and "employeeID" in one.attributes}
    assert {one.guid for one in world.lockouts} == people
    assert next(one.computer for one in world.lockouts if one.account == "zobrien") == "TS-HAM-04"


def test_it_has_zoe_locked_and_several_of_her_name():
    world = small_world()
    assert named(world, "zobrien").name == "Zoë O'Brien"
    assert named(world, "zobrien").attributes["lockoutTime"]
    assert sum("brien" in one.name.casefold() for one in users(world)) >= 4


def test_it_names_a_person_for_each_sign_in():
    world = small_world()
    assert set(world.sign_ins) == set(SIGN_INS)
    for name, guid in world.sign_ins.items():
        person = next(one for one in world.objects if one.guid == guid)
        assert person.attributes["sAMAccountName"] == SIGN_INS[name]
        assert person.attributes["userAccountControl"] == 0x200


def test_it_nests_groups_five_deep():
    world = small_world()
    groups = {one.guid: one for one in world.objects if one.kind == "group"}
    chain = [
        "GG-HAM-Accounts payable",
        "GG-HAM-Finance",
        "GG-Finance",
        "UG-Division-Corporate",
        "UG-Company",
        "DL-Intranet-Read",
    ]
    by_name = {one.name: one for one in groups.values()}
    for inner, outer in pairwise(chain):
        assert by_name[inner].guid in by_name[outer].members
    assert named(world, "zobrien").guid in by_name[chain[0]].members


def test_it_has_a_ring_of_groups():
    by_name = {one.name: one for one in small_world().objects if one.kind == "group"}
    ring = ["UG-Project-Aurora", "UG-Project-Borealis", "UG-Project-Cassiopeia", "UG-Project-Aurora"]
    for one, following in pairwise(ring):
        assert by_name[following].guid in by_name[one].members


def test_it_has_units_five_deep():
    assert max(one.dn.count("OU=") for one in small_world().objects if one.kind == "ou") >= 5


def test_it_keeps_names_within_what_a_directory_takes():
    for one in small_world().objects:
        assert 1 <= len(one.name) <= 64 or one.kind == "group"
        account = str(one.attributes.get("sAMAccountName", "x"))
        if one.kind == "user":
            assert len(account) <= 20
            assert not set(account) & set('"/\\[]:|=,+*?<>')


@pytest.mark.parametrize("special", SPECIAL, ids=lambda special: special.account)
def test_it_has_everybody_with_a_name_that_hurts(special):
    person = named(small_world(), special.account)
    assert person.name == special.common_name[:64]
