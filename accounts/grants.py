"""What somebody may do, and where: the grants that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from accounts.models import Grant, User

LEVELS = ("viewer", "helpdesk", "operator", "administrator")


@dataclass(frozen=True, slots=True)
class Held:
    """One grant as it counts now: a role and where it reaches."""

    role: str
    level: str  # "" or one of LEVELS
    operations: frozenset[str]  # names of operations beside those of the level
    is_auditor: bool
    scope_kind: str  # everywhere | domain | unit | farm | server
    scope_key: str  # domain: DNS name; unit: objectGUID; farm, server: primary key as text; everywhere: ""
    scope_name: str
    may_high_by_token: bool = False

    def allows(self, operation_name: str, role: str) -> bool:
        """Whether this grant has the operation, `role` being its `.ROLE`; where it reaches is asked elsewhere."""
        if operation_name in self.operations:
            return True
        if self.level not in LEVELS or role not in LEVELS:
            return False
        return LEVELS.index(self.level) >= LEVELS.index(role)

    @property
    def is_everywhere(self) -> bool:
        return self.scope_kind == "everywhere"


def grants_of(user: User | AnonymousUser) -> tuple[Held, ...]:
    """The grants of a person and of the directory groups that the person is in; none for who is deactivated."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return ()
    return tuple(held_by(grant) for grant in user.grants_held())


def held_by(grant: Grant) -> Held:
    """The grant as it counts: an auditor runs nothing, whatever else the role says."""
    runs = not grant.role.is_auditor
    return Held(
        role=grant.role.name,
        level=grant.role.level if runs else "",
        operations=frozenset(grant.role.operations if runs else ()),
        is_auditor=grant.role.is_auditor,
        scope_kind=grant.scope_kind,
        scope_key=grant.scope_key,
        scope_name=grant.scope_name,
        may_high_by_token=grant.may_high_by_token,
    )


def user_group_sids(user: User) -> frozenset[str]:
    """SIDs of the directory groups as of the last sign-in or synchronisation."""
    return frozenset(user.group_sids)


def is_administrator(user: User | AnonymousUser) -> bool:
    """Whether somebody holds the level administrator over everywhere."""
    return any(held.level == "administrator" and held.is_everywhere for held in grants_of(user))


def is_auditor(user: User | AnonymousUser) -> bool:
    return any(held.is_auditor for held in grants_of(user))


def may_read_trail(user: User | AnonymousUser) -> bool:
    """Auditors and administrators read the whole trail."""
    held = grants_of(user)
    return any(one.is_auditor or (one.level == "administrator" and one.is_everywhere) for one in held)


def may_see_directory(user: User | AnonymousUser) -> bool:
    """Any grant but an auditor's opens the pages of the directory; what they show follows from the scope."""
    return any(held.level or held.operations for held in grants_of(user))


def may_administer(user: User | AnonymousUser) -> bool:
    """Who enters the administration: administrators over everywhere, and the break-glass accounts."""
    if is_administrator(user):
        return True
    return not isinstance(user, AnonymousUser) and user.is_active and user.is_superuser and user.is_break_glass
