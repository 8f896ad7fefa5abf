"""A first reading of many objects, without the indexes of the tokens meanwhile."""

from django.db import connection

from directory import token_indexes
from directory.models import Domain, Token
from directory.scopes import EVERYWHERE
from directory.search import search_in
from directory.synchronise import synchronise
from tests.directory.sources import World


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, Token._meta.db_table))


def test_it_has_all_indexes_again_after_a_first_reading(world: World, domain: Domain) -> None:
    before = indexes()
    world.add("user", "Ada Lovelace")
    token_indexes.put_off_indexes(token_indexes.MANY)
    assert {one.name for one in Token._meta.indexes} & indexes() == {"directory_token_object"}
    token_indexes.ensure_indexes()
    assert indexes() == before
    synchronise(domain)
    assert [hit.name for hit in search_in(EVERYWHERE, "lovel")] == ["Ada Lovelace"]


def test_it_keeps_them_where_there_are_tokens_already(world: World, domain: Domain) -> None:
    world.add("user", "Ada")
    synchronise(domain)
    before = indexes()
    token_indexes.put_off_indexes(token_indexes.MANY)
    assert indexes() == before


def test_it_keeps_them_for_few_objects(world: World, domain: Domain) -> None:
    before = indexes()
    token_indexes.put_off_indexes(token_indexes.MANY - 1)
    token_indexes.put_off_indexes(None)
    assert indexes() == before
