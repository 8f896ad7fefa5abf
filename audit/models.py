"""The trail: one append-only table."""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.events import Event
from audit.querysets import AppendOnly, EntryQuerySet


class Entry(models.Model):
    """Who did what, to whom, why and with which effect. Written by audit.trail.record alone."""

    id = models.BigAutoField(_("number"), primary_key=True)
    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    event = models.CharField(_("event"), max_length=40, choices=Event.choices)
    # A person is deactivated, never deleted; the name is kept as it was on that day.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    actor_name = models.CharField(_("who"), max_length=200, blank=True)
    way = models.CharField(_("way"), max_length=20)
    address = models.CharField(_("address"), max_length=64, blank=True)
    token = models.CharField(_("API token"), max_length=200, blank=True)
    account = models.CharField(_("account of the operating system"), max_length=200, blank=True)
    about_kind = models.CharField(_("kind of object"), max_length=40, blank=True)
    about_key = models.CharField(_("key of the object"), max_length=400, blank=True)
    about_name = models.CharField(_("object"), max_length=400, blank=True)
    about_domain = models.CharField(_("domain"), max_length=255, blank=True)
    operation = models.CharField(_("operation"), max_length=100, blank=True)
    job = models.UUIDField(_("job"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    ticket = models.CharField(_("ticket"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=40, blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)
    # What a person may look for, folded to small letters, so that a search reads one column.
    words = models.TextField(_("words"), blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="entry_newest"),
            models.Index(fields=["actor", "-at", "-id"], name="entry_by_actor"),
            models.Index(fields=["event", "-at", "-id"], name="entry_by_event"),
            models.Index(fields=["operation", "-at", "-id"], name="entry_by_operation"),
            models.Index(fields=["about_key", "-at", "-id"], name="entry_by_object"),
            models.Index(fields=["about_name", "-at", "-id"], name="entry_by_object_name"),
            models.Index(fields=["job"], name="entry_by_job", condition=models.Q(job__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Entries of the trail are never changed.")
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Entries of the trail are never deleted.")
