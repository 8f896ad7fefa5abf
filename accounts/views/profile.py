"""What people see and set about themselves: preferences, grants, tokens, own acts, password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SIGNED_IN, access
from accounts.forms import PasswordForm, PreferencesForm, TokenForm
from accounts.models import ApiToken
from accounts.passwords import change_password
from accounts.proof import has_fresh_proof, prove, tries_left
from accounts.requests import TsmRequest, show
from accounts.tokens import make_token, revoke_token
from accounts.views.gate import words_left
from accounts.ways import way_of
from audit.models import Entry
from audit.pages import page_of
from audit.sentences import told


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the profile, with its own address."""

    name: str
    label: str | Promise
    url_name: str
    count: int | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name)


TABS = (
    Tab("preferences", gettext_lazy("Preferences"), "accounts:profile"),
    Tab("grants", gettext_lazy("What I may do"), "accounts:profile-grants"),
    Tab("tokens", gettext_lazy("API tokens"), "accounts:profile-tokens"),
    Tab("acts", gettext_lazy("What I did"), "accounts:profile-acts"),
    Tab("password", gettext_lazy("Password"), "accounts:profile-password"),
)


@access(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: TsmRequest) -> HttpResponse:
    form = PreferencesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Preferences kept"))
        return redirect("accounts:profile")
    return show_tab(request, "preferences", {"form": form})


@access(SIGNED_IN)
@require_safe
def profile_grants(request: TsmRequest) -> HttpResponse:
    return show_tab(request, "grants", {"grants": request.user.grants_held()})


@access(SIGNED_IN)
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile_tokens(request: TsmRequest) -> HttpResponse:
    form, made, text = TokenForm(request.POST or None, is_proved=has_fresh_proof(request)), None, ""
    if request.method == "POST" and form.is_valid() and proved_by(request, form):
        made, text = make_token(
            request.user,
            name=form.cleaned_data["name"],
            may_high=form.cleaned_data["may_high"],
            expires_at=form.expires_at,
            actor=request.user,
            way=way_of(request),
        )
        form = TokenForm(is_proved=True)
    context = {"form": form, "tokens": ApiToken.objects.of(request.user), "made": made, "text": text}
    return show_tab(request, "tokens", context)


def proved_by(request: TsmRequest, form: TokenForm) -> bool:
    """Whether the session is proved, or now by the form's password."""
    if "password" not in form.fields or prove(request, form.cleaned_data["password"]):
        return True
    form.add_error("password", " ".join((_("That is not your password."), words_left(tries_left(request)))))
    return False


@access(SIGNED_IN)
@require_POST
def profile_token_revoke(request: TsmRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.of(request.user), pk=pk)
    revoke_token(token, actor=request.user, way=way_of(request))
    messages.success(request, _("Revoked %(name)s") % {"name": token.name})
    return redirect("accounts:profile-tokens")


@access(SIGNED_IN)
@require_safe
def profile_acts(request: TsmRequest) -> HttpResponse:
    page = page_of(Entry.objects.by(request.user), cursor=request.GET.get("cursor", ""))
    return show_tab(request, "acts", {"page": page, "rows": [told(entry) for entry in page.entries]})


@access(SIGNED_IN)
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def profile_password(request: TsmRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if change_password(request, old=form.cleaned_data["old"], new=form.cleaned_data["new"]):
            messages.success(request, _("Password changed, all other sessions of yours ended"))
            return redirect("accounts:profile-password")
        form.add_error("old", " ".join((_("That is not your password."), words_left(tries_left(request)))))
    return show_tab(request, "password", {"form": form, "is_local": request.user.has_usable_password()})


def show_tab(request: TsmRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """One part of the profile: for htmx the part, else the page around it."""
    form = context.get("form")
    whole = {"tabs": TABS, "current": name, **context}
    return show(request, f"accounts/profile_{name}.html#tab", whole, status=422 if form and form.errors else 200)
