"""Who may open a view. Every view carries one of these marks; a system check fails on one that does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.grants import grants_of, is_administrator, may_read_trail, may_see_directory
from accounts.models import User
from accounts.refusals import record_refusal, refuse
from accounts.requests import wants_part
from audit.trail import About

__all__ = [
    "ADMINISTRATOR",
    "DIRECTORY",
    "REPORTS",
    "SIGNED_IN",
    "TRAIL",
    "Rule",
    "access",
    "public",
    "record_refusal",
    "refuse",
]

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a view, and what the page says to who may not."""

    name: str
    allows: Callable[[User], bool]
    why: str = ""
    is_known: bool = False  # whether somebody with another grant may know that the page exists


def may_see_reports(user: User) -> bool:
    return any(held.is_auditor or held.level in ("operator", "administrator") for held in grants_of(user))


SIGNED_IN = Rule("signed in", lambda user: user.is_active)
DIRECTORY = Rule(
    "directory", may_see_directory, gettext_noop("The pages of the directory need a grant that reaches into it.")
)
TRAIL = Rule(
    "trail",
    may_read_trail,
    gettext_noop("The trail is read by auditors and administrators. Your own acts are on your profile."),
    is_known=True,
)
REPORTS = Rule(
    "reports", may_see_reports, gettext_noop("Reports are read by auditors and from operator upwards."), is_known=True
)
ADMINISTRATOR = Rule(
    "administrator", is_administrator, gettext_noop("This needs the role administrator over everywhere."), is_known=True
)


def access(rule: Rule) -> Callable[[View], View]:
    """Open the view to whom the rule allows; everybody else is sent to sign in, or refused and recorded."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return to_sign_in(request)
            if not rule.allows(user):
                known = rule.is_known and bool(grants_of(user))
                refuse(request, why=_(rule.why), about=About(kind="page", key=request.path), known=known)
            return view(request, *args, **kwargs)

        guarded.access = rule  # type: ignore[attr-defined]  # a mark
        return cast(View, guarded)

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Open the view to everybody, for the reason given."""
    if not reason.strip():
        raise ValueError("A public view says why it is public.")

    def decorate(view: View) -> View:
        view.public = reason  # type: ignore[attr-defined]  # a mark
        return view

    return decorate


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page: a redirect, for a part of a page an answer that takes the whole page there."""
    gate = resolve_url("accounts:sign-in")
    if wants_part(request):
        # The sign-in page must never be swapped into a cell, so htmx is told to leave the page.
        back = path_of(request.headers.get("HX-Current-URL", ""))
        return HttpResponse(status=401, headers={"HX-Redirect": f"{gate}?{urlencode({'next': back or '/'})}"})
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return redirect(f"{gate}?{urlencode({'next': back})}")


def path_of(address: str) -> str:
    """Path and query of an address; empty for what is none."""
    try:
        here = urlsplit(address)
    except ValueError:
        return ""
    return here.path + (f"?{here.query}" if here.query else "")
