"""Proof of identity: the password once more before something with high impact, valid for a few minutes."""

from __future__ import annotations

import time

from django.conf import settings

from accounts.models import User
from accounts.requests import TsmRequest
from accounts.throttle import Throttle
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, Way, record

PROVED_AT = "proved_at"  # key of the session
TRIES = Throttle("proof", tries=5, seconds=15 * 60)


def has_fresh_proof(request: TsmRequest) -> bool:
    """Whether this session proved within TSM_PROOF_AGE seconds who it is. A clock that went back proves nothing."""
    at = request.session.get(PROVED_AT)
    return isinstance(at, (int, float)) and 0 <= time.time() - at < settings.TSM_PROOF_AGE


def tries_left(request: TsmRequest) -> int:
    return TRIES.left(str(request.user.pk))


def prove(request: TsmRequest, password: str) -> bool:
    """Check the password of who is signed in, keep the time in the session, record either way."""
    user, key = request.user, str(request.user.pk)
    about = About(kind="person", key=key, name=user.name)
    if not TRIES.take(key):
        return False  # The wrong tries before this one are in the trail.
    if not user.check_password(password):
        request.session.pop(PROVED_AT, None)
        record(Event.PROOF_REFUSED, actor=user, about=about, way=way_of(request), outcome="refused")
        return False
    TRIES.clear(key)
    request.session[PROVED_AT] = time.time()
    record(Event.PROVED, actor=user, about=about, way=way_of(request), outcome="succeeded")
    return True


def prove_by_command(user: User, password: str, *, way: Way) -> bool:
    """The same on the command line, for the one order that follows; nothing is kept."""
    key, about = str(user.pk), About(kind="person", key=str(user.pk), name=user.name)
    if not TRIES.take(key):
        return False
    right = user.check_password(password)
    if right:
        TRIES.clear(key)
    event = Event.PROVED if right else Event.PROOF_REFUSED
    record(event, actor=user, about=about, way=way, outcome="succeeded" if right else "refused")
    return right
