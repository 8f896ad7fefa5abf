"""The app of people, roles and grants."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import ensure_roles


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        # The life cycle of the tables is announced by Django in this way only.
        post_migrate.connect(ensure_roles, sender=self)
        # Both register themselves and read models, which are there only now.
        for part in ("accounts.checks", "accounts.signins"):
            import_module(part)
