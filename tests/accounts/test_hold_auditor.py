"""An auditor runs nothing and sees no directory page, whatever else the role says."""

import pytest
from django.core.exceptions import ValidationError

from accounts.grants import grants_of, is_administrator, may_see_directory
from accounts.models import Grant, Role
from tests.cast import client_of, person

pytestmark = pytest.mark.django_db


def mixed() -> Role:
    return Role.objects.create(name="odd", level="administrator", operations=["unlock-user"], is_auditor=True)


def test_a_role_of_an_auditor_has_no_level_and_no_operations() -> None:
    with pytest.raises(ValidationError):
        mixed().full_clean()


def test_an_auditor_runs_nothing_whatever_the_role_says() -> None:
    user = person("odd")
    Grant.objects.create(role=mixed(), user=user, scope_kind="everywhere")
    (held,) = grants_of(user)
    assert not held.allows("unlock-user", "viewer")
    assert not may_see_directory(user)
    assert not is_administrator(user)
    assert client_of(user).get("/users/").status_code == 404
