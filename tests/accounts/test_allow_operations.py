"""A grant has the operations of its level and those below it, and single ones besides."""

import pytest

from accounts.grants import LEVELS, Held


def held(level: str = "", operations: frozenset[str] = frozenset(), *, is_auditor: bool = False) -> Held:
    return Held("r", level, operations, is_auditor, "everywhere", "", "")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", LEVELS)
def test_it_follows_the_levels(level: str, role: str) -> None:
    assert held(level).allows("unlock-user", role) is (LEVELS.index(level) >= LEVELS.index(role))


def test_it_allows_single_operations_beside_the_level() -> None:
    some = held("viewer", frozenset({"restart-server"}))
    assert some.allows("restart-server", "administrator")
    assert not some.allows("stop-server", "administrator")


@pytest.mark.parametrize("role", ["", "root", "Viewer", "auditor"])
def test_it_allows_nothing_with_a_role_that_is_none(role: str) -> None:
    assert not held("administrator").allows("unlock-user", role)


@pytest.mark.parametrize("role", LEVELS)
def test_it_lets_an_auditor_run_nothing(role: str) -> None:
    assert not held(is_auditor=True).allows("get-user", role)
