"""Domains, and the sealed credentials used against them."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.sealed import Party, seal


class Credential(models.Model):
    """An account of the directory. Its password is sealed to the worker: the web process can write it, not read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    username = models.CharField(_("account"), max_length=256, help_text=_("user@domain or DOMAIN\\user"))
    secret = models.BinaryField(_("password"), blank=True, default=b"", editable=False)
    rotated_at = models.DateTimeField(_("password set"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def seal_secret(self, text: str) -> None:
        self.secret = seal(
            text,
            party=Party.WORKER,
            table="directory_credential",
            column="secret",
            row=self.id,
        )


class Domain(models.Model):
    """One Active Directory domain: where its mirror comes from, and how far that is."""

    name = models.CharField(_("DNS name"), max_length=255, unique=True)
    netbios = models.CharField(_("NetBIOS name"), max_length=15, blank=True)
    base_dn = models.CharField(_("distinguished name"), max_length=1024, blank=True)
    sid = models.CharField(_("SID"), max_length=100, blank=True)
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("Dotted path of the class that reads it"),
    )
    controllers = models.JSONField(
        _("domain controllers"),
        default=list,
        blank=True,
        help_text=_("Host names; the first is asked first"),
    )
    credential = models.ForeignKey(
        Credential,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("credential"),
        related_name="domains",
    )
    policy = models.JSONField(_("password policy"), default=dict, blank=True)
    recycle_bin = models.BooleanField(_("recycle bin"), default=False)
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Synchronised and offered"))
    cookie = models.TextField(blank=True, default="", editable=False)
    synchronised_at = models.DateTimeField(_("synchronised"), null=True, blank=True, editable=False)
    lease_holder = models.UUIDField(null=True, blank=True, editable=False)  # the run that may write now
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
