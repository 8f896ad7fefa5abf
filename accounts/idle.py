"""Sessions end after a time without an act, and after twelve hours at the latest."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, record

STARTED_AT = "started_at"  # keys of the session
SEEN_AT = "seen_at"
ENDED = "ended"  # why the session before this one ended, for the sign-in page
NOTED_EVERY = 30  # seconds; how exactly the last act is kept, so that not every request writes the session


def idle(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, after authentication."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            keep_or_end(request, request.user)
        response = answer(request)
        if isinstance(request.user, User):
            # What somebody saw stays in no cache, not in the browser's either: the next one at this desk sees nothing.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def keep_or_end(request: HttpRequest, user: User) -> None:
    now, session = time.time(), request.session
    started, seen = session.get(STARTED_AT, now), session.get(SEEN_AT, now)
    if now - started >= settings.SESSION_COOKIE_AGE:
        end(request, user, why="age")
    elif now - seen >= settings.TSM_SESSION_IDLE:
        end(request, user, why="idle")
    elif STARTED_AT not in session or (is_act(request) and now - seen >= NOTED_EVERY):
        session[STARTED_AT], session[SEEN_AT] = started, now


def is_act(request: HttpRequest) -> bool:
    """Whether a person did this. Pages that ask for news by themselves keep no session alive.

    Every page load and everything that is posted is an act; of the parts that htmx fetches only those are that the
    page's script marks, since a part that polls must not count as somebody who works.
    """
    return (
        "HX-Request" not in request.headers
        or request.method not in ("GET", "HEAD")
        or "TSM-Act" in request.headers
        or "HX-Boosted" in request.headers
    )


def end(request: HttpRequest, user: User, *, why: str) -> None:
    about = About(kind="person", key=str(user.pk), name=user.name)
    record(Event.SIGNED_OUT, actor=user, about=about, way=way_of(request), outcome="expired", data={"why": why})
    # Not Django's logout(): its signal says that somebody pressed the button.
    request.session.flush()
    request.user = AnonymousUser()
    request.session[ENDED] = why
