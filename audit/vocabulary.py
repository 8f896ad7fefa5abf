"""Words that later rooms have for what stands in the trail; settings name them, as the trail imports no later room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

SHORT = {"ou": "unit", "laps": "LAPS", "bitlocker": "BitLocker"}


def operation_title(name: str) -> str:
    """The operation's title in the reader's language; its name as words where nothing knows it any more."""
    title_of: Callable[[str], str] = import_string(settings.TSM_OPERATION_TITLE)
    words = " ".join(SHORT.get(word, word) for word in name.split("-"))
    return title_of(name) or words[:1].upper() + words[1:]


def attribute_label(name: str) -> str:
    """What people call an attribute of the directory; itself where nothing is known."""
    label_of: Callable[[str], str] = import_string(settings.TSM_ATTRIBUTE_LABEL)
    return label_of(name)


def value_words(attribute: str, value: Any) -> str:
    """The value of an attribute as people say it; "" for none."""
    words_of: Callable[[str, Any], str] = import_string(settings.TSM_VALUE_WORDS)
    return words_of(attribute, value)
