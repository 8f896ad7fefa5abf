"""The states of an object as pages show them: codes of the table in tsm_site.states, and words where they say more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import DirectoryObject, Kind

SOON = timedelta(days=7)
WITH_ACCOUNT = (Kind.USER, Kind.COMPUTER)


@dataclass(frozen=True, slots=True)
class ObjectState:
    """`word` says more than the table's word; empty: the table's."""

    code: str
    word: str = ""


def states_of(obj: DirectoryObject, now: datetime) -> list[ObjectState]:
    """What there is to know at once, the most urgent first; an account without anything special is active."""
    found = list(_found(obj, now))
    if obj.kind in WITH_ACCOUNT and all(state.code in ("privileged", "must-change") for state in found):
        found.insert(0, ObjectState("active"))
    return found


def main_state(obj: DirectoryObject, now: datetime) -> ObjectState | None:
    """The one that a list has room for: privileged counts more than active."""
    states = states_of(obj, now)
    return next((state for state in states if state.code != "active"), states[0] if states else None)


def _found(obj: DirectoryObject, now: datetime) -> Iterator[ObjectState]:
    if obj.deleted_at:
        yield ObjectState("deleted")
        return  # What else it was is history.
    if is_locked(obj, now):
        yield ObjectState("locked")
    if not obj.enabled:
        yield ObjectState("disabled")
    if obj.expires_at:
        if obj.expires_at <= now:
            yield ObjectState("expired")
        elif obj.expires_at <= now + SOON:
            yield ObjectState("expires", _("Ends %(day)s") % {"day": date_format(localtime(obj.expires_at), "j M")})
    if obj.must_change:
        yield ObjectState("must-change")
    if obj.password_expires_at and obj.enabled:
        yield from _password_state(obj.password_expires_at, now)
    if obj.is_privileged:
        yield ObjectState("privileged")


def _password_state(expires_at: datetime, now: datetime) -> Iterator[ObjectState]:
    if expires_at <= now:
        yield ObjectState("password-expired")
    elif expires_at <= now + SOON:
        days = (localtime(expires_at).date() - localtime(now).date()).days
        said = ngettext("Password expires in %(days)s day", "Password expires in %(days)s days", days) % {"days": days}
        yield ObjectState("password-expires", said if days else _("Password expires today"))


def is_locked(obj: DirectoryObject, now: datetime) -> bool:
    return obj.locked_at is not None and (obj.unlocks_at is None or obj.unlocks_at > now)
