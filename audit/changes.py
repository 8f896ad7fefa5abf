"""The changes that an entry holds, as rows of before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.models import Entry
from audit.vocabulary import attribute_label, value_words

MOST = 200  # rows of one entry's page; the CSV and the API have all


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute, as `components/change_diff.html` shows it."""

    label: str
    attribute: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed on one thing."""

    kind: str
    key: str
    name: str
    applied: bool
    rows: tuple[Row, ...]


def changes_of(entry: Entry) -> tuple[Changed, ...]:
    """What `data` holds under `changes`, or under `before` and `after`; hostile shapes count as nothing."""
    records = entry.data.get("changes")
    found = [record for record in records if isinstance(record, Mapping)] if isinstance(records, list) else []
    if not found and ("before" in entry.data or "after" in entry.data):
        found = [{"kind": entry.about_kind, "id": entry.about_key, "name": entry.about_name, **entry.data}]
    # What an operation changes are attributes of the directory; what the administration changes are columns of ours.
    words = value_words if entry.operation else column_words
    return tuple(changed_by(record, words) for record in found[:MOST])


def changed_by(record: Mapping[str, Any], words: Callable[[str, Any], str]) -> Changed:
    return Changed(
        kind=str(record.get("kind", "")),
        key=str(record.get("id", "")),
        name=str(record.get("name") or record.get("dn") or record.get("id") or ""),
        applied=bool(record.get("applied", True)),
        rows=tuple(rows_of(record.get("before"), record.get("after"), words)),
    )


def rows_of(before: object, after: object, words: Callable[[str, Any], str]) -> Iterator[Row]:
    old = before if isinstance(before, Mapping) else {}
    new = after if isinstance(after, Mapping) else {}
    for name in list(dict.fromkeys([*old, *new]))[:MOST]:
        yield Row(
            label=attribute_label(str(name)),
            attribute=str(name),
            before=words(name, old.get(name)),
            after=words(name, new.get(name)),
        )


def column_words(name: str, value: object) -> str:
    """A value of ours as a person reads it; a list one below the other."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case list():
            return "\n".join(column_words(name, one) for one in value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def attributes_of(changes: tuple[Changed, ...]) -> tuple[str, ...]:
    """Names of the attributes that are not as they were, each once."""
    names = (row.attribute for changed in changes for row in changed.rows if row.before != row.after)
    return tuple(dict.fromkeys(names))
