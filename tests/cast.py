"""The cast: one person for each role, and clients that are signed in. Used by the tests of all rooms."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from django.test import Client, TransactionTestCase

from accounts.models import Grant, Role, User
from accounts.proof import PROVED_AT
from audit.triggers import lift

PASSWORD = "correct-horse-battery-9"  # of everybody in the cast


@pytest.fixture(scope="session", autouse=True)
def flush_takes_the_trail_too() -> Iterator[None]:
    """The trail's triggers also stop the emptying of the tables after a test with real transactions, so they are
    lifted for it; the flush puts them back, as every migrate does."""
    teardown = TransactionTestCase._fixture_teardown

    def lifted(case: TransactionTestCase) -> None:
        for alias in case._databases_names(include_mirrors=False):
            lift(connections[alias])
        teardown(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


def person(
    username: str,
    *,
    role: str = "",
    scope_kind: str = "everywhere",
    scope_key: str = "",
    scope_name: str = "",
    first_name: str = "",
    last_name: str = "",
) -> User:
    """A person, with one grant where a built-in role is named."""
    user = User.objects.create_user(username, password=PASSWORD, first_name=first_name, last_name=last_name)
    if role:
        Grant.objects.create(
            role=Role.objects.get(name=role),
            user=user,
            scope_kind=scope_kind,
            scope_key=scope_key,
            scope_name=scope_name,
        )
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """Signed in, no grant."""
    return person("stranger", first_name="Sam", last_name="Stranger")


@pytest.fixture
def viewer(db: None) -> User:
    return person("viewer", role="viewer", first_name="Vera", last_name="Viewer")


@pytest.fixture
def helpdesk(db: None) -> User:
    return person("helpdesk", role="helpdesk", first_name="Jana", last_name="Vogel")


@pytest.fixture
def operator(db: None) -> User:
    return person("operator", role="operator", first_name="Kofi", last_name="Mensah")


@pytest.fixture
def auditor(db: None) -> User:
    return person("auditor", role="auditor", first_name="Aino", last_name="Auditor")


@pytest.fixture
def administrator(db: None) -> User:
    return person("administrator", role="administrator", first_name="Amara", last_name="Okafor")


def client_of(user: User) -> Client:
    """A client that is signed in."""
    client = Client()
    client.force_login(user)
    return client


def proved_client_of(user: User) -> Client:
    """A client that is signed in and has just proved who it is."""
    client = client_of(user)
    session = client.session
    session[PROVED_AT] = time.time()
    session.save()
    return client


@pytest.fixture(name="client_of")
def client_of_fixture() -> Callable[[User], Client]:
    return client_of


@pytest.fixture(name="proved_client_of")
def proved_client_of_fixture() -> Callable[[User], Client]:
    return proved_client_of
