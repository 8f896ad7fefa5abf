"""The app of servers, jobs and all that runs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from remoting.jobs.triggers import ensure


class RemotingConfig(AppConfig):
    """Ensures the triggers of the edges after every migrate: SQLite loses them when a table is rebuilt."""

    name = "remoting"
    verbose_name = _("Remoting")

    def ready(self) -> None:
        import_module("remoting.checks")
        post_migrate.connect(ensure_triggers, sender=self)


def ensure_triggers(using: str, **_kwargs: Any) -> None:
    ensure(connections[using])
