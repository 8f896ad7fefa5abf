"""One run of one operation: its row, what it said, what it changed, and its sealed secrets."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.grants import is_administrator, is_auditor
from accounts.models import ApiToken, User
from directory.models import DirectoryObject
from remoting.jobs.states import ENDED, HOLDING, OPEN, State
from remoting.servers.models import Server


class JobQuerySet(models.QuerySet["Job"]):
    """The vocabulary of jobs."""

    def visible_to(self, user: User) -> Self:
        """Own jobs; all for auditors and administrators; else those on targets that the user may see."""
        if is_administrator(user) or is_auditor(user):
            return self
        objects = DirectoryObject.objects.visible_to(user).values("guid")
        hosts = Server.objects.visible_to(user).values("host")
        return self.filter(Q(actor=user) | Q(object_guid__in=objects) | Q(server__in=hosts))

    def of(self, user: User) -> Self:
        return self.filter(actor=user)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def about(self, kind: str, key: str) -> Self:
        """Jobs on this target; jobs on a server include those on its sessions."""
        if kind == "server":
            return self.filter(server=key)
        return self.filter(target_key=key)

    def runs(self) -> Self:
        """Jobs that people think of as jobs: no previews."""
        return self.filter(what_if=False)

    def fenced(self, job: Job) -> Self:
        """The job, as long as the claim that `job` holds is the newest."""
        return self.filter(pk=job.pk, fence=job.fence)

    def waiting(self, *, at: datetime) -> Self:
        return self.filter(state=State.QUEUED, not_after__gt=at)


class Job(models.Model):
    """One run of one operation. The shape is design/jobs.md's; states move along `states.EDGES` only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.CharField(_("operation"), max_length=80, db_index=True)
    helper = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    is_change = models.BooleanField(default=False)

    target_kind = models.CharField(max_length=20)
    target_key = models.CharField(max_length=300, blank=True)
    target_name = models.CharField(_("target"), max_length=300, blank=True)
    object_guid = models.UUIDField(null=True, blank=True, db_index=True)
    domain = models.CharField(max_length=255, blank=True)
    server = models.CharField(max_length=255, blank=True, help_text="The server that is acted on.")
    controller = models.CharField(max_length=255, blank=True, help_text="The domain controller of the whole job.")
    ran_on = models.CharField(max_length=255, blank=True)

    parameters = models.JSONField(default=dict, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    way = models.CharField(max_length=20)
    address = models.CharField(max_length=64, blank=True)
    account = models.CharField(max_length=100, blank=True)
    token = models.ForeignKey(ApiToken, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    ticket = models.CharField(_("ticket"), max_length=100, blank=True)

    what_if = models.BooleanField(default=False)
    preview_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the records of a preview.")
    versions = models.JSONField(default=dict, blank=True)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.QUEUED)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    readbacks = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    stop_asked_by = models.CharField(max_length=150, blank=True)

    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its requester was told that it ended.")

    idempotency_key = models.CharField(max_length=100, blank=True)
    content = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the order, without secrets.")

    result = models.JSONField(null=True, blank=True)
    dropped = models.PositiveIntegerField(default=0, help_text="Rows of a result that lay outside the scope.")
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)
    error_reference = models.CharField(max_length=40, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_key"],
                condition=Q(state__in=HOLDING, is_change=True, what_if=False) & ~Q(target_key=""),
                name="one_change_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["actor", "token", "idempotency_key"],
                condition=Q(token__isnull=False) & ~Q(idempotency_key=""),
                name="same_order_by_token",
            ),
            models.UniqueConstraint(
                fields=["actor", "idempotency_key"],
                condition=Q(token__isnull=True) & ~Q(idempotency_key=""),
                name="same_order_by_person",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_by_state"),
            models.Index(fields=["target_key", "-created_at"], name="job_by_target"),
            models.Index(fields=["server", "-created_at"], name="job_by_server"),
            models.Index(fields=["actor", "-created_at"], name="job_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.target_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("remoting:job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_stopping(self) -> bool:
        """Running and told to stop: shown as "Cancelling"."""
        return self.state == State.RUNNING and self.stop_asked_at is not None

    @property
    def locks(self) -> bool:
        """Whether it keeps other changes from its target while it runs."""
        return self.is_change and not self.what_if and bool(self.target_key)

    @property
    def seconds(self) -> float | None:
        """How long it took, or takes up to now."""
        if self.started_at is None:
            return None
        return ((self.ended_at or timezone.now()) - self.started_at).total_seconds()


class JobEvent(models.Model):
    """A line that a job said while it ran."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    stream = models.CharField(max_length=20)
    message = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    data = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.stream}: {self.message}"


class Change(models.Model):
    """Before and after of one object that a job touched, or would touch."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=300, blank=True, db_index=True)
    name = models.CharField(max_length=300, blank=True)
    dn = models.TextField(blank=True)
    applied = models.BooleanField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["job", "position"]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Side(models.TextChoices):
    """Whose key a secret of a job is sealed to."""

    TYPED = "typed", "Typed, for the worker"
    RETURNED = "returned", "Returned, for the requester"


class JobSecret(models.Model):
    """A sealed secret: a typed one waits for the worker, a returned one for its requester. Neither is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="secrets")
    side = models.CharField(max_length=10, choices=Side)
    position = models.PositiveIntegerField(default=0)
    parameter = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300, blank=True)
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["job", "position"]

    def __str__(self) -> str:
        return f"{self.side} secret of {self.job_id}"


class Worker(models.Model):
    """A worker's sign of life: `seen_at` by its process, `heard_at` by a bell that it consumed."""

    name = models.CharField(max_length=100, primary_key=True)
    process = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
