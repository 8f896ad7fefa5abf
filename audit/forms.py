"""The filters of the trail as fields."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.events import Event


class FilterForm(forms.Form):
    """All optional; what stands in them is the address of the list."""

    who = forms.CharField(label=_("Who"), required=False, help_text=_("Account name, or part of the name."))
    event = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *Event.choices])
    object = forms.CharField(label=_("On"), required=False, help_text=_("Whole name, GUID, server or session."))
    operation = forms.CharField(label=_("Operation"), required=False, help_text=_("Such as unlock-user."))
    start = forms.CharField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.CharField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    job = forms.CharField(required=False, widget=forms.HiddenInput)
