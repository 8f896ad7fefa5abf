"""People, roles, grants and tokens in the administration."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.administration import ReadOnlyAdmin, TsmInline, TsmModelAdmin
from accounts.last_administrator import KeepsAdministrator
from accounts.models import ApiToken, Grant, Role, User
from accounts.roles import BUILT_IN
from accounts.snapshots import stored
from accounts.tokens import revoke_token
from accounts.ways import way_of

admin.site.unregister(Group)  # Roles and grants say who may do what; Django's groups are not used.
OPERATION = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


class GrantInline(TsmInline):
    model = Grant
    extra = 0
    fields = (("role", "scope_kind"), ("scope_key", "scope_name"), "may_high_by_token")
    verbose_name_plural = gettext_lazy("grants by name")


@admin.register(User)
class PeopleAdmin(KeepsAdministrator, TsmModelAdmin, UserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """People are deactivated and stay: the trail names them."""

    hidden_fields = ("password",)
    list_display = ("username", "name", "email", "is_active", "last_login", "is_break_glass")
    list_filter = ("is_active", "is_break_glass", "grants__role")
    search_fields = ("username", "first_name", "last_name", "email", "sid")
    ordering = ("username",)
    help_texts = {
        "email": gettext_lazy("Where reports and notices go."),
        "guid": gettext_lazy("Of the account in the directory."),
        "time_zone": gettext_lazy("Times are shown in it. Empty: that of the portal."),
    }
    filter_horizontal = ()
    inlines = (GrantInline,)
    actions = ("activate", "deactivate")
    readonly_fields = ("last_login", "date_joined", "group_sids")
    fieldsets = (
        (None, {"fields": ("username", "password", "first_name", "last_name", "email")}),
        (
            gettext_lazy("State"),
            {
                "fields": ("is_active", "is_break_glass", "is_superuser", "last_login", "date_joined"),
                "description": gettext_lazy("Who is not active is out at the next request, and keeps no grant."),
            },
        ),
        (
            gettext_lazy("Directory"),
            {
                "fields": ("guid", "sid", "group_sids"),
                "description": gettext_lazy("Binds the person to an account of the directory: by GUID, never by name."),
            },
        ),
        (gettext_lazy("Preferences"), {"fields": ("language", "time_zone", "theme", "single_keys")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "usable_password", "password1", "password2")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]  # as UserAdmin
        form: Any = super().get_form(request, obj, **kwargs)
        if "is_superuser" in form.base_fields:
            form.base_fields["is_superuser"].help_text = _("For break-glass accounts only; opens this administration.")
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  Django's
        # A superuser that is no break-glass account would be a way round grants.
        obj.is_superuser = obj.is_superuser and obj.is_break_glass
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  Django's
        with transaction.atomic():
            person = self.get_object(request, unquote(id))
            before = stored(person, hide=self.hidden_fields) if person is not None else None
            answer = super().user_change_password(request, id, form_url)
            if person is not None and before is not None:
                self.record_change(request, person, before)
        return answer

    @admin.action(description=gettext_lazy("Activate"))
    def activate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.set_active(request, queryset, active=True)

    @admin.action(description=gettext_lazy("Deactivate"))
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.set_active(request, queryset, active=False)

    def set_active(self, request: HttpRequest, people: QuerySet[User], *, active: bool) -> None:
        with transaction.atomic():
            for person in people:
                before = stored(person, hide=self.hidden_fields)
                person.is_active = active
                person.save(update_fields=["is_active"])
                self.record_change(request, person, before)
        number = people.count()
        words = ngettext("%(number)s person changed", "%(number)s people changed", number) % {"number": number}
        self.message_user(request, words, messages.SUCCESS)


class LinesField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        names = sorted(set(str(value or "").split()))
        wrong = [name for name in names if not OPERATION.fullmatch(name)]
        if wrong:
            raise ValidationError(_("No name of an operation: %(names)s") % {"names": ", ".join(wrong)})
        return names


class RoleForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    operations = LinesField(
        label=gettext_lazy("Operations"),
        required=False,
        help_text=gettext_lazy("Further ones, one a line: unlock-user."),
    )

    class Meta:
        model = Role
        fields = ("name", "level", "operations", "is_auditor")


@admin.register(Role)
class RoleAdmin(KeepsAdministrator, TsmModelAdmin):
    form = RoleForm
    list_display = ("name", "level", "is_auditor", "further", "grants_given")
    list_filter = ("level", "is_auditor")
    search_fields = ("name",)
    help_texts = {"name": gettext_lazy("As grants and the trail call it.")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        roles: QuerySet[Role] = super().get_queryset(request).annotate(given=Count("grants"))
        return roles

    @admin.display(description=gettext_lazy("further operations"))
    def further(self, role: Role) -> str:
        return ", ".join(role.operations)

    @admin.display(description=gettext_lazy("grants"), ordering="given")
    def grants_given(self, role: Any) -> int:
        return int(role.given)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("name", "level", "is_auditor") if obj is not None and obj.name in BUILT_IN else ()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed, [*protected, *(str(role) for role in objs if role.name in BUILT_IN)]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.name not in BUILT_IN)


@admin.register(Grant)
class GrantAdmin(KeepsAdministrator, TsmModelAdmin):
    list_display = ("role", "to_whom", "where", "may_high_by_token", "made_at")
    list_filter = ("role", "scope_kind", "may_high_by_token")
    list_select_related = ("role", "user")
    search_fields = ("user__username", "user__last_name", "group_name", "group_sid", "scope_name", "scope_key")
    autocomplete_fields = ("user",)
    readonly_fields = ("made_at",)
    help_texts = {
        "role": gettext_lazy("What may be done."),
        "scope_kind": gettext_lazy("Where. A unit counts with all below it, and never covers a server."),
        "group_name": gettext_lazy("Only to be read: what counts is the SID."),
        "scope_name": gettext_lazy("Only to be read: what counts is the key."),
    }
    fieldsets = (
        (gettext_lazy("What"), {"fields": ("role", "may_high_by_token")}),
        (
            gettext_lazy("To whom"),
            {
                "fields": ("user", "group_sid", "group_name"),
                "description": gettext_lazy(
                    "A person or a directory group. A group is known by its SID, so renaming one gives nobody a right."
                ),
            },
        ),
        (gettext_lazy("Where"), {"fields": ("scope_kind", "scope_key", "scope_name")}),
        (None, {"fields": ("made_at",)}),
    )

    @admin.display(description=gettext_lazy("to whom"), ordering="user__last_name")
    def to_whom(self, grant: Grant) -> str:
        return grant.holder

    @admin.display(description=gettext_lazy("where"), ordering="scope_kind")
    def where(self, grant: Grant) -> str:
        return grant.scope_words


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    hidden_fields = ("digest",)
    list_display = ("name", "user", "prefix", "may_high", "made_at", "expires_at", "last_used_at", "revoked_at")
    list_filter = ("may_high", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "prefix", "user__username")
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description=gettext_lazy("Revoke"), permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        assert isinstance(request.user, User)
        for token in queryset.select_related("user"):
            revoke_token(token, actor=request.user, way=way_of(request))
        self.message_user(request, _("Revoked"), messages.SUCCESS)
