"""What all tests share: keys that seal, and which tests run on which database. The cast is in `cast.py`."""

import os

import pytest
from django.conf import settings

from accounts.sealed import make_keys

pytest_plugins = ["tests.cast"]

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
DATABASE = os.environ.get("TSM_TEST_DATABASE", "")  # "" where pytest was called by hand: everything on SQLite.


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    settings.TSM_KEYS.mkdir(parents=True, exist_ok=True)
    make_keys(settings.TSM_KEYS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`./tsm test` runs two processes side by side, one a database: what asks a database is run by both."""
    wanted = {"": lambda item: True, "sqlite": on_sqlite, "postgresql": on_postgresql}[DATABASE]
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = [item for item in items if wanted(item)]


def asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def on_sqlite(item: pytest.Item) -> bool:
    return asks_database(item) or says_one_database(item)


def on_postgresql(item: pytest.Item) -> bool:
    return not says_one_database(item)


def says_one_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("one_database") is not None
