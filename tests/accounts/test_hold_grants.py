"""Grants count for the person and the person's directory groups, and for nobody who is deactivated."""

import pytest

from accounts.grants import grants_of, is_administrator, is_auditor, may_read_trail, may_see_directory
from accounts.models import Grant, Role
from tests.cast import person

pytestmark = pytest.mark.django_db


def test_it_counts_grants_of_the_person_and_of_directory_groups() -> None:
    user = person("ada", role="viewer")
    Grant.objects.create(
        role=Role.objects.get(name="operator"), group_sid="S-1-5-21-1-2-3-1104", scope_kind="everywhere"
    )
    user.group_sids = ["S-1-5-21-1-2-3-1104"]
    assert {held.role for held in grants_of(user)} == {"viewer", "operator"}


def test_it_gives_nothing_to_who_is_deactivated() -> None:
    user = person("ada", role="administrator")
    assert is_administrator(user)
    user.is_active = False
    assert grants_of(user) == ()
    assert not is_administrator(user)


def test_it_gives_a_person_without_groups_no_group_grants() -> None:
    user = person("ada")
    Grant.objects.create(role=Role.objects.get(name="viewer"), group_sid="S-1-5-21-9", scope_kind="everywhere")
    assert grants_of(user) == ()


@pytest.mark.parametrize(
    ("role", "administrator", "auditor", "trail", "directory"),
    [
        ("", False, False, False, False),
        ("viewer", False, False, False, True),
        ("helpdesk", False, False, False, True),
        ("operator", False, False, False, True),
        ("administrator", True, False, True, True),
        ("auditor", False, True, True, False),
    ],
)
def test_it_tells_what_a_role_opens(
    role: str, administrator: bool, auditor: bool, trail: bool, directory: bool
) -> None:
    user = person("ada", role=role)
    found = (is_administrator(user), is_auditor(user), may_read_trail(user), may_see_directory(user))
    assert found == (administrator, auditor, trail, directory)


def test_it_makes_nobody_an_administrator_by_a_domain() -> None:
    user = person("ada", role="administrator", scope_kind="domain", scope_key="corp.example")
    assert not is_administrator(user)
    assert not may_read_trail(user)
