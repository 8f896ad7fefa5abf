"""Change records in the words of a page: which attribute, from what, to what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from directory.names import first_name
from remoting.jobs.labels import attribute_label
from remoting.jobs.models import Change

DN = re.compile(r"(?:CN|OU|DC)=.+,DC=.+", re.IGNORECASE | re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
OBJECTS = ("user", "group", "computer", "ou")  # What comes and goes as a whole.
ACCOUNT_FLAGS = (
    (0x2, gettext_noop("disabled")),
    (0x20, gettext_noop("needs no password")),
    (0x10000, gettext_noop("password never expires")),
    (0x40000, gettext_noop("smart card only")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute, as `components/change_diff.html` shows it."""

    label: str
    attribute: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to one object."""

    name: str
    kind: str
    key: str
    applied: bool
    rows: tuple[Row, ...]
    takes_all: bool = False  # The object is deleted.

    @property
    def changes_nothing(self) -> bool:
        return all(row.before == row.after for row in self.rows)


def effects_of(changes: Iterable[Change]) -> list[Effect]:
    """The records of a job, object by object."""
    return [
        Effect(
            name=change.name or first_name(change.dn),
            kind=change.kind,
            key=change.object_id,
            applied=change.applied,
            rows=tuple(_rows(change)),
            takes_all=bool(change.before) and not change.after,
        )
        for change in changes
    ]


def _rows(change: Change) -> Iterable[Row]:
    for name in sorted({*change.before, *change.after}, key=attribute_label):
        before, after = change.before.get(name), change.after.get(name)
        yield Row(attribute_label(name), name, said(name, before), said(name, after))


def said(attribute: str, value: Any) -> str:
    """A value as people say it; empty where there is none. Not being locked is no loss, so it has words."""
    if value is None or value in ("", []):
        return {"lockoutTime": _("not locked"), "pwdLastSet": _("must be changed")}.get(attribute, "")
    if attribute == "userAccountControl" and isinstance(value, int):
        return _account(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(said(attribute, each) for each in value)
    text = str(value)
    if MOMENT.fullmatch(text) and (moment := parse_datetime(text)):
        return date_format(timezone.localtime(moment), "j M Y, H:i")
    if attribute != "distinguishedName" and DN.fullmatch(text):
        return first_name(text)
    return text


def _account(flags: int) -> str:
    """The flags of an account that people know, in words."""
    words = [gettext(word) for bit, word in ACCOUNT_FLAGS if flags & bit]
    return ", ".join(words) or gettext("enabled")


def sentence_of(changes: Sequence[Change], *, secret: bool) -> str:
    """One line for what was done: the first attributes, or that nothing had to be."""
    if not changes:
        return ""
    if not any(change.applied for change in changes):
        return _("It was so already. Nothing was changed.")
    if len(changes) > 1:
        return _("%(number)s objects changed") % {"number": sum(change.applied for change in changes)}
    if changes[0].kind in OBJECTS and bool(changes[0].before) != bool(changes[0].after):
        return _("Created.") if changes[0].after else _("Deleted.")
    if changes[0].before.get("isDeleted") and not changes[0].after.get("isDeleted"):
        return _("Restored.")
    row = [each for each in _rows(changes[0]) if each.before != each.after]
    if secret and not row:
        return _("The password was set.")
    parts = [f"{each.label}: {each.before or _('none')} → {each.after or _('none')}" for each in row[:2]]
    rest = len(row) - len(parts)
    return " · ".join(parts).replace("\n", ", ") + (_(" and %(number)s more") % {"number": rest} if rest else "")
