"""The app of the trail."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from audit.triggers import guard


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        # SQLite loses triggers when Django rebuilds a table, so they are put back after every migrate.
        post_migrate.connect(guard_trail, sender=self)
        import_module("audit.checks")  # registers itself


def guard_trail(*, using: str, **_more: object) -> None:
    guard(connections[using])
