"""The embedded store as a source of the mirror: everything, what has changed, one object, versions, privilege."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from directory.sources import Cookie, CookieTooOld, SourceError
from remoting.simulated import source as module
from remoting.simulated.embedded import EmbeddedDirectory
from remoting.simulated.models import SimulatedObject
from remoting.simulated.source import EmbeddedSource
from tests.remoting.simulated.world.conftest import NOON, small_world


@pytest.fixture
def source(room, monkeypatch):
    monkeypatch.setattr(module, "utc_now", lambda: NOON)
    monkeypatch.setattr(module, "_PAGE", 300)
    return EmbeddedSource(SimpleNamespace(name="corp.tsm.example"))


@pytest.fixture
def directory(room):
    return EmbeddedDirectory(room.domain, clock=lambda: NOON)


def guid_of(account):
    return SimulatedObject.objects.get(sam_key=account).guid


def dn_of(account):
    return SimulatedObject.objects.get(sam_key=account).dn


def everything(source, since=None):
    pages = list(source.pages(since))
    return {one.guid: one for page in pages for one in page.objects}, pages[-1].cookie


def changes(source, cookie):
    pages = list(source.pages(cookie))
    return {one.guid for page in pages for one in page.objects}, {guid for page in pages for guid in page.deleted}


def test_it_tells_everything_with_units_first(source):
    kinds = [one.kind for page in source.pages(None) for one in page.objects]
    found, _ = everything(source)
    wanted = {one.guid for one in small_world().objects if not one.deleted_at and one.kind in module._KINDS}
    assert set(found) == wanted
    assert kinds == sorted(kinds, key=module._KINDS.index)
    assert all(page.total == len(wanted) for page in source.pages(None))


def test_it_goes_on_in_the_middle(source):
    whole, _ = everything(source)
    pages = list(source.pages(None))
    rest, cookie = everything(source, pages[2].cookie)
    assert {one.guid for page in pages[:3] for one in page.objects} | set(rest) == set(whole)
    assert cookie == pages[-1].cookie


def test_it_tells_values_in_plain_json(source):
    zoe = source.one(guid_of("zobrien"))
    assert zoe.attributes["displayName"] == "Zoë O'Brien"
    assert zoe.attributes["lockoutTime"].endswith("Z")
    assert zoe.attributes["accountExpires"] is None
    assert zoe.attributes["msDS-UserPasswordExpiryTimeComputed"].endswith("Z")
    assert zoe.attributes["manager"] == dn_of("isimic")
    assert not {"member", "memberOf"} & set(zoe.attributes)
    assert zoe.member is None
    must = next(
        one
        for one in everything(source)[0].values()
        if one.kind == "user" and one.attributes.get("sAMAccountName") == "aostroem"
    )
    assert must.attributes["pwdLastSet"] is None


def test_it_tells_members_of_groups(source):
    found, _ = everything(source)
    group = next(one for one in found.values() if one.attributes["name"] == "GG-HAM-Accounts payable")
    assert guid_of("zobrien") in group.member


def test_it_tells_only_what_has_changed_since(source, directory):
    _, cookie = everything(source)
    assert changes(source, cookie) == (set(), set())
    zoe, jana = guid_of("zobrien"), guid_of("jvogel")
    directory.modify(zoe, {"lockoutTime": 0})
    directory.delete(jana)
    assert changes(source, cookie) == ({zoe}, {jana})


def test_it_tells_the_groups_of_who_came_back(source, directory):
    jana, parent = guid_of("jvogel"), directory.row(guid_of("jvogel")).parent.dn
    directory.delete(jana)
    _, cookie = everything(source)
    directory.restore(jana, name="Jana Vogel", parent_dn=parent)
    told, gone = changes(source, cookie)
    assert not gone
    assert jana in told
    assert SimulatedObject.objects.get(name="GG-HAM-Service desk").guid in told


def test_it_knows_when_a_cookie_is_of_another_world(source):
    with pytest.raises(CookieTooOld):
        list(source.pages(Cookie("99999999")))
    with pytest.raises(SourceError):
        EmbeddedSource(SimpleNamespace(name="other.example")).policy()


def test_it_counts_the_versions_of_attributes_and_links(source, directory):
    zoe = guid_of("zobrien")
    before = source.versions(zoe, ["lockoutTime", "title"])
    directory.modify(zoe, {"lockoutTime": 0})
    after = source.versions(zoe, ["lockoutTime", "title"])
    assert after["lockoutTime"].number == before["lockoutTime"].number + 1
    assert after["title"] == before["title"]
    group = SimulatedObject.objects.get(name="GG-Empty").guid
    name = f"member:{zoe}"
    assert source.versions(group, [name]) == {}
    directory.link(group, [dn_of("zobrien")])
    assert source.versions(group, [name])[name].number == 1


@pytest.mark.parametrize(
    ("account", "expected"),
    [("adm-new", True), ("adm-was", True), ("dc-ham-01$", True), ("zobrien", False), ("ts-ham-01$", False)],
)
def test_it_knows_who_is_privileged(source, account, expected):
    assert source.is_privileged(guid_of(account)) is expected


def test_it_knows_what_lies_below_a_unit(source):
    unit = {row.name: row.guid for row in SimulatedObject.objects.filter(kind="ou")}
    for name in ("Administration", "Tier 0", "Domain Controllers"):
        assert source.has_privileged_below(unit[name]), name
    for name in ("Locations", "Terminal servers", "Roles"):
        assert not source.has_privileged_below(unit[name]), name


def test_it_sees_privilege_below_a_unit_as_it_sees_it_of_each_object(source):
    for unit in SimulatedObject.objects.filter(
        kind="ou", name__in=["Service accounts", "Infrastructure", "Controlling"]
    ):
        below = SimulatedObject.objects.filter(place__startswith=unit.place).exclude(pk=unit.pk).exclude(sid=None)
        expected = any(source.is_privileged(guid) for guid in below.values_list("guid", flat=True))
        assert source.has_privileged_below(unit.guid) == expected, unit.name


def test_it_reckons_token_groups_through_groups(source):
    sids = source.token_groups(guid_of("zobrien"))
    assert SimulatedObject.objects.get(name="DL-Intranet-Read").sid in sids
    assert SimulatedObject.objects.get(name="Domain Users").sid in sids
    assert source.token_groups(uuid4()) == frozenset()


def test_it_lists_the_recycle_bin(source):
    deleted = source.deleted()
    assert len(deleted) == sum(one.deleted_at is not None for one in small_world().objects)
    assert all(
        isinstance(one.guid, UUID) and one.last_dn.startswith(f"CN={one.name}"[:6]) and "DEL:" not in one.last_dn
        for one in deleted
    )


def test_it_tells_facts_and_policy(source):
    facts = source.facts()
    assert (facts.base_dn, facts.netbios, facts.recycle_bin) == ("DC=corp,DC=tsm,DC=example", "CORP", True)
    assert facts.controllers[0] == "dc-ham-01.corp.tsm.example"
    assert (source.policy()["minLength"], source.policy()["lockoutThreshold"]) == (12, 5)
