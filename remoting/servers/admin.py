"""Servers and farms in the administration."""

from __future__ import annotations

from django.contrib import admin

from accounts.administration import TsmModelAdmin
from remoting.servers.models import Farm, Server


@admin.register(Server)
class ServerAdmin(TsmModelAdmin):
    """The inventory: operations run on what stands here and nowhere else."""

    list_display = ("host", "domain", "farm", "transport", "is_management", "is_terminal", "is_domain_controller")
    list_filter = ("domain", "farm", "transport", "is_management", "is_terminal", "is_domain_controller")
    search_fields = ("host", "description")
    readonly_fields = ("tested_at", "test_ok", "test_result")
    list_select_related = ("domain", "farm")


@admin.register(Farm)
class FarmAdmin(TsmModelAdmin):
    """Farms with the services that may be touched on their servers."""

    list_display = ("name", "description", "number_of_servers")
    search_fields = ("name", "description")

    @admin.display(description="servers")
    def number_of_servers(self, farm: Farm) -> int:
        return farm.servers.count()
