"""Django's admin as the superusers' room: its site is ours."""

from django.contrib.admin.apps import AdminConfig


class TsmAdminConfig(AdminConfig):
    default_site = "accounts.administration.TsmAdminSite"
