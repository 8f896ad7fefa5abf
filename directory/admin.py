"""Domains, credentials, synchronisations and subscriptions in the administration."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.administration import ReadOnlyAdmin, SecretField, TsmModelAdmin
from accounts.models import User
from accounts.sealed import Party
from accounts.ways import way_of
from directory.asking import ask_synchronise
from directory.bell import post
from directory.models import Credential, Domain, ReportSubscription, Synchronisation
from directory.reports import reports


class CredentialForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm takes no argument at run time.
    """The password can be written and never read again: only the worker opens it."""

    new_secret = SecretField(Party.WORKER, column="secret", label=gettext_lazy("Password"))

    class Meta:
        model = Credential
        fields = ("name", "username")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("new_secret") and not self.instance.secret:
            self.add_error("new_secret", _("A credential needs its password."))
        return cleaned


@admin.register(Credential)
class CredentialAdmin(TsmModelAdmin):
    form = CredentialForm
    list_display = ("name", "username", "rotated_at", "used_by")
    list_filter = ("domains", "rotated_at")
    search_fields = ("name", "username")
    help_texts = {"name": gettext_lazy("What it is called here; the directory knows nothing of it.")}
    readonly_fields = ("rotated_at",)
    actions = ("rotate",)

    @admin.action(description=gettext_lazy("Rotate: seal to the newest key"))
    def rotate(self, request: HttpRequest, queryset: QuerySet[Credential]) -> None:
        """Only the worker can open them, so the worker does it."""
        with transaction.atomic():
            for credential in queryset:
                self.record_write(request, credential, "rotated", {})
                transaction.on_commit(partial(post, "directory.tasks.seal_credential", str(credential.pk)))
        self.message_user(request, _("Asked for; a worker does it when it is free."), messages.SUCCESS)

    @admin.display(description=gettext_lazy("used by"))
    def used_by(self, credential: Credential) -> str:
        return ", ".join(domain.name for domain in credential.domains.all())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's.
        if form.cleaned_data.get("new_secret"):
            obj.rotated_at = timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(Domain)
class DomainAdmin(TsmModelAdmin):
    list_display = ("name", "netbios", "is_active", "recycle_bin", "synchronised_at", "credential")
    list_filter = ("is_active", "recycle_bin")
    search_fields = ("name", "netbios", "sid")
    help_texts = {
        "name": gettext_lazy("Its DNS name, such as corp.example."),
        "credential": gettext_lazy("What TSM reads the directory with, and what its operations run with."),
    }
    readonly_fields = ("netbios", "base_dn", "sid", "policy", "recycle_bin", "synchronised_at")
    fieldsets = (
        (None, {"fields": ("name", "source", "credential", "controllers", "is_active")}),
        (
            gettext_lazy("As the directory says"),
            {
                "fields": ("netbios", "base_dn", "sid", "policy", "recycle_bin", "synchronised_at"),
                "description": gettext_lazy("Written by the synchronisation."),
            },
        ),
    )
    actions = ("synchronise_now", "read_everything")

    @admin.action(description=gettext_lazy("Synchronise now"))
    def synchronise_now(self, request: HttpRequest, queryset: QuerySet[Domain]) -> None:
        self.ask(request, queryset, full=False)

    @admin.action(description=gettext_lazy("Read everything anew"))
    def read_everything(self, request: HttpRequest, queryset: QuerySet[Domain]) -> None:
        self.ask(request, queryset, full=True)

    def ask(self, request: HttpRequest, domains: QuerySet[Domain], *, full: bool) -> None:
        if not isinstance(request.user, User):
            return
        with transaction.atomic():
            for domain in domains:
                ask_synchronise(domain, full=full, actor=request.user, way=way_of(request))
        self.message_user(request, _("Asked for; a worker does it when it is free."), messages.SUCCESS)


@admin.register(Synchronisation)
class SynchronisationAdmin(ReadOnlyAdmin):
    list_display = ("domain", "state", "is_full", "started_at", "ended_at", "done", "deleted", "message")
    list_filter = ("state", "is_full", "domain")
    search_fields = ("domain__name", "message")
    date_hierarchy = "started_at"


class SubscriptionForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm takes no argument at run time.
    class Meta:
        model = ReportSubscription
        fields = ("report", "address", "language", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, report.title) for name, report in reports().items()]
        self.fields["report"] = forms.ChoiceField(label=_("report"), choices=named)


@admin.register(ReportSubscription)
class ReportSubscriptionAdmin(TsmModelAdmin):
    form = SubscriptionForm
    list_display = ("report", "address", "language", "is_active")
    list_filter = ("report", "is_active", "language")
    search_fields = ("report", "address")
    help_texts = {
        "address": gettext_lazy("Gets the report by mail each time that it is made."),
        "language": gettext_lazy("In which the mail is written."),
        "is_active": gettext_lazy("Unticked: no mail, until somebody ticks it again."),
    }
