"""Which groups may hold what, by their scope, as a domain controller holds them to it."""

from collections.abc import Iterable

from remoting.simulated.faults import Fault

GLOBAL, DOMAIN_LOCAL, UNIVERSAL = 2, 4, 8
SCOPES = GLOBAL | DOMAIN_LOCAL | UNIVERSAL
SECURITY = -(2**31)
# The scopes of groups that a group of this scope may hold.
_HOLDS = {
    GLOBAL: {GLOBAL},
    UNIVERSAL: {GLOBAL, UNIVERSAL},
    DOMAIN_LOCAL: {GLOBAL, UNIVERSAL, DOMAIN_LOCAL},
}
UNWILLING = "The server is unwilling to process the request"


def scope_of(group_type: int) -> int:
    return group_type & SCOPES


def assert_may_hold(group_type: int, members: Iterable[int], *, name: str) -> None:
    """Refuse members (the types of groups among them) that a group of this type may not hold."""
    allowed = _HOLDS.get(scope_of(group_type), set())
    if any(scope_of(member) not in allowed for member in members):
        raise Fault("InvalidArgument", f"{UNWILLING}: '{name}' cannot hold a group of that scope.")


def assert_may_become(old: int, new: int, *, holders: Iterable[int], members: Iterable[int], name: str) -> None:
    """Refuse a change of scope: between DomainLocal and Global, or against what holds the group and what it holds."""
    if scope_of(old) == scope_of(new):
        return
    if UNIVERSAL not in (scope_of(old), scope_of(new)):
        raise Fault("InvalidArgument", f"{UNWILLING}: between DomainLocal and Global the way leads through Universal.")
    assert_may_hold(new, members, name=name)
    for holder in holders:
        assert_may_hold(holder, [new], name=name)
