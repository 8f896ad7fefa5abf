"""What runs when: a cron line, and what it rings for."""

from datetime import datetime
from typing import ClassVar, Self

from cronsim import CronSim, CronSimError
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def check_cron(text: str) -> None:
    """Five fields, as cron has them. Raises ValidationError."""
    try:
        next(CronSim(text, datetime(2026, 1, 1, tzinfo=get_default_timezone())))
    except (CronSimError, StopIteration) as error:
        raise ValidationError(_("This is no cron line: minute, hour, day, month, weekday.")) from error


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def due(self, now: datetime) -> Self:
        return self.filter(models.Q(next_at=None) | models.Q(next_at__lte=now), is_active=True)


class Schedule(models.Model):
    """One thing that is rung for again and again. Times are those of the portal's own time zone."""

    class Act(models.TextChoices):
        SYNCHRONISE = "synchronise", gettext_lazy("Synchronise all domains")
        READINGS = "readings", gettext_lazy("Ask all servers how they are")
        REPORTS = "reports", gettext_lazy("Make and mail the reports")
        RETENTION = "retention", gettext_lazy("Delete what was kept long enough")

    act = models.CharField(gettext_lazy("what"), max_length=20, choices=Act, unique=True)
    cron = models.CharField(
        gettext_lazy("when"),
        max_length=100,
        validators=[check_cron],
        help_text=gettext_lazy("Minute, hour, day, month, weekday: 10 4 * * * is every night at 04:10."),
    )
    is_active = models.BooleanField(gettext_lazy("active"), default=True)
    next_at = models.DateTimeField(gettext_lazy("next"), null=True, blank=True, editable=False)
    rung_at = models.DateTimeField(gettext_lazy("last rung"), null=True, blank=True, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("schedule")
        verbose_name_plural = gettext_lazy("schedules")
        ordering: ClassVar = ["act"]

    def __str__(self) -> str:
        return str(self.Act(self.act).label) if self.act in self.Act else self.act

    def after(self, moment: datetime) -> datetime:
        """The next time after a moment."""
        return next(CronSim(self.cron, moment.astimezone(get_default_timezone())))
