"""What the servers said last: a reading for each server, and the sessions that it told of.

Pages read these rows and never ask a server themselves. A reading is the mirror of a server as a directory object is
the mirror of an account: a posted task refreshes it, it says its age, and as no person acted it is no job.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from remoting.servers.models import Server

STALE_AFTER = timedelta(minutes=5)


class Reading(models.Model):
    """The last answer of one server.

    `facts`, `disks` and `checks` are what Get-TsmServer, Get-TsmServerDisk and Get-TsmServerHealth return; `loads` is
    the processor's load in per cent at the readings of the last hour, oldest first, as pairs of ISO time and number.
    """

    server = models.OneToOneField(Server, models.CASCADE, primary_key=True, related_name="reading")
    asked_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    disks = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    loads = models.JSONField(default=list)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return str(self.server)

    @property
    def is_stale(self) -> bool:
        """Whether what it says is too old to be relied on."""
        return self.taken_at is None or timezone.now() - self.taken_at > STALE_AFTER


class SessionQuerySet(models.QuerySet["Session"]):
    """What may be asked about sessions."""

    def visible_to(self, user: User) -> Self:
        return self.filter(server__in=Server.objects.visible_to(user))

    def of_account(self, domain: str, account: str) -> Self:
        """Sessions of one account. `domain`: its NetBIOS name."""
        return self.filter(account__iexact=account, account_domain__iexact=domain)

    def matching(self, text: str) -> Self:
        """Account, name of the person, server or client that holds the text."""
        held = models.Q()
        for field in ("account", "person_name", "server__host", "client_name", "client_address"):
            held |= models.Q(**{f"{field}__icontains": text})
        return self.filter(held)

    def about(self, text: str) -> Self:
        """Account, name of the person or client that begins with the text, or with a word that does."""
        held = models.Q()
        for field in ("account", "person_name", "client_name"):
            held |= models.Q(**{f"{field}__istartswith": text}) | models.Q(**{f"{field}__icontains": f" {text}"})
        return self.filter(held)

    def idle_since(self, moment: datetime) -> Self:
        """Without input since the moment."""
        return self.filter(input_at__lte=moment)


class Session(models.Model):
    """A session as the server told of it at its last reading. `input_at`: the last input, where the server knows."""

    server = models.ForeignKey(Server, models.CASCADE, related_name="sessions")
    number = models.PositiveIntegerField()
    account = models.CharField(max_length=256)
    account_domain = models.CharField(max_length=256, blank=True)
    person_guid = models.UUIDField(null=True, db_index=True)
    person_name = models.CharField(max_length=256, blank=True)
    state = models.CharField(max_length=20)
    input_at = models.DateTimeField(null=True)
    logon_at = models.DateTimeField(null=True)
    disconnected_at = models.DateTimeField(null=True)
    client_name = models.CharField(max_length=256, blank=True)
    client_address = models.CharField(max_length=64, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["server", "number"], name="one_session_a_number"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """As targets name it."""
        return f"{self.server.host}/session/{self.number}"

    @property
    def shown_name(self) -> str:
        """The person's name where the mirror knows the account."""
        return self.person_name or self.account

    @property
    def user_name(self) -> str:
        """What acts on the session are told it must belong to."""
        return f"{self.account_domain}\\{self.account}" if self.account_domain else self.account

    @property
    def is_active(self) -> bool:
        return self.state == "active"
