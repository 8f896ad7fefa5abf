"""Jobs in the administration: to be looked at. What becomes of them is the queue's."""

from __future__ import annotations

from django.contrib import admin

from accounts.administration import ReadOnlyAdmin
from remoting.jobs.models import Job, Worker


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Every job, previews too. Results and secrets are their requester's and are not shown."""

    list_display = ("created_at", "operation", "target_name", "actor", "state", "what_if", "ran_on")
    list_filter = ("state", "what_if", "is_change", "operation")
    search_fields = ("target_name", "operation", "ticket", "actor__username")
    exclude = ("result",)
    list_select_related = ("actor",)
    date_hierarchy = "created_at"


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    """Whether workers live, and whether they hear their bells."""

    list_display = ("name", "process", "started_at", "seen_at", "heard_at")
    list_filter = ("seen_at",)
    search_fields = ("name",)
