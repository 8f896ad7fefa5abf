"""Somebody must stay who can give grants: what would leave nobody is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import Grant, User


class NobodyLeft(Exception):
    """The write would leave the portal without an administrator."""


def has_administrator() -> bool:
    """Whether an active person holds the level administrator over everywhere, by name or by a directory group."""
    grants = Grant.objects.of_administrators()
    if grants.filter(user__is_active=True).exists():
        return True
    sids = set(grants.filter(user__isnull=True).values_list("group_sid", flat=True))
    people = User.objects.filter(is_active=True).exclude(group_sids=[]).values_list("group_sids", flat=True)
    return bool(sids) and any(sids.intersection(held) for held in people.iterator())


class KeepsAdministrator:
    """For the pages of the administration that can take the last one away: each write is checked as a whole."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return checked(request, super().changeform_view, *args, **kwargs)  # type: ignore[misc]  # a mixin

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return checked(request, super().delete_view, *args, **kwargs)  # type: ignore[misc]  # a mixin

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return checked(request, super().changelist_view, *args, **kwargs)  # type: ignore[misc]  # a mixin


def checked(request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any) -> HttpResponse:
    """Run the view; take everything back if it removed the last administrator."""
    if request.method != "POST" or not has_administrator():
        return view(request, *args, **kwargs)
    try:
        with transaction.atomic():
            answer = view(request, *args, **kwargs)
            if not has_administrator():
                raise NobodyLeft
    except NobodyLeft:
        words = _("Nothing was changed: it would have left nobody with the role administrator over everywhere.")
        messages.error(request, words)
        return redirect(request.get_full_path())
    return answer
