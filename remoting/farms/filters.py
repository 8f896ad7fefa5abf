"""The filters of a list of sessions, as they stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from remoting.farms.models import SessionQuerySet

SORTS = {
    "person": ("person_name", "account"),
    "server": ("server__host", "number"),
    "state": ("state", "input_at"),
    "idle": ("input_at",),  # the longest idle first
    "logon": ("logon_at",),
}


class SessionFilter(forms.Form):
    """What a list of sessions can be narrowed by. A value that makes no sense narrows nothing."""

    q = forms.CharField(required=False, max_length=200, label=_("Person, computer or server"))
    state = forms.ChoiceField(
        required=False,
        label=_("State"),
        choices=[("", _("Any state")), ("active", _("Active")), ("disconnected", _("Disconnected"))],
    )
    idle = forms.TypedChoiceField(
        required=False,
        label=_("Idle"),
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Any idle time")),
            ("30", _("Idle over 30 min")),
            ("60", _("Idle over 1 h")),
            ("240", _("Idle over 4 h")),
        ],
    )
    sort = forms.ChoiceField(required=False, choices=[(name, name) for name in SORTS])


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A list of sessions and the form that narrowed it."""

    form: SessionFilter
    sessions: SessionQuerySet
    sort: str


def narrow(sessions: SessionQuerySet, query: QueryDict) -> Narrowed:
    """The sessions that the address asks for, in its order."""
    form = SessionFilter(query)
    form.is_valid()
    asked = form.cleaned_data
    if text := asked.get("q"):
        sessions = sessions.matching(text)
    if state := asked.get("state"):
        sessions = sessions.filter(state=state)
    if minutes := asked.get("idle"):
        sessions = sessions.idle_since(timezone.now() - timedelta(minutes=minutes))
    sort = asked.get("sort") or "idle"
    return Narrowed(form, sessions.order_by(*SORTS[sort], "server__host", "number"), sort)
