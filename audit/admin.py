"""Entries in the administration: read, never written."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from audit.models import Entry


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("id", "at", "actor_name", "event", "operation", "about_name", "outcome")
    list_filter = ("event", "way", "outcome", "about_kind")
    search_fields = ("words",)
    search_help_text = _("Words of names, tickets, reasons, addresses.")
    exclude = ("words",)
    actions = None
