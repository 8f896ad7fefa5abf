"""The roles that are built in: the four levels, and the auditor beside them."""

from __future__ import annotations

from typing import Any

from django.apps import apps as current_apps
from django.db import DEFAULT_DB_ALIAS, router

BUILT_IN = {
    "viewer": {"level": "viewer"},
    "helpdesk": {"level": "helpdesk"},
    "operator": {"level": "operator"},
    "administrator": {"level": "administrator"},
    "auditor": {"is_auditor": True},
}


def ensure_roles(*, apps: Any = current_apps, using: str = DEFAULT_DB_ALIAS, **_more: object) -> None:
    """Make the built-in roles that are missing; called after every migrate. `apps` is the state just migrated to."""
    try:
        role = apps.get_model("accounts", "Role")
    except LookupError:
        return  # Migrated back to before there were roles.
    if router.allow_migrate_model(using, role):
        for name, facts in BUILT_IN.items():
            role.objects.using(using).get_or_create(name=name, defaults=facts)
