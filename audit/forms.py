"""The filters of the trail as fields."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.events import Event


class FilterForm(forms.Form):
    """What stands in them is the address of the list. Never validated: every question has an answer.

    None is called optional, as all are.
    """

    use_required_attribute = False

    who = forms.CharField(label=_("Who"), help_text=_("Account name, or part of the name."))
    event = forms.ChoiceField(label=_("Kind"), choices=[("", _("Any")), *Event.choices])
    object = forms.CharField(label=_("On"), help_text=_("Whole name, GUID, server or session."))
    operation = forms.CharField(label=_("Operation"), help_text=_("Such as unlock-user."))
    start = forms.CharField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.CharField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))
    job = forms.CharField(widget=forms.HiddenInput)
