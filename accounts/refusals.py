"""Refusals: recorded on their own, and never so many that they bury the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.ways import way_of
from audit.events import Event
from audit.models import Entry
from audit.trail import NOTHING, About, Way, record

MOST_PER_MINUTE = 30


def record_refusal(user: User, *, why: str, about: About = NOTHING, way: Way, operation: str = "") -> None:
    """Write a refusal in a transaction of its own, so that nothing that is rolled back takes it along.

    After 30 refusals of one person within a minute the rest of that minute is left out, and the last one says so.
    """
    recent = Entry.objects.by(user).filter(event=Event.REFUSED, at__gt=timezone.now() - timedelta(minutes=1)).count()
    if recent >= MOST_PER_MINUTE:
        return
    flooded = recent == MOST_PER_MINUTE - 1
    with transaction.atomic(durable=True):
        record(
            Event.REFUSED,
            actor=user,
            about=about,
            way=way,
            operation=operation,
            outcome="refused",
            data={"why": why} | ({"more": "not recorded within this minute"} if flooded else {}),
        )


def refuse(request: HttpRequest, *, why: str, about: About = NOTHING, known: bool = False) -> NoReturn:
    """Refuse the request and record it.

    `known` says that the person may know that the thing exists: then the page says what is missing (403), else it
    does not exist (404). Must be called outside any transaction.
    """
    if isinstance(request.user, User):
        record_refusal(request.user, why=why, about=about, way=way_of(request))
    if known:
        raise PermissionDenied(why)
    raise Http404(why)
