"""Passwords that the portal itself keeps, of local accounts."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.db import transaction

from accounts.proof import TRIES
from accounts.requests import TsmRequest
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, record


def change_password(request: TsmRequest, *, old: str, new: str) -> bool:
    """Change the own password; False if the old one is wrong or there were too many tries.

    Every other session of this person ends: it was begun with the old password.
    """
    user, way = request.user, way_of(request)
    about = About(kind="person", key=str(user.pk), name=user.name)
    if not TRIES.take(str(user.pk)):
        return False
    if not user.check_password(old):
        record(Event.PROOF_REFUSED, actor=user, about=about, way=way, outcome="refused", data={"for": "new password"})
        return False
    TRIES.clear(str(user.pk))
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        record(Event.PASSWORD_CHANGED, actor=user, about=about, way=way, outcome="succeeded")
    update_session_auth_hash(request, user)
    return True
