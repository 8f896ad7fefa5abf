"""Language and time zone of who is signed in; the browser's language for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from accounts.models import User

ZONES = frozenset(available_timezones())


def preferences(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, after authentication."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        zone = zone_of(request)
        with translation.override(language), timezone.override(zone) if zone else nullcontext():
            request.LANGUAGE_CODE = language
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    user = request.user
    chosen = user.language if isinstance(user, User) else ""
    return chosen or translation.get_language_from_request(request)


def zone_of(request: HttpRequest) -> ZoneInfo | None:
    """The zone that the person chose; None for the portal's own."""
    user = request.user
    name = user.time_zone if isinstance(user, User) else ""
    return ZoneInfo(name) if name in ZONES else None
