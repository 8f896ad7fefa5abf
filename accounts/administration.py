"""The administration: who may enter, and rows whose every change reaches the trail.

Other rooms' `admin.py` subclass `TsmModelAdmin` and `ReadOnlyAdmin`, and use `SecretField` for what is sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import update_wrapper
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.db import models, router, transaction
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import refuse, to_sign_in
from accounts.grants import grants_of, may_administer
from accounts.models import User
from accounts.proof import has_fresh_proof
from accounts.requests import TsmRequest
from accounts.sealed import Party, seal
from accounts.snapshots import Snapshot, difference, snapshot, stored
from accounts.ways import way_of
from audit.events import Event
from audit.plain import JSON
from audit.trail import About, record


class TsmAdminSite(admin.AdminSite):
    """Entered with the portal's own sign-in, by administrators over everywhere and by break-glass accounts."""

    site_header = gettext_lazy("TSM administration")
    site_title = gettext_lazy("TSM administration")
    index_title = gettext_lazy("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)

    def admin_view(  # type: ignore[override]  # Django's is narrower
        self,
        view: Callable[..., HttpResponseBase],
        cacheable: bool = False,  # noqa: FBT001, FBT002  Django's.
    ) -> Callable[..., HttpResponseBase]:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            if not self.has_permission(request):
                why, about = _("The administration is for administrators over everywhere."), About("page", request.path)
                refuse(request, why=why, about=about, known=bool(grants_of(request.user)))
            if opens_writing(request, view) and not has_fresh_proof(cast(TsmRequest, request)):
                return to_prove(request)
            return inner(request, *args, **kwargs)

        guarded = update_wrapper(guarded, view)
        guarded.admin_site = self  # type: ignore[attr-defined]  # what the check of all views looks for
        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in, and this is not it."""
        return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse('admin:index')})}")

    def logout(  # type: ignore[override]  # Django's is narrower
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("home")

    def password_change(  # type: ignore[override]  # Django's is narrower
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("accounts:profile-password")


def opens_writing(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    """Whether something is written, or a form is opened that will be: that takes a proof of identity.

    Else an open session would be enough to make an account with all rights, and with it to prove anything.
    """
    if request.method not in ("GET", "HEAD"):
        return True
    owner = getattr(view, "__self__", None)
    is_form = getattr(view, "__name__", "") in ("add_view", "change_view", "delete_view", "user_change_password")
    return is_form and isinstance(owner, TsmModelAdmin) and not isinstance(owner, ReadOnlyAdmin)


def to_prove(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Prove that it is you. Nothing was changed."))
    return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': request.get_full_path()})}")


class SecretField(forms.CharField):
    """A secret that can be written and never read: sealed to a party when the row is kept.

    Its name in the form must not be the column's own, as Django offers no field for bytes: name it `new_secret` and
    give the column.
    """

    def __init__(self, party: Party, *, column: str, **kwargs: Any) -> None:
        self.party, self.column = party, column
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": "new-password"}))
        kwargs.setdefault("help_text", gettext_lazy("Can be written, never read. Empty: stays as it is."))
        super().__init__(**({"required": False, "strip": False} | kwargs))


class AuditedMixin:
    """Entries of the trail for what is written here."""

    hidden_fields: Collection[str] = ()  # fields whose values no entry shows; bytes never are

    def record_write(self, request: HttpRequest, row: models.Model, what: str, data: dict[str, JSON]) -> None:
        record(
            Event.CONFIGURED,
            actor=request.user if isinstance(request.user, User) else None,
            about=about_row(row),
            way=way_of(request),
            outcome="succeeded",
            data={"act": what} | data,
        )

    def record_change(self, request: HttpRequest, row: models.Model, before: Snapshot) -> None:
        changed = difference(before, stored(row, hide=self.hidden_fields))
        if changed:
            self.record_write(request, row, "changed" if before.values else "added", changed)


class OpenToAdministrators:
    """Who is in may do everything here; Django's own permissions are not used."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)


class TsmInline(OpenToAdministrators, admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """Rows within a row, each field with its label; the admin around them writes their entries."""


class TsmModelAdmin(OpenToAdministrators, AuditedMixin, admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    """Rows of the administration. Adding, changing, deleting, inlines, and deleting many: all in the trail."""

    list_per_page = 50
    show_full_result_count = False
    help_texts: Mapping[str, object] = {}  # what a field is for, where its column does not say so itself
    before: Snapshot

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if words := self.help_texts.get(db_field.name):
            kwargs.setdefault("help_text", words)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's.
        form.before = stored(obj, hide=self.hidden_fields) if change else Snapshot()
        seal_secrets(obj, form)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001  Django's
        """The last step of every adding and changing: links to many are written, so the row is as it will be."""
        super().save_related(request, form, formsets, change)
        self.record_change(request, form.instance, form.before)

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[Any],
        formset: BaseModelFormSet[Any, Any],
        change: bool,  # noqa: FBT001  Django's
    ) -> None:
        rows = [one.instance for one in formset.initial_forms]
        before = {row.pk: stored(row, hide=self.hidden_fields) for row in rows}
        for one in formset.forms:
            seal_secrets(one.instance, one)
        for one in formset.deleted_forms if formset.can_delete else ():
            if one.instance.pk:  # A deleted row has lost its key, so this comes before.
                self.record_deletion(request, one.instance)
        super().save_formset(request, form, formset, change)
        for row in [*formset.new_objects, *(row for row, _changed in formset.changed_objects)]:
            self.record_change(request, row, before.get(row.pk, Snapshot()))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            self.record_deletion(request, obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for row in queryset:
                self.record_deletion(request, row)
            super().delete_queryset(request, queryset)

    def record_deletion(self, request: HttpRequest, obj: models.Model) -> None:
        """The row, and each row that goes with it."""
        collector = NestedObjects(using=router.db_for_write(type(obj)))
        collector.collect([obj])
        gone = {row for rows in collector.data.values() for row in rows}
        gone |= {row for rows in collector.fast_deletes for row in rows}
        for row in sorted(gone, key=lambda row: (row != obj, str(row._meta), str(row.pk))):
            before = snapshot(row, hide=self.hidden_fields).shown()
            self.record_write(request, row, "deleted", {"before": before, "after": {}})

    # Django's own log is left alone: the trail is the log.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # Django's is narrower
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # Django's is narrower
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]  # Django's is narrower
        return None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect(f"{reverse('audit:entries')}?{urlencode({'object': object_id})}")


class ReadOnlyAdmin(TsmModelAdmin):
    """Rows that the portal writes and nobody edits: jobs, entries, tokens."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def about_row(row: models.Model) -> About:
    kind = {"user": "person", "apitoken": "token"}.get(str(row._meta.model_name), str(row._meta.model_name))
    return About(kind=kind, key=str(row.pk), name=str(row))


def seal_secrets(row: models.Model, form: Any) -> None:
    """Put what was typed into the form's secret fields into their columns, sealed to that row."""
    for name, one in form.fields.items():
        text = getattr(form, "cleaned_data", {}).get(name)
        if isinstance(one, SecretField) and text:
            table = row._meta.db_table
            setattr(row, one.column, seal(text, party=one.party, table=table, column=one.column, row=row.pk))
