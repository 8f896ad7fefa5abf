"""Sign-ins in the trail. Django announces them by signals and in no other way: the only receivers in TSM."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.idle import SEEN_AT, STARTED_AT
from accounts.models import User
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, Way, record


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: User, **_more: Any) -> None:
    request.session[STARTED_AT] = request.session[SEEN_AT] = time.time()
    record(Event.SIGNED_IN, actor=user, about=about_person(user), way=way_of(request), outcome="succeeded")


@receiver(user_logged_out)
def note_sign_out(request: HttpRequest, user: User | None, **_more: Any) -> None:
    if user is not None:
        record(Event.SIGNED_OUT, actor=user, about=about_person(user), way=way_of(request), outcome="succeeded")


@receiver(user_login_failed)
def note_refused_sign_in(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """The name is kept only where it is somebody's: in the field of the name people also type their password."""
    user = User.objects.filter(username__iexact=str(credentials.get("username", ""))[:150]).first()
    record(
        Event.SIGN_IN_FAILED,
        actor=None,
        actor_name=user.name if user else "",
        about=about_person(user) if user else About(kind="person"),
        way=way_of(request) if request is not None else Way(kind="system"),
        outcome="refused",
        data={"why": why_refused(user)},
    )


def why_refused(user: User | None) -> str:
    """For the trail only; the page has the same words for all of these."""
    if user is None:
        return "no such account"
    return "wrong password" if user.is_active else "account is deactivated"


def about_person(user: User) -> About:
    return About(kind="person", key=str(user.pk), name=user.name)
