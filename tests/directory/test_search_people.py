"""The search as you type."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from directory.models import DirectoryObject, Domain
from directory.queries import parse
from directory.scopes import EVERYWHERE, Scope, visible_units
from directory.search import Hit, search, search_in
from directory.sources import SourceObject
from directory.synchronise import synchronise
from tests.cast import person
from tests.directory.sources import World

GIVEN = ["Zoë", "Ada", "Łukasz", "Мария", "Jürgen", "Anna-Lena", "Obama", "Li", "Seán"]
FAMILY = ["O'Brien", "Müller", "Mueller", "Żółć", "Иванова", "Dobrowolski", "Ó Súilleabháin", "Li", "Brandt"]


@pytest.fixture
def crowd(world: World, domain: Domain) -> list[SourceObject]:
    """81 people in three units, some disabled, one group and one computer in each."""
    units = [world.add("ou", name) for name in ("North", "South", "West")]
    people = []
    for number, (given_name, family) in enumerate((one, two) for one in GIVEN for two in FAMILY):
        told = world.add(
            "user",
            f"{given_name} {family}",
            under=units[number % 3].dn,
            givenName=given_name,
            sn=family,
            sAMAccountName=f"user{number:03}",
            mail=f"{given_name}.{family}@corp.example",
            telephoneNumber=f"+49 40 5550 {number:04}",
            description="Test $(calc) <script>" if number % 10 == 0 else "",
            userAccountControl=514 if number % 7 == 0 else 512,
            lastLogonTimestamp=f"2026-{number % 11 + 1:02}-03T10:00:00Z",
        )
        people.append(told)
    for unit in units:
        world.add("group", f"GG-Finance-{unit.dn[3:6]}", under=unit.dn)
        world.add("computer", f"PC-{unit.dn[3:6].upper()}-01234", under=unit.dn, sAMAccountName=f"PC-{unit.dn[3:6]}$")
    synchronise(domain)
    return people


def names(hits: list[Hit]) -> list[str]:
    return [hit.name for hit in hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("obr", "Zoë O'Brien"),
        ("O'Brien zoe", "Zoë O'Brien"),
        ("o’brien", "Ada O'Brien"),
        ("zolc", "Ada Żółć"),
        ("Mueller", "Ada Müller"),
        ("ivanova mariya", "Мария Иванова"),
        ("user004", "Zoë Иванова"),
        ("+49 40 5550 0004", "Zoë Иванова"),
        ("040 5550 0004", "Zoë Иванова"),
        ("0004", "Zoë Иванова"),
        ("zoe.obrien@corp.example", "Zoë O'Brien"),
        ("owolsk", "Ada Dobrowolski"),
        ("PC-NOR-01234", "PC-NOR-01234"),
        ("fin", "GG-Finance-Nor"),
        ("calc", "Zoë O'Brien"),
    ],
)
def test_it_finds(crowd: list[SourceObject], administrator: User, typed: str, expected: str) -> None:
    assert expected in names(search(typed, user=administrator))


def test_it_finds_by_guid_sid_and_dn(crowd: list[SourceObject], administrator: User) -> None:
    for told in crowd[:3]:
        for typed in (str(told.guid), told.sid.lower(), told.dn.upper().replace(",", ", ")):
            assert [hit.guid for hit in search(typed, user=administrator)] == [told.guid]


@pytest.mark.parametrize("typed", ["dobrowolsky", "dobrowlski", "dobrowoslki", "dobrowoolski"])
def test_it_forgives_a_slip(crowd: list[SourceObject], administrator: User, typed: str) -> None:
    hits = search(typed, user=administrator)
    assert hits
    assert all("Dobrowolski" in hit.name and hit.is_similar for hit in hits)


def test_it_puts_the_exact_and_the_enabled_first(world: World, domain: Domain, administrator: User) -> None:
    world.add("user", "Lindner Ada")
    world.add("user", "Li Gone", userAccountControl=514, sAMAccountName="li2")
    world.add("user", "Xi Nobody", description="li")
    exact = world.add("user", "Somebody Else", sAMAccountName="li")
    synchronise(domain)
    found = names(search("li", user=administrator))
    assert found[0] == exact.attributes["name"]
    assert found.index("Lindner Ada") < found.index("Li Gone") < found.index("Xi Nobody")


def test_it_can_look_for_one_kind(crowd: list[SourceObject], administrator: User) -> None:
    hits = search("0", user=administrator, kinds=["computer"])
    assert {hit.kind for hit in hits} == {"computer"}


def test_it_finds_nothing_for_an_auditor_or_a_stranger(
    crowd: list[SourceObject], auditor: User, stranger: User
) -> None:
    assert search("obr", user=auditor) == []
    assert search(str(crowd[0].guid), user=stranger) == []


def in_north(user: User) -> set[str]:
    found = DirectoryObject.objects.visible_to(user).of_kind("user")
    return set(found.values_list("name", flat=True))


def test_it_stays_within_a_unit(crowd: list[SourceObject], domain: Domain) -> None:
    unit = DirectoryObject.objects.get(name="North")
    user = person("north", role="helpdesk", scope_kind="unit", scope_key=str(unit.guid))
    assert len(in_north(user)) == 27
    for typed in ("obr", "user", "a", "0", "corp", "dobrowlski", "@corp", crowd[1].dn, str(crowd[1].guid)):
        assert {hit.name for hit in search(typed, user=user, kinds=["user"])} <= in_north(user)


def test_it_stays_within_a_domain(crowd: list[SourceObject], world: World, domain: Domain) -> None:
    other = Domain.objects.create(name="other.example", source=domain.source)
    DirectoryObject.objects.filter(name="Zoë O'Brien").update(domain=other, unit=None, place=-other.pk)
    mine = person("mine", role="viewer", scope_kind="domain", scope_key="OTHER.example")
    assert visible_units(mine) == Scope(everywhere=False, places=frozenset([-other.pk]))
    assert names(search(str(crowd[0].guid), user=mine)) == ["Zoë O'Brien"]
    assert search(str(crowd[1].guid), user=mine) == []


def brute_force(scope: Scope, typed: str) -> set[str]:
    """Everything visible whose tokens hold each typed word."""
    parts = [word if len(word) > 2 else f" {word}" for word in parse(typed).keys]
    found = [obj for obj in DirectoryObject.objects.present() if scope.holds(obj.place)]
    return {str(obj.guid) for obj in found if parts and all(part in obj.words for part in parts)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_it_agrees_with_brute_force(crowd: list[SourceObject], data: st.DataObject) -> None:
    places = sorted({obj.place for obj in DirectoryObject.objects.all()})
    mine = data.draw(st.one_of(st.none(), st.frozensets(st.sampled_from(places), min_size=1)))
    scope = EVERYWHERE if mine is None else Scope(everywhere=False, places=mine)
    whole = data.draw(st.sampled_from(GIVEN + FAMILY + ["user01", "corp", "5550", "finance", "pc"]))
    start = data.draw(st.integers(0, 2))
    typed = whole[start : start + data.draw(st.integers(1, 9))] + data.draw(st.sampled_from(["", " a", " li", " o'b"]))
    hits = search_in(scope, typed, limit=200)
    found = {str(hit.guid) for hit in hits}
    assert all(scope.holds(hit.obj.place) for hit in hits), "out of scope"
    expected = brute_force(scope, typed)
    assert {str(hit.guid) for hit in hits if not hit.is_similar} <= expected
    assert found >= expected or len(hits) >= 20, "a hit is missing"


def test_it_puts_the_locked_before_their_namesakes(world: World, domain: Domain, administrator: User) -> None:
    world.add("user", "Ada Brandt", lastLogonTimestamp="2026-11-17T08:00:00Z")
    world.add("user", "Zoe Brandt", lastLogonTimestamp="2026-01-17T08:00:00Z", lockoutTime="2026-11-17T08:00:00Z")
    synchronise(domain)
    assert names(search("brandt", user=administrator)) == ["Zoe Brandt", "Ada Brandt"]
