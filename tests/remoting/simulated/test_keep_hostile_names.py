"""Whatever a name holds, it comes back unchanged, is found by itself and by nothing else, and takes nothing with it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remoting.simulated.names import dn_key, escape_rdn, fold, split_dn, unescape_rdn, value_of
from tests.remoting.simulated.small_world import LEAVERS, STAFF, small_world

HOSTILE = [
    "O'Brien", "a)(b*", "c:\\x\\", "Doe, John", "a+b", "a=b", "#hash", '<b>"bold"</b>', "trailing ", " leading",
    "; DROP", "$(calc)", "`whoami`", "‘’“”", "Müller", "Straße", "山田太郎", "\u202eright\u200fto left", "😀",
    "Чайковский", "100 %_", "\\2C", "CN=x,OU=y", "a\\,b", "İstanbul", "ﬁ", "e\u0301", "x" * 64,
]  # fmt: skip
FILTERS = ["*", "*)(objectClass=*", ")(|(cn=*", "%", "_", "\\", "\0", "' OR 1=1 --", "x" * 60_000, "z qq " * 3000]
NAMES = st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=64).filter(str.strip)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_keeps_a_hostile_name_through_everything(name):
    wire = small_world()
    made = {"SamAccountName": "hostile", "Path": STAFF, "GivenName": name, "Description": name}
    record = wire.do("New-TsmUser", Name=name, **made)[0]
    card = wire.do("Get-TsmUser", Identity=record["dn"])[0]
    assert (card["id"], card["name"], card["givenName"], card["description"]) == (record["id"], name, name, name)
    assert record["id"] in [one["id"] for one in wire.do("Find-TsmUser", Query=name, Path=STAFF)]
    assert wire.code("New-TsmUser", Name=name, SamAccountName="other", Path=STAFF) == "AlreadyExists"
    group = wire.do("Add-TsmGroupMember", Identity="engines", Members=[record["dn"]])[0]
    assert group["after"]["member"] == [record["dn"]]
    if len(name) < 64:
        renamed = wire.do("Rename-TsmUser", Identity=record["id"], NewName=f"{name}2")[0]
        assert (renamed["before"]["name"], renamed["after"]["name"]) == (name, f"{name}2")
    moved = wire.do("Move-TsmUser", Identity=record["id"], TargetPath=LEAVERS)[0]
    assert wire.do("Get-TsmUser", Identity=moved["dn"])[0]["groups"] == ["CN=engines," + STAFF]
    assert wire.do("Remove-TsmUser", Identity=record["id"])[0]["before"]["givenName"] == name
    restored = wire.do("Restore-TsmUser", Identity=record["id"])[0]
    assert restored["dn"] == moved["dn"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", FILTERS)
def test_finds_nothing_by_a_filter_in_a_text(query):
    wire = small_world()
    assert wire.do("Find-TsmUser", Query=query) == []
    assert wire.do("Test-TsmUser", Identity=query) == [{"exists": False, "id": None, "dn": None}]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES)
def test_makes_and_finds_any_name(name):
    wire = small_world_once()
    record = wire.do("New-TsmOU", Name=name, Path=STAFF, Protected=False)[0]
    try:
        assert wire.do("Get-TsmOU", Identity=record["dn"])[0]["name"] == name
        child = wire.do("New-TsmOU", Name=name, Path=record["dn"], Protected=False)[0]
        assert wire.do("Get-TsmOU", Identity=child["dn"])[0]["parent"] == record["dn"]
    finally:
        wire.do("Remove-TsmOU", Identity=record["id"], Recursive=True)


_wire = []


def small_world_once():
    """One world for all examples of a test: hypothesis runs them in one transaction."""
    if not _wire:
        _wire.append(small_world())
    return _wire[0]


@given(st.text(max_size=40))
def test_writes_and_reads_a_value_of_a_distinguished_name(value):
    rdn = f"CN={escape_rdn(value)}"
    assert split_dn(f"{rdn},OU=x,DC=y") == (rdn, "OU=x,DC=y")
    assert value_of(rdn) == value
    assert unescape_rdn(escape_rdn(value)) == value


@given(NAMES, NAMES)
def test_tells_two_names_apart_by_their_keys(one, two):
    keys = [dn_key(f"CN={escape_rdn(name)},DC=x") for name in (one, two)]
    assert (keys[0] == keys[1]) == (fold(one) == fold(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("CN=a,DC=x", "cn=A , dc=X"),
        (r"OU=a\,b,DC=x", r"OU=a\2Cb,DC=x"),
        (r"CN=\C3\A4,DC=x", "CN=Ä,DC=x"),
        (r"CN=a\ ,DC=x", r"cn=A\20,DC=x"),
    ],
)
def test_takes_two_spellings_of_a_distinguished_name_for_one(one, two):
    assert dn_key(one) == dn_key(two)


def test_puts_what_lies_below_behind_what_it_lies_in():
    assert dn_key("CN=a,OU=b,DC=x").startswith(dn_key("OU=b,DC=x"))
    assert not dn_key("CN=a,OU=bb,DC=x").startswith(dn_key("OU=b,DC=x"))
