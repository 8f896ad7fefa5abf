"""Servers and farms: where operations run, and how to reach it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.grants import Held, grants_of
from accounts.models import User
from directory.models import Credential, Domain


class TransportKind(models.TextChoices):
    """The ways to PowerShell."""

    SIMULATED = "simulated", _("Simulated")
    PROCESS = "process", _("Local process")
    WINRM = "winrm", _("WinRM")


class Authentication(models.TextChoices):
    """How TSM proves itself to a server."""

    KERBEROS = "kerberos", _("Kerberos")
    NTLM = "ntlm", _("NTLM")
    BASIC = "basic", _("Basic")
    CERTIFICATE = "certificate", _("Certificate")


class Farm(models.Model):
    """Terminal servers that belong together."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    allowed_names = models.JSONField(
        _("allowed services"),
        default=list,
        blank=True,
        help_text=_("Names of services that operators may start, stop and restart on every server of this farm."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("farm")
        verbose_name_plural = _("farms")

    def __str__(self) -> str:
        return self.name


class ServerQuerySet(models.QuerySet["Server"]):
    """What may be asked about servers."""

    def terminal(self) -> Self:
        """Remote Desktop session hosts."""
        return self.filter(is_terminal=True)

    def managing(self, domain: Domain) -> Self:
        """Servers that run directory operations of this domain."""
        return self.filter(domain=domain, is_management=True)

    def visible_to(self, user: User) -> Self:
        """Servers that a grant of the user covers: server, farm, domain or everywhere; a unit never does."""
        reaching = [held for held in grants_of(user) if held.level or held.operations]
        if any(held.is_everywhere for held in reaching):
            return self.all()
        covered = models.Q(pk__in=[])
        for held in reaching:
            covered |= _covered_by(held)
        return self.filter(covered)


def _covered_by(held: Held) -> models.Q:
    """The servers that one grant of a part covers."""
    match held.scope_kind:
        case "domain":
            return models.Q(domain__name__iexact=held.scope_key)
        case "farm" if held.scope_key.isdecimal():
            return models.Q(farm_id=int(held.scope_key))
        case "server" if held.scope_key.isdecimal():
            return models.Q(pk=int(held.scope_key))
        case _:
            return models.Q(pk__in=[])


class Server(models.Model):
    """A Windows machine that TSM reaches."""

    host = models.CharField(_("host name"), max_length=255, unique=True)
    port = models.PositiveIntegerField(_("port"), default=5986)
    transport = models.CharField(_("transport"), max_length=20, choices=TransportKind, default=TransportKind.WINRM)
    authentication = models.CharField(
        _("authentication"), max_length=20, choices=Authentication, default=Authentication.KERBEROS
    )
    credential = models.ForeignKey(
        Credential,
        verbose_name=_("credential"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the credential of the domain."),
    )
    domain = models.ForeignKey(Domain, verbose_name=_("domain"), on_delete=models.PROTECT, related_name="servers")
    farm = models.ForeignKey(
        Farm, verbose_name=_("farm"), null=True, blank=True, on_delete=models.SET_NULL, related_name="servers"
    )
    is_domain_controller = models.BooleanField(_("domain controller"), default=False)
    is_pdc_emulator = models.BooleanField(_("PDC emulator"), default=False)
    is_management = models.BooleanField(_("management server"), default=False)
    is_terminal = models.BooleanField(_("terminal server"), default=False)
    allowed_names = models.JSONField(
        _("allowed services"),
        default=list,
        blank=True,
        help_text=_("Besides those of the farm. Empty means none."),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    tested_at = models.DateTimeField(_("tested at"), null=True, blank=True, editable=False)
    test_ok = models.BooleanField(_("last test worked"), null=True, editable=False)
    test_result = models.JSONField(_("last test"), default=dict, blank=True, editable=False)

    objects = ServerQuerySet.as_manager()

    class Meta:
        ordering = ["host"]
        verbose_name = _("server")
        verbose_name_plural = _("servers")

    def __str__(self) -> str:
        return self.host

    @property
    def short_name(self) -> str:
        """The host name without its domain, as people say it."""
        return self.host.removesuffix(f".{self.domain.name}")

    @property
    def services_allowed(self) -> list[str]:
        """The names that reach a helper as AllowedName: the server's and its farm's."""
        of_farm = self.farm.allowed_names if self.farm else []
        return sorted({*self.allowed_names, *of_farm})

    @property
    def credential_in_use(self) -> Credential | None:
        """The server's own credential, else the domain's."""
        return self.credential or self.domain.credential
