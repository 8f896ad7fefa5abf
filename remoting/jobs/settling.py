"""The form in which a person says what became of a job."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from remoting.jobs.by_hand import CHOICES
from remoting.jobs.states import State


class SettleForm(forms.Form):
    """What was found, and how."""

    state = forms.ChoiceField(
        label=_("What happened"),
        choices=[(str(each), State(each).label) for each in CHOICES],
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label=_("How you know"),
        max_length=500,
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off"}),
    )
