"""Schedules in the administration."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.administration import TsmModelAdmin
from remoting.schedules.models import Schedule
from remoting.schedules.ticking import ring_now


@admin.register(Schedule)
class ScheduleAdmin(TsmModelAdmin):
    """When, and whether at all. What there is to ring for is the code's."""

    list_display = ("act", "cron", "is_active", "next_at", "rung_at")
    list_filter = ("is_active",)
    search_fields = ("act", "cron")
    readonly_fields = ("act", "next_at", "rung_at")
    actions = ("run_now",)
    help_texts = {"is_active": _("Unticked: rung by nobody but the action Run now.")}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's.
        if "cron" in form.changed_data:
            obj.next_at = None  # The new line counts from the next tick on.
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Run now"))
    def run_now(self, request: HttpRequest, queryset: QuerySet[Schedule]) -> None:
        with transaction.atomic():
            for schedule in queryset:
                self.record_write(request, schedule, "run", {})
                ring_now(schedule)
        self.message_user(request, _("Rung; a worker runs it when it is free."))
