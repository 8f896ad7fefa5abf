"""Runs of the synchronisation: what the domain's page shows, and where a broken run goes on."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.domains import Domain


class SynchronisationState(models.TextChoices):
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")


class SynchronisationQuerySet(models.QuerySet["Synchronisation"]):
    def of(self, domain: Domain) -> "SynchronisationQuerySet":
        return self.filter(domain=domain).order_by("-started_at")


class Synchronisation(models.Model):
    """One run: everything (`is_full`) or what has changed. `done` of `total` objects; total is null where unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    domain = models.ForeignKey(
        Domain,
        models.CASCADE,
        related_name="synchronisations",
        verbose_name=_("domain"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SynchronisationState,
        default=SynchronisationState.RUNNING,
    )
    is_full = models.BooleanField(_("everything"), default=False)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    done = models.PositiveIntegerField(_("objects read"), default=0)
    total = models.PositiveIntegerField(_("objects in all"), null=True, blank=True)
    written = models.PositiveIntegerField(_("objects written"), default=0)
    deleted = models.PositiveIntegerField(_("objects deleted"), default=0)
    cookie = models.TextField(blank=True, default="", editable=False)
    message = models.TextField(_("what went wrong"), blank=True, default="")

    objects = SynchronisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("synchronisation")
        verbose_name_plural = _("synchronisations")
        ordering: ClassVar = ["-started_at"]
        indexes: ClassVar = [models.Index(fields=["domain", "-started_at"], name="directory_sync_latest")]

    def __str__(self) -> str:
        return f"{self.domain} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_running(self) -> bool:
        return self.state == SynchronisationState.RUNNING

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total else None
