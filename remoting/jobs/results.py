"""What is kept of an answer: without secrets, and without rows that lie outside the reader's scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext

from accounts.models import User
from directory.models import DirectoryObject, Domain
from remoting.catalog.names import label_text
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.access import allows_in
from remoting.jobs.effects import said
from remoting.jobs.labels import short_label
from remoting.jobs.models import Job
from remoting.jobs.targets import Target, guid_in, units_of

# A page cannot show more, and a row of the database should not hold more.
MOST_ROWS = 5000
# What a row that was found is found for: the rows' keys are the targets of that operation.
NEXT = {"find-deleted-user": "restore-user"}


def rows_in_scope(rows: list[Any], job: Job, operation: Operation, domain: Domain) -> tuple[list[Any], int]:
    """The rows that the requester may see, and how many were dropped.

    Only an operation without an object finds rows anywhere; what is asked of one object lies where that object lies.
    """
    if not is_narrowed(job, operation):
        return rows[:MOST_ROWS], 0
    visible = _visible(rows, job.actor)
    kept = [row for row in rows if _may_see(row, visible, job.actor, operation, domain)]
    return kept[:MOST_ROWS], len(rows) - len(kept)


def is_narrowed(job: Job, operation: Operation) -> bool:
    """Whether rows outside the scope of the requester are dropped from the result.

    The page says so by this and never by how many were: that would tell whether something else has that name.
    """
    if job.target_key and job.target_kind != "directory":
        return False
    if not operation.is_of_directory or not operation.takes_server:
        return False
    return not allows_in(job.actor, operation, Target(kind=job.target_kind, domain=job.domain), ())


def _visible(rows: list[Any], user: User) -> set[str]:
    guids = {guid for row in rows if isinstance(row, Mapping) and (guid := guid_in(str(row.get("id") or "")))}
    found = DirectoryObject.objects.present().visible_to(user).filter(guid__in=guids)
    return {str(guid) for guid in found.values_list("guid", flat=True)}


def _may_see(row: Any, visible: set[str], user: User, operation: Operation, domain: Domain) -> bool:
    """By the mirror; what the mirror has not met yet, by the place that its DN names."""
    if not isinstance(row, Mapping):
        return False
    if str(row.get("id") or "").lower() in visible:
        return True
    dn = str(row.get("dn") or "")
    guid = guid_in(str(row.get("id") or ""))
    if not dn or (guid is not None and DirectoryObject.objects.present().filter(guid=guid).exists()):
        return False
    place = Target(kind="ou", domain=domain.name, unit_path=units_of(domain, dn, itself=row.get("kind") == "ou"))
    return allows_in(user, operation, place, (place,))


@dataclass(frozen=True, slots=True)
class Facts:
    """A kept result for a page: one row as terms and values, several as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_narrowed: bool
    acts: tuple[str, ...] = ()  # the address of each row's own act, where it has one
    act_label: str = ""

    @property
    def acting_rows(self) -> list[tuple[tuple[Any, ...], str]]:
        """Each row with the address of its act, or with none."""
        return [(row, self.acts[number] if self.acts else "") for number, row in enumerate(self.rows)]

    @property
    def is_one(self) -> bool:
        return len(self.rows) == 1

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """Terms and values of the only row."""
        return list(zip(self.columns, self.rows[0], strict=True)) if self.is_one else []


def facts_of(job: Job, *, most: int = MOST_ROWS) -> Facts:
    """The result as a table, whatever its operation: column heads from the names of its fields."""
    rows = job.result[:most] if isinstance(job.result, list) else [job.result]
    plain = [row if isinstance(row, Mapping) else {"value": row} for row in rows]
    names = list(dict.fromkeys(name for row in plain for name in row))
    cells = tuple(tuple(_cell(name, row.get(name)) for name in names) for row in plain)
    heads = (name.removesuffix("Bytes").removesuffix("Percent") or name for name in names)
    operation = catalog().get(job.operation)
    return Facts(
        tuple(gettext(label_text(name[:1].upper() + name[1:])) for name in heads),
        cells,
        is_narrowed=operation is not None and is_narrowed(job, operation),
        **_acts(job, plain),
    )


def _acts(job: Job, rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    following = catalog().get(NEXT.get(job.operation, ""))
    if following is None:
        return {}
    url = reverse("remoting:operation", args=[following.name])
    queries = (urlencode({"target": row.get("id", ""), "domain": job.domain}) for row in rows)
    return {"acts": tuple(f"{url}?{query}" for query in queries), "act_label": short_label(following)}


def _cell(name: str, value: Any) -> str:
    """A value with its unit, where the name of its field says one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if name.endswith("Bytes"):
            return filesizeformat(value)
        if name.endswith("Percent"):
            return f"{number_format(value)} %"
    return said(name, value)
