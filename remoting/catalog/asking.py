"""Which field asks for a parameter: its kind by type, its checks by attributes, its look by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext

from remoting.catalog.fields import (
    ListField,
    RepeatedArea,
    RepeatedPickerArea,
    TextField,
    ThreeWay,
    TimeField,
    TimeInput,
    length_check,
)
from remoting.catalog.names import choice_text, label_text
from remoting.catalog.operations import Parameter
from remoting.catalog.patterns import python_pattern
from remoting.catalog.pickers import PickerInput, picker_kind

TEXT_LIMIT = 4096  # characters in one value
LIST_LIMIT = 5000  # values in one list
SECRET_LIMIT = 256
WHOLE = {"int": (-(2**31), 2**31 - 1), "long": (-(2**53), 2**53)}
SEVERAL_LINES = frozenset({"Message", "Notes", "StreetAddress"})
KEYBOARDS = {"EmailAddress": "email", "HomePage": "url", "Fax": "tel", "Pager": "tel"}
BOX, SELECT, INPUT = {"class": "form-check-input"}, {"class": "form-select"}, {"class": "form-control"}


@dataclass(frozen=True, slots=True)
class Question:
    """A parameter to ask for; `edits` where saying nothing means that the object stays as it is."""

    parameter: Parameter
    edits: bool = False

    @property
    def shown(self) -> dict[str, Any]:
        """What every field is made with."""
        label, about = words_of(self.parameter)
        return {"label": label, "help_text": about, "required": self.parameter.mandatory}

    @property
    def empty(self) -> str:
        """The choice that says nothing."""
        if self.edits:
            return gettext("Leave as it is")
        return gettext("Choose…") if self.parameter.mandatory else "–"


def words_of(parameter: Parameter) -> tuple[str, str]:
    """Label and help text; a help text that says no more than the label is left out."""
    label, about = gettext(label_text(parameter.name)), parameter.about
    said = about.lower().removeprefix("the ").rstrip(".").replace("-", "")
    same = said == label.lower().replace("-", "")
    return label, "" if same else about


def field_for(parameter: Parameter, *, edits: bool = False) -> forms.Field:
    """The field; KeyError where the portal has none for the type."""
    return MAKERS[parameter.type](Question(parameter, edits))


def _text(question: Question) -> forms.Field:
    parameter = question.parameter
    if parameter.choices:
        return _choice(question)
    least, most = parameter.length or (0, TEXT_LIMIT)
    checks = [length_check(least, most), *pattern_checks(parameter)]
    return TextField(**question.shown, widget=_text_widget(parameter, most), validators=checks)


def _text_widget(parameter: Parameter, most: int) -> forms.Widget:
    widget: forms.Widget = forms.TextInput({"autocomplete": "off"})
    if kind := picker_kind(parameter):
        widget = PickerInput(kind)
    elif parameter.name in SEVERAL_LINES:
        widget = forms.Textarea({"rows": 3})
    keyboard = "tel" if parameter.name.endswith("Phone") else KEYBOARDS.get(parameter.name)
    widget.attrs |= INPUT | {"maxlength": str(most)} | ({"inputmode": keyboard} if keyboard else {})
    return widget


def pattern_checks(parameter: Parameter) -> list[Callable[[str], None]]:
    """The parameter's pattern, where Python can say it; what it cannot say is left to the helper."""
    pattern = python_pattern(parameter.pattern) if parameter.pattern else None
    return [RegexValidator(pattern, gettext("This is not of the right shape."), "InvalidArgument")] if pattern else []


def _choice(question: Question) -> forms.Field:
    choices = [(value, gettext(choice_text(value))) for value in question.parameter.choices if value]
    if question.parameter.default is None:
        choices.insert(0, ("", question.empty))
    return forms.ChoiceField(**question.shown, choices=choices, widget=forms.Select(SELECT))


def _list(question: Question) -> forms.Field:
    parameter = question.parameter
    kind = picker_kind(parameter)
    widget = RepeatedPickerArea(kind) if kind else RepeatedArea({"rows": 3})
    widget.attrs |= INPUT
    each = _text(Question(Parameter(parameter.name, "string", choices=parameter.choices, pattern=parameter.pattern)))
    return ListField(**question.shown, each=each, count=parameter.count or (0, LIST_LIMIT), widget=widget)


def _whole(question: Question) -> forms.Field:
    least, most = question.parameter.range or WHOLE[question.parameter.type]
    return forms.IntegerField(**question.shown, min_value=least, max_value=most, widget=forms.NumberInput(INPUT))


def _truth(question: Question) -> forms.Field:
    if question.parameter.type == "bool" and question.parameter.default is None:
        return ThreeWay(**question.shown, empty=question.empty, widget=forms.Select(SELECT))
    return forms.BooleanField(**question.shown | {"required": False}, widget=forms.CheckboxInput(BOX))


def _time(question: Question) -> forms.Field:
    return TimeField(**question.shown, widget=TimeInput(INPUT))


def _secret(question: Question) -> forms.Field:
    widget = forms.PasswordInput(INPUT | {"autocomplete": "new-password"}, render_value=False)
    return forms.CharField(**question.shown, strip=False, validators=[length_check(0, SECRET_LIMIT)], widget=widget)


MAKERS: dict[str, Callable[[Question], forms.Field]] = {
    "string": _text,
    "string[]": _list,
    "int": _whole,
    "long": _whole,
    "bool": _truth,
    "switch": _truth,
    "datetime": _time,
    "securestring": _secret,
}
