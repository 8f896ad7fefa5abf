"""A search of the embedded directory finds what its criterion means, and finds it quickly."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remoting.simulated.criteria import (
    AtLeast,
    AtMost,
    Contains,
    Equals,
    Every,
    HasBits,
    Kind,
    Not,
    Some,
    matches,
)
from remoting.simulated.times import to_filetime
from tests.remoting.simulated.small_world import BASE, STAFF, row, set_raw, small_world

TEXTS = ("name", "sAMAccountName", "userPrincipalName", "displayName", "title", "distinguishedName", "manager", "mail")
NUMBERS = (
    "userAccountControl",
    "lockoutTime",
    "accountExpires",
    "pwdLastSet",
    "lastLogon",
    "whenCreated",
    "badPwdCount",
)
NOW = to_filetime(datetime(2026, 3, 2, 10, tzinfo=UTC))
VALUES = st.sampled_from(
    ["ada", "ADA", "Zoe", "zo", "", "%", "e", "clerk", STAFF, f"cn=ada lovelace,{STAFF}", f"CN=Zoe, {STAFF}", "ts01$"]
)
AMOUNTS = st.sampled_from([0, 1, 2, 512, 514, NOW, NOW + 10**13, NOW - 10**13, 2**63 - 1])
LEAVES = st.one_of(
    st.builds(Kind, st.lists(st.sampled_from(["user", "group", "computer", "ou"]), max_size=3).map(tuple)),
    st.builds(Equals, st.sampled_from(TEXTS), VALUES),
    st.builds(Contains, st.sampled_from(TEXTS), VALUES),
    st.builds(Equals, st.sampled_from(["userAccountControl", "pwdLastSet"]), AMOUNTS),
    st.builds(AtLeast, st.sampled_from(NUMBERS), AMOUNTS),
    st.builds(AtMost, st.sampled_from(NUMBERS), AMOUNTS),
    st.builds(HasBits, st.sampled_from(["userAccountControl", "msDS-User-Account-Control-Computed"]), AMOUNTS),
)
CRITERIA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)
_world = []


def world():
    """One world for all examples, which hypothesis runs in one transaction: the wire and every object."""
    if not _world:
        wire = small_world()
        _world.append((wire, wire.directory.find(Every(()))))
    return _world[0]


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CRITERIA)
def test_finds_just_what_the_criterion_means(criterion):
    wire, everything = world()
    found = {one.guid for one in wire.directory.find(criterion)}
    assert found == {one.guid for one in everything if matches(criterion, one)}


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("attribute", "value", "column"),
    [
        ("sAMAccountName", "ada", "sam_key=?"),
        ("userPrincipalName", "ada@x", "upn_key=?"),
        ("distinguishedName", STAFF, "place=?"),
        ("objectSid", "S-1-5-21-1", "sid=?"),
        ("objectGUID", "6f1c0d8e-0000-4000-8000-000000000001", "guid=?"),
    ],
)
def test_looks_one_object_up_by_an_index(attribute, value, column, django_assert_max_num_queries):
    wire = small_world()
    criterion = Every((Kind(("user",)), Equals(attribute, value)))
    with django_assert_max_num_queries(2) as queries:
        wire.directory.find(criterion, limit=2)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + queries.captured_queries[0]["sql"])
        plan = str(cursor.fetchall())
    assert column in plan.split("INDEX", maxsplit=1)[1]


@pytest.mark.django_db
def test_unlocks_in_few_queries(django_assert_max_num_queries):
    wire = small_world()
    with django_assert_max_num_queries(25):
        assert wire.do("Unlock-TsmUser", Identity="zoe")[0]["applied"] is True


@pytest.mark.django_db
def test_stops_at_the_limit_and_below_the_base():
    wire = small_world()
    assert len(wire.directory.find(Kind(("user",)), limit=3)) == 3
    assert len(wire.directory.find(Contains("title", "clerk"), limit=3)) == 1
    assert wire.directory.find(Kind(("user",)), base=f"CN=Users,{BASE}", limit=1)[0].dn.endswith(f"CN=Users,{BASE}")


@pytest.mark.django_db
def test_finds_by_a_value_that_has_no_column_of_its_own():
    wire = small_world()
    set_raw(row("zoe"), proxyAddresses=["SMTP:zoe@lab.tsm.test", "smtp:z@lab.tsm.test"])
    found = wire.directory.find(Equals("proxyAddresses", "smtp:Z@lab.tsm.test"))
    assert [one.name for one in found] == ["Zoe"]
