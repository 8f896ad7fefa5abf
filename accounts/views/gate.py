"""Sign in, sign out, prove who you are."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SIGNED_IN, access, public
from accounts.forms import ProofForm
from accounts.gate import MINUTES, Tried, sign_in
from accounts.idle import ENDED
from accounts.models import User
from accounts.proof import has_fresh_proof, prove, tries_left
from accounts.requests import TsmRequest, show, wants_part


@public("Nobody is signed in yet.")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    onward = safe_next(request)
    if isinstance(request.user, User):
        return redirect(onward)
    context = {"next": onward, "ended": request.session.get(ENDED, ""), "minutes": MINUTES, "demo": settings.TSM_DEMO}
    if request.method != "POST":
        return render(request, "accounts/sign_in.html", context)
    username = request.POST.get("username", "")
    tried = sign_in(request, username=username, password=request.POST.get("password", ""))
    if tried.user is not None:
        return redirect(onward)
    context |= {"username": username[:150], "wrong": words_of(tried), "ended": ""}
    return render(request, "accounts/sign_in.html", context, status=200 if tried.asked else 429)


@access(SIGNED_IN)
@require_POST
def sign_out(request: TsmRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:sign-in")


@access(SIGNED_IN)
@sensitive_post_parameters("password")
@never_cache
def prove_page(request: TsmRequest) -> HttpResponse:
    """Prove who you are, then go on; for the operations' dialog the same field stands in the dialog itself."""
    onward = safe_next(request)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if prove(request, form.cleaned_data["password"]):
            return go_on(request, onward)
        form.add_error("password", " ".join((_("That is not your password."), words_left(tries_left(request)))))
    context = {"form": form, "next": onward, "proved": has_fresh_proof(request)}
    return show(request, "accounts/prove.html#dialog", context, status=422 if form.errors else 200)


def words_of(tried: Tried) -> str:
    """What is said after a wrong try; the same whether the name is somebody's or not."""
    if not tried.asked:
        return _("Too many tries. Wait %(minutes)s minutes, then try again.") % {"minutes": MINUTES}
    return " ".join((_("Name or password is not right."), words_left(tried.left)))


def words_left(left: int) -> str:
    if left == 0:
        return _("Wait %(minutes)s minutes before the next try.") % {"minutes": MINUTES}
    words = ngettext(
        "%(left)s try left, then wait %(minutes)s minutes.", "%(left)s tries left, then wait %(minutes)s minutes.", left
    )
    return words % {"left": left, "minutes": MINUTES}


def go_on(request: HttpRequest, onward: str) -> HttpResponse:
    """On to another page; from within a part, the whole page goes."""
    return HttpResponse(status=204, headers={"HX-Redirect": onward}) if wants_part(request) else redirect(onward)


def safe_next(request: HttpRequest) -> str:
    """Where to go on to: a place of this portal, whatever the address says."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    # A wish that is no path would be taken for the name of a view.
    if wish.startswith("/") and url_has_allowed_host_and_scheme(
        wish, allowed_hosts=set(), require_https=request.is_secure()
    ):
        return wish
    return resolve_url(settings.LOGIN_REDIRECT_URL)
