"""The mirror: objects and memberships as the directory last told them."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID
from zlib import crc32

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models.domains import Domain
from directory.scopes import visible_units

if TYPE_CHECKING:
    from accounts.models import User


class Kind(models.TextChoices):
    USER = "user", _("User")
    GROUP = "group", _("Group")
    COMPUTER = "computer", _("Computer")
    UNIT = "ou", _("Unit")


class DirectoryObjectQuerySet(models.QuerySet["DirectoryObject"]):
    def present(self) -> Self:
        """What the directory still has."""
        return self.filter(deleted_at=None)

    def visible_to(self, user: "User") -> Self:
        scope = visible_units(user)
        return self if scope.everywhere else self.filter(place__in=scope.places)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def locked(self, now: datetime) -> Self:
        """Locked and not yet unlocked by itself: the source clears lockoutTime, or the policy's time is over."""
        return self.filter(locked_at__isnull=False).exclude(unlocks_at__lte=now)

    def disabled(self) -> Self:
        return self.filter(enabled=False)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)

    def expiring(self, now: datetime, until: datetime) -> Self:
        return self.filter(expires_at__gt=now, expires_at__lte=until)

    def password_expiring(self, now: datetime, until: datetime) -> Self:
        return self.filter(enabled=True, password_expires_at__gt=now, password_expires_at__lte=until)

    def privileged(self) -> Self:
        return self.filter(is_privileged=True)


class DirectoryObject(models.Model):
    """A user, group, computer or unit of a domain, known by its GUID through every rename and move.

    `unit` is the unit that it lies in; `place` is what scopes are compared with: the unit's row (a unit's own row for
    the unit itself), or minus the domain's row for what lies in no unit. `path` (units only) names the GUIDs from the
    domain down to the unit itself, each ended by a slash.
    """

    guid = models.UUIDField(unique=True, editable=False)
    domain = models.ForeignKey(Domain, models.CASCADE, related_name="mirrored")
    kind = models.CharField(max_length=8, choices=Kind)
    sid = models.CharField(max_length=100, blank=True, default="", db_index=True)  # units have none
    dn = models.TextField()
    name = models.CharField(max_length=256)
    sam = models.CharField(max_length=256, blank=True, default="")
    upn = models.CharField(max_length=1024, blank=True, default="")
    display_name = models.CharField(max_length=256, blank=True, default="")
    mail = models.CharField(max_length=320, blank=True, default="")
    phone = models.CharField(max_length=64, blank=True, default="")
    mobile = models.CharField(max_length=64, blank=True, default="")
    description = models.TextField(blank=True, default="")
    title = models.CharField(max_length=128, blank=True, default="")
    department = models.CharField(max_length=128, blank=True, default="")
    office = models.CharField(max_length=128, blank=True, default="")
    parent_guid = models.UUIDField(null=True)
    unit = models.ForeignKey("self", models.SET_NULL, null=True, related_name="children")
    place = models.BigIntegerField(default=0)
    path = models.TextField(blank=True, default="")
    enabled = models.BooleanField(default=True)
    locked_at = models.DateTimeField(null=True)
    unlocks_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    password_expires_at = models.DateTimeField(null=True)
    must_change = models.BooleanField(default=False)
    is_privileged = models.BooleanField(default=False)
    last_logon_at = models.DateTimeField(null=True)
    when_created = models.DateTimeField(null=True)
    when_changed = models.DateTimeField(null=True)
    usn = models.BigIntegerField(default=0)
    attributes = models.JSONField(default=dict)
    deleted_at = models.DateTimeField(null=True)
    mirrored_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when a refresh was last asked for
    # For the search: folded copies.
    dn_fold = models.TextField()
    name_fold = models.CharField(max_length=512)
    words = models.TextField(default="")  # all tokens, a blank before and after each
    rank = models.SmallIntegerField(default=0)

    objects = DirectoryObjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("directory object")
        verbose_name_plural = _("directory objects")
        indexes: ClassVar = [
            models.Index(fields=["domain", "dn_fold"], name="directory_object_dn"),
            models.Index(fields=["name_fold", "rank"], name="directory_object_name"),
            models.Index(fields=["place"], name="directory_object_place"),
            models.Index(fields=["kind", "deleted_at", "name_fold"], name="directory_object_list"),
            # All that the saved filters of a list ask for, so that their numbers are counted without the rows.
            models.Index(
                fields=[
                    *("kind", "deleted_at", "place", "enabled", "is_privileged", "locked_at", "unlocks_at"),
                    *("expires_at", "password_expires_at", "last_logon_at"),
                ],
                name="directory_object_counts",
            ),
            models.Index(fields=["domain", "sam"], name="directory_object_sam"),
            models.Index(
                fields=["locked_at"],
                condition=Q(locked_at__isnull=False),
                name="directory_object_locked",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
                name="directory_object_expires",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def get_absolute_url(self) -> str:
        return reverse("directory:object", args=[self.guid])

    @property
    def shown_name(self) -> str:
        return self.display_name or self.name

    @property
    def key(self) -> str:
        """The GUID as the other rooms write it."""
        return str(self.guid)

    @property
    def mark(self) -> str:
        """Changes with whatever the directory changes about the object, and not with a mere reading."""
        told = (self.usn, self.dn, self.enabled, self.locked_at, self.expires_at, self.password_set_at, self.attributes)
        return f"{crc32(repr(told).encode(errors='replace')):08x}"

    @property
    def unit_path(self) -> Sequence[UUID]:
        """GUIDs of the units from the domain down to the one it lies in; a unit itself is the last of its own."""
        place = self if self.kind == Kind.UNIT else self.unit
        return tuple(UUID(part) for part in place.path.split("/") if part) if place else ()


class Membership(models.Model):
    """A direct membership."""

    group = models.ForeignKey(DirectoryObject, models.CASCADE, related_name="member_links", db_index=False)
    member = models.ForeignKey(DirectoryObject, models.CASCADE, related_name="group_links", db_index=False)
    is_nested = models.BooleanField(default=False)  # the member is a group itself

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "member"], name="directory_membership_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "group"], name="directory_membership_of"),
            models.Index(
                fields=["group", "member"],
                condition=Q(is_nested=True),
                name="directory_membership_down",
            ),
            models.Index(
                fields=["member", "group"],
                condition=Q(is_nested=True),
                name="directory_membership_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class LooseMember(models.Model):
    """A member that the mirror has not met yet, kept until it comes."""

    group = models.ForeignKey(DirectoryObject, models.CASCADE, related_name="loose_members")
    guid = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return str(self.guid)
