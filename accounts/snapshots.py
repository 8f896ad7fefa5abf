"""A row as it is, for the trail's before and after. What is secret reads "set" and "changed", never as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import models

from audit.plain import JSON, plain


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Values by field name; hidden ones only to compare."""

    values: dict[str, JSON] = field(default_factory=dict)
    hidden: dict[str, object] = field(default_factory=dict)

    def shown(self) -> dict[str, JSON]:
        """The row with its secrets as "set"."""
        return self.values | {name: "set" for name, value in self.hidden.items() if value}


def snapshot(row: models.Model, *, hide: Collection[str] = ()) -> Snapshot:
    """The row's own columns and its links to many. Bytes and the fields in `hide` are hidden."""
    values: dict[str, JSON] = {}
    hidden: dict[str, object] = {}
    for column in row._meta.concrete_fields:
        if isinstance(column, models.BinaryField) or column.name in hide:
            value = getattr(row, column.attname)
            hidden[column.name] = bytes(value) if isinstance(value, memoryview) else value
        elif isinstance(column, models.ForeignKey):
            other = getattr(row, column.name)
            values[column.name] = None if other is None else f"{other} ({other.pk})"
        else:
            values[column.name] = plain(getattr(row, column.attname))
    for link in row._meta.many_to_many:
        others: list[JSON] = [str(other) for other in getattr(row, link.name).all()] if row.pk else []
        values[link.name] = sorted(others, key=str)
    return Snapshot(values, hidden)


def stored(row: models.Model, *, hide: Collection[str] = ()) -> Snapshot:
    """The row as the database has it now; empty where it has none."""
    found = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    return snapshot(found, hide=hide) if found is not None else Snapshot()


def difference(before: Snapshot, after: Snapshot) -> dict[str, JSON]:
    """`{"before": {…}, "after": {…}}` with what is not as it was; empty where nothing changed."""
    names = dict.fromkeys([*before.values, *after.values])
    differing = [name for name in names if before.values.get(name) != after.values.get(name)]
    old: dict[str, JSON] = {name: before.values.get(name) for name in differing}
    new: dict[str, JSON] = {name: after.values.get(name) for name in differing}
    for name in dict.fromkeys([*before.hidden, *after.hidden]):
        if before.hidden.get(name) != after.hidden.get(name):
            old[name] = "set" if before.hidden.get(name) else None
            new[name] = "changed" if after.hidden.get(name) else None
    return {"before": old, "after": new} if old or new else {}
