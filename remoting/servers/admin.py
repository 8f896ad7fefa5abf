"""Servers and farms in the administration."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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
    help_texts = {
        "host": _("The full name, under which TSM reaches it and its certificate is checked."),
        "port": _("5986 for WinRM over HTTPS."),
        "is_domain_controller": _("Answers for the directory."),
        "is_pdc_emulator": _("Its log knows where lockouts came from."),
        "is_management": _("Runs the operations on directory objects: it has the module ActiveDirectory."),
        "is_terminal": _("Has sessions of people."),
        "farm": _("Terminal servers that belong together; grants can be given over a farm."),
    }


@admin.register(Farm)
class FarmAdmin(TsmModelAdmin):
    """Farms with the services that may be touched on their servers."""

    list_display = ("name", "description", "number_of_servers")
    list_filter = ("servers__domain",)
    search_fields = ("name", "description", "servers__host")
    help_texts = {"description": _("What it is for, in a few words; shown beside its name.")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Farm]:
        farms: QuerySet[Farm] = super().get_queryset(request).annotate(number=Count("servers", distinct=True))
        return farms

    @admin.display(description=_("servers"), ordering="number")
    def number_of_servers(self, farm: Farm) -> int:
        return int(getattr(farm, "number", 0))
