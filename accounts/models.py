"""People, roles, grants and API tokens."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.grants import may_read_trail
from accounts.querysets import ApiTokenQuerySet, GrantQuerySet


class User(AbstractUser):
    """A person of the portal. Deactivated, never deleted; bound to the directory by GUID, never by name."""

    class Language(models.TextChoices):
        BROWSER = "", _("As the browser says")
        ENGLISH = "en", "English"
        GERMAN = "de", "Deutsch"

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the system says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    guid = models.UUIDField(_("directory GUID"), null=True, blank=True, unique=True)
    sid = models.CharField(_("directory SID"), max_length=190, blank=True)
    group_sids = models.JSONField(
        _("SIDs of directory groups"),
        default=list,
        blank=True,
        help_text=_("As of the last sign-in."),
    )
    language = models.CharField(_("language"), max_length=2, blank=True, choices=Language.choices)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    single_keys = models.BooleanField(
        _("single keys"), default=True, help_text=_("One letter on a page runs an act, U for unlock for example.")
    )
    is_break_glass = models.BooleanField(
        _("break-glass account"),
        default=False,
        help_text=_("For emergencies: opens the administration alone."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def may_read_trail(self) -> bool:
        return may_read_trail(self)

    def grants_held(self) -> QuerySet[Grant]:
        """Grants of the person and of the directory groups that the person is in."""
        return Grant.objects.held_by(self)


class Role(models.Model):
    """What may be done: the operations of a level, single operations, or the auditor's reading."""

    class Level(models.TextChoices):
        NONE = "", _("None")
        VIEWER = "viewer", _("Viewer")
        HELPDESK = "helpdesk", _("Helpdesk")
        OPERATOR = "operator", _("Operator")
        ADMINISTRATOR = "administrator", _("Administrator")

    name = models.CharField(_("name"), max_length=100, unique=True)
    level = models.CharField(
        _("level"),
        max_length=20,
        blank=True,
        choices=Level.choices,
        help_text=_("All operations of this level and of those below it, as the operations say themselves."),
    )
    operations = models.JSONField(
        _("operations"), default=list, blank=True, help_text=_("Names of further operations, such as unlock-user.")
    )
    is_auditor = models.BooleanField(
        _("auditor"), default=False, help_text=_("Reads the whole trail and all reports, runs nothing.")
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        names = self.operations
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ValidationError({"operations": _('A list of names, such as ["unlock-user"].')})
        if self.is_auditor and (self.level or names):
            raise ValidationError({"is_auditor": _("An auditor runs nothing: no level, no operations.")})


class Grant(models.Model):
    """A role, given to a person or to a directory group, over a scope."""

    class Scope(models.TextChoices):
        EVERYWHERE = "everywhere", _("Everywhere")
        DOMAIN = "domain", _("Domain")
        UNIT = "unit", _("Unit and what is below it")
        FARM = "farm", _("Farm")
        SERVER = "server", _("Server")

    role = models.ForeignKey(Role, models.PROTECT, related_name="grants", verbose_name=_("role"))
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("person")
    )
    group_sid = models.CharField(
        _("SID of the directory group"), max_length=190, blank=True, help_text=_("Instead of a person.")
    )
    group_name = models.CharField(_("name of the directory group"), max_length=256, blank=True)
    scope_kind = models.CharField(_("scope"), max_length=12, choices=Scope.choices)
    scope_key = models.CharField(
        _("key of the scope"),
        max_length=255,
        blank=True,
        help_text=_("Domain: its DNS name. Unit: its GUID. Farm or server: its number. Everywhere: empty."),
    )
    scope_name = models.CharField(_("name of the scope"), max_length=255, blank=True)
    may_high_by_token = models.BooleanField(
        _("high impact by API token"), default=False, help_text=_("The token must carry the right as well.")
    )
    made_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["role__name", "pk"]
        indexes = [models.Index(fields=["group_sid"], name="grant_by_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, group_sid="") | (Q(user__isnull=True) & ~Q(group_sid="")),
                name="grant_person_or_group",
                violation_error_message=_("Name a person or a directory group, one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="everywhere", scope_key="") | (~Q(scope_kind="everywhere") & ~Q(scope_key="")),
                name="grant_scope_has_key",
                violation_error_message=_("Every scope but Everywhere needs the key of what it covers."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.holder} · {self.scope_words}"

    @property
    def holder(self) -> str:
        return self.user.name if self.user is not None else self.group_name or self.group_sid

    @property
    def scope_words(self) -> str:
        kind = str(self.Scope(self.scope_kind).label)
        return kind if self.scope_kind == self.Scope.EVERYWHERE else f"{kind} {self.scope_name or self.scope_key}"


class ApiToken(models.Model):
    """A key to the API. Only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(_("beginning"), max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    may_high = models.BooleanField(
        _("high impact"), default=False, help_text=_("Counts only where the grant allows high impact by token as well.")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
