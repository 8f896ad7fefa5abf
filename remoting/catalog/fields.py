"""Fields that Django has not: text in .NET's measure, lists by lines, times in UTC, yes or no or not said."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext_lazy

from remoting.catalog.pickers import PickerArea

LINE_END = re.compile(r"[\r\n]+")


def units(text: str) -> int:
    """The length as .NET counts it, in UTF-16 units; ValidationError for half a character, which no UTF-8 can hold."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise ValidationError(gettext("This is not valid text."), "InvalidArgument") from None


def length_check(least: int, most: int) -> Callable[[str], None]:
    """A validator; both ends count as .NET does."""

    def check(text: str) -> None:
        if not least <= units(text) <= most:
            message = gettext("Between %(least)s and %(most)s characters.")
            raise ValidationError(message, "InvalidArgument", {"least": least, "most": most})

    return check


class TextField(forms.CharField):
    """Text; a line end alone is no change, for an input of one line loses it on the way through the browser."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(self.widget, forms.Textarea):
            return super().has_changed(initial, data)
        return super().has_changed(*(LINE_END.sub("", text or "") for text in (initial, data)))


class ListField(forms.Field):
    """Several texts: one on each line, or the name several times, or a list."""

    def __init__(self, *, each: forms.Field, count: tuple[int, int], **options: Any) -> None:
        self.each, self.count = each, count
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:
        given = value if isinstance(value, list) else [value or ""]
        lines = [line.strip() for part in given for line in part.splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        least, most = self.count
        if value and not least <= len(value) <= most:
            message = ngettext_lazy("At most %(most)s value.", "At most %(most)s values.", most)
            raise ValidationError(message, "InvalidArgument", {"most": most})
        for one in value:
            self.each.clean(one)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class RepeatedArea(forms.Textarea):
    """Takes the name several times, as a picker sends it, and one text with lines."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") and name in data else data.get(name)


class RepeatedPickerArea(RepeatedArea, PickerArea):
    """The same, for directory objects."""


class TimeField(forms.DateTimeField):
    """A time in the reader's zone, or with an offset; cleaned to UTC."""

    def clean(self, value: Any) -> datetime | None:
        found = super().clean(value)
        try:
            return found.astimezone(UTC) if found else None
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], "invalid") from None


class TimeInput(forms.DateTimeInput):
    """The browser's own picker of a date and a time, without an offset."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ThreeWay(forms.TypedChoiceField):
    """Yes, no, or not said at all: a truth value that has no default."""

    def __init__(self, *, empty: str, **options: Any) -> None:
        choices = [("", empty), ("true", gettext("Yes")), ("false", gettext("No"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(str(initial or "").lower(), str(data or "").lower()))
