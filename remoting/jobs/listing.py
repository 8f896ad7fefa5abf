"""The list of jobs: what the address says is the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.grants import is_administrator, is_auditor
from accounts.models import User
from remoting.catalog.operations import catalog
from remoting.jobs.labels import short_label
from remoting.jobs.models import JobQuerySet
from remoting.jobs.states import OPEN, WORRYING, State

VIEWS = ("mine", "open", "failed", "all")


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is on, as a word with a cross."""

    key: str
    value: str
    off: str


class JobFilter(forms.Form):
    """What can be asked of the list. A value that makes no sense is left out, as links grow old."""

    view = forms.ChoiceField(choices=[(each, each) for each in VIEWS], required=False)
    state = forms.ChoiceField(choices=State.choices, required=False)
    operation = forms.CharField(max_length=80, required=False)
    by = forms.CharField(max_length=150, required=False, label=gettext_lazy("By"))
    q = forms.CharField(max_length=200, required=False)

    def chosen(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def which(self) -> str:
        return self.chosen("view") or ("all" if self.chosen("by") else "mine")


def narrow(jobs: JobQuerySet, form: JobFilter, user: User, *, now: datetime | None = None) -> JobQuerySet:
    """The jobs that the filters leave."""
    moment = now or timezone.now()
    match form.which:
        case "mine":
            jobs = jobs.of(user)
        case "open":
            jobs = jobs.filter(state__in=OPEN)
        case "failed":
            jobs = jobs.of(user).filter(state__in=WORRYING, created_at__gte=moment - timedelta(days=7))
    if state := form.chosen("state"):
        jobs = jobs.filter(state=state)
    if name := form.chosen("operation"):
        jobs = jobs.filter(operation=name)
    if who := form.chosen("by"):
        jobs = jobs.filter(actor__username__iexact=who)
    # Reason and ticket of others' jobs are not shown to everybody, so nobody finds out about them by a search either.
    told = Q() if is_auditor(user) or is_administrator(user) else Q(actor=user)
    for word in form.chosen("q").split():
        jobs = jobs.filter(
            Q(target_name__icontains=word)
            | Q(operation__icontains=word)
            | (told & (Q(reason__icontains=word) | Q(ticket__icontains=word)))
            | Q(actor__username__icontains=word)
            | Q(actor__last_name__icontains=word)
        )
    return jobs


def filters_on(form: JobFilter, query: QueryDict) -> list[Filter]:
    """The filters that are on, each with the address without it."""
    found: list[Filter] = []
    for name, key in (("state", _("State is")), ("operation", _("Operation is")), ("by", _("Asked by"))):
        if value := form.chosen(name):
            rest = query.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            found.append(Filter(key, _word(name, value), f"?{rest.urlencode()}"))
    return found


def _word(name: str, value: str) -> str:
    if name == "state":
        return str(State(value).label)
    operation = catalog().get(value) if name == "operation" else None
    return short_label(operation) if operation else value
