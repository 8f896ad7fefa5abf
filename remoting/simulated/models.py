"""The embedded world in the demo's database: one simulated directory, kept as a domain controller keeps its own."""

from typing import ClassVar

from django.db import models

DETACH = models.SET_NULL


class SimulatedDomain(models.Model):
    """A domain, its counters and its password policy."""

    dns_name = models.CharField(max_length=255, unique=True)
    netbios = models.CharField(max_length=15)
    base_dn = models.CharField(max_length=255)
    sid = models.CharField(max_length=80)
    seed = models.BigIntegerField(default=0)
    usn = models.BigIntegerField(default=1000)
    next_rid = models.IntegerField(default=1104)
    policy = models.JSONField(
        default=dict, help_text="minLength, history, complexity, maxAgeDays, minAgeDays, lockout…"
    )
    recycle_bin = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.dns_name


class SimulatedObject(models.Model):
    """One directory object. `attributes` has the values; the columns that end in `_key` and the numbers follow from it.

    `place` is `dn_key(dn)`: what lies below an object has its place as a beginning. `versions` says of each attribute
    how often it was written, when last and with which update sequence number; `*` of those not written since the start.
    """

    domain = models.ForeignKey(SimulatedDomain, models.CASCADE, related_name="objects_of")
    guid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", DETACH, null=True, related_name="children")
    name = models.TextField()
    dn = models.TextField()
    place = models.TextField()
    sid = models.CharField(max_length=80, null=True)
    attributes = models.JSONField(default=dict)
    manager = models.ForeignKey("self", DETACH, null=True, related_name="reports")
    managed_by = models.ForeignKey("self", DETACH, null=True, related_name="manages")
    versions = models.JSONField(default=dict)
    usn_created = models.BigIntegerField()
    usn_changed = models.BigIntegerField()
    when_created = models.DateTimeField()
    when_changed = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    last_parent = models.ForeignKey("self", DETACH, null=True, related_name="+")
    last_name = models.TextField(blank=True)

    # Look-up
    name_key = models.TextField()
    sam_key = models.TextField(null=True)
    upn_key = models.TextField(null=True)
    mail_key = models.TextField(null=True)
    text_key = models.TextField(
        blank=True, help_text="All texts, folded, one per line: what a search for words narrows by"
    )
    primary_group = models.IntegerField(null=True)
    flags = models.IntegerField(null=True)
    lockout_time = models.BigIntegerField(null=True)
    account_expires = models.BigIntegerField(null=True)
    password_set = models.BigIntegerField(null=True)
    last_logon = models.BigIntegerField(null=True, help_text="lastLogonTimestamp")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["domain", "place"], name="simulated_place"),
            models.UniqueConstraint(fields=["domain", "sid"], name="simulated_sid"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind"], name="simulated_kind"),
            models.Index(fields=["domain", "sam_key"], name="simulated_sam"),
            models.Index(fields=["domain", "upn_key"], name="simulated_upn"),
            models.Index(fields=["domain", "mail_key"], name="simulated_mail"),
            models.Index(fields=["domain", "name_key"], name="simulated_name"),
            models.Index(fields=["domain", "usn_changed"], name="simulated_usn"),
            models.Index(fields=["domain", "primary_group"], name="simulated_primary"),
            models.Index(fields=["domain", "lockout_time"], name="simulated_locked"),
            models.Index(fields=["domain", "account_expires"], name="simulated_expires"),
            models.Index(fields=["domain"], name="simulated_deleted", condition=models.Q(deleted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.dn


class SimulatedLink(models.Model):
    """A member of a group. A link that was taken away stays, not `present`, so that its version goes on counting."""

    group = models.ForeignKey(SimulatedObject, models.CASCADE, related_name="member_links")
    member = models.ForeignKey(SimulatedObject, models.CASCADE, related_name="group_links")
    present = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    at = models.DateTimeField()
    usn = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "member"], name="simulated_link"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class SimulatedPassword(models.Model):
    """The password of an account, as salted hashes: the one that counts and those before it."""

    owner = models.OneToOneField(SimulatedObject, models.CASCADE, related_name="password", primary_key=True)
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=128)
    history = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"password of {self.owner_id}"


class SimulatedCall(models.Model):
    """The answer to a change, kept in the transaction of the change. It holds no secret."""

    call = models.CharField(max_length=64, primary_key=True)
    result = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.call
