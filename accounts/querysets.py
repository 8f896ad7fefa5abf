"""The vocabulary of grants and tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import ApiToken, Grant, User  # noqa: F401  Two are named in strings.


class GrantQuerySet(models.QuerySet["Grant"]):
    def held_by(self, user: User) -> Self:
        """Grants given to the person or to one of the directory groups that the person is in."""
        return self.filter(Q(user=user) | Q(user__isnull=True, group_sid__in=user.group_sids)).select_related("role")

    def of_administrators(self) -> Self:
        """Grants that make somebody an administrator of the portal."""
        return self.filter(role__level="administrator", scope_kind="everywhere")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self) -> Self:
        """Tokens that open something now."""
        now = timezone.now()
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)

    def of(self, user: User) -> Self:
        return self.filter(user=user).order_by("-made_at")
