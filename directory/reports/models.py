"""Kept runs of reports, and who gets them by mail."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportRun(models.Model):
    """One report as it was on one day: what its rows are, directory/reports/runs.py knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.CharField(_("report"), max_length=80)
    date = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    rows = models.JSONField(default=list)  # lists of key, GUID, cells
    number = models.PositiveIntegerField(_("rows"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)  # since the last run of an earlier day
    removed = models.PositiveIntegerField(_("gone"), default=0)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("report run")
        verbose_name_plural = _("report runs")
        ordering: ClassVar = ["-date", "-made_at"]
        indexes: ClassVar = [models.Index(fields=["report", "-date", "-made_at"], name="directory_report_latest")]

    def __str__(self) -> str:
        return f"{self.report} {self.date}"


class ReportSubscription(models.Model):
    """One mail address that gets one report after each nightly run."""

    report = models.CharField(_("report"), max_length=80)
    address = models.EmailField(_("mail address"))
    language = models.CharField(_("language"), max_length=5, default="en", choices=settings.LANGUAGES)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("report subscription")
        verbose_name_plural = _("report subscriptions")
        ordering: ClassVar = ["report", "address"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "address"], name="directory_subscription_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.address}"
