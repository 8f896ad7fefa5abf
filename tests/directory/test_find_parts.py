"""Parts of words, through SQLite's own index where there are many objects: the same hits as by looking at all rows."""

import pytest
from django.db import connection

from directory import parts
from directory.models import DirectoryObject, Domain
from directory.parts import containing, ensure_parts
from directory.synchronise import synchronise
from tests.directory.sources import World

NAMES = ("Ada Müller", "Zoë O'Brien", 'Quote "Q" Smith', "Łukasz Kowalski", "100% Sales", "Peter Schmidt", "Мария")
ASKED = (["ulle"], ["owals"], ["brien"], [" mu"], [" a", "ulle"], ['q" s'], ["chmi", "pete"], ["zzz"], ["%"], ["arija"])


@pytest.fixture
def indexed(world: World, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> Domain:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its trigram index")
    for name in NAMES:
        world.add("user", name)
    monkeypatch.setattr(parts, "MANY", 1)
    synchronise(domain, full=True)
    return domain


def found(words: list[str]) -> set[str]:
    return set(containing(DirectoryObject.objects.present(), words).values_list("name", flat=True))


def looked_through(words: list[str]) -> set[str]:
    rows = DirectoryObject.objects.present()
    for word in words:
        rows = rows.filter(words__contains=word)
    return set(rows.values_list("name", flat=True))


def is_asked(words: list[str]) -> bool:
    return "MATCH" in str(containing(DirectoryObject.objects.all(), words).query)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_it_finds_what_looking_through_all_rows_finds(indexed: Domain, words: list[str]) -> None:
    assert is_asked(words) == any(len(word) >= 3 for word in words)
    assert found(words) == looked_through(words)


def test_it_follows_what_the_synchronisation_writes(world: World, indexed: Domain) -> None:
    ada = next(one for one in world.objects.values() if one.attributes["name"] == "Ada Müller")
    world.change(ada, description="quartz")
    synchronise(indexed)
    assert found(["uart"]) == {"Ada Müller"}
    world.change(ada, description="basalt")
    world.add("user", "Alan Turing")
    synchronise(indexed)
    assert (found(["uart"]), found(["asal"]), found(["urin"])) == (set(), {"Ada Müller"}, {"Alan Turing"})


def test_it_forgets_rows_that_are_gone(indexed: Domain) -> None:
    DirectoryObject.objects.filter(name="Peter Schmidt").delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO directory_parts (directory_parts, rank) VALUES ('integrity-check', 1)")
    assert found(["chmi"]) == set()


def test_it_looks_through_all_rows_where_triggers_are_missing(indexed: Domain) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER directory_parts_update")
    assert not is_asked(["owals"])
    assert found(["owals"]) == {"Łukasz Kowalski"}
    ensure_parts()
    assert is_asked(["owals"])


def test_it_has_none_where_there_are_few(world: World, domain: Domain) -> None:
    world.add("user", "Łukasz Kowalski")
    synchronise(domain, full=True)
    assert not is_asked(["owals"])
    assert found(["owals"]) == {"Łukasz Kowalski"}
