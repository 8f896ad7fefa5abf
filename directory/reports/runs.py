"""Making reports, and comparing a run with the one before."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from audit.events import Event
from audit.trail import JSON, About, Way, record
from directory.models import DirectoryObject, ReportRun
from directory.reports import Cell, Clock, Report, ReportRow, reports
from directory.scopes import visible_units

NEW, BOTH, GONE = "new", "both", "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """A row and what has become of it since the last run."""

    row: ReportRow
    difference: str


def make_reports(
    day: date, *, actor: User | None, way: Way, names: Sequence[str] = (), clock: Clock = timezone.now
) -> list[ReportRun]:
    """Make all reports for a day, or those that are named."""
    wanted = [report for name, report in reports().items() if not names or name in names]
    return [make_report(report, day, actor=actor, way=way, clock=clock) for report in wanted]


def make_report(report: Report, day: date, *, actor: User | None, way: Way, clock: Clock = timezone.now) -> ReportRun:
    """One report for a day, kept with its rows."""
    started = time.monotonic()
    rows = list(report.rows(day, clock))
    last = run_before(report.name, day)
    keys, before = {row.key for row in rows}, {row.key for row in rows_of(last)} if last else set()
    with transaction.atomic():
        run = ReportRun.objects.create(
            report=report.name,
            date=day,
            made_at=clock(),
            actor=actor,
            rows=[[row.key, row.guid, list(row.cells)] for row in rows],
            number=len(rows),
            added=len(keys - before) if last else 0,
            removed=len(before - keys),
            milliseconds=round((time.monotonic() - started) * 1000),
        )
        about = About("report", str(run.pk), str(report.title))
        data: dict[str, JSON] = {"report": report.name, "day": day.isoformat(), "rows": len(rows)}
        record(Event.REPORT_MADE, actor=actor, about=about, way=way, data=data)
    return run


def latest(name: str) -> ReportRun | None:
    return ReportRun.objects.filter(report=name).order_by("-date", "-made_at").first()


def run_before(name: str, day: date) -> ReportRun | None:
    """The newest run of an earlier day."""
    return ReportRun.objects.filter(report=name, date__lt=day).order_by("-date", "-made_at").first()


def rows_of(run: ReportRun) -> list[ReportRow]:
    return [ReportRow(key, tuple(cells), guid) for key, guid, cells in run.rows]


def lines_of(run: ReportRun, *, user: User | None) -> list[Line]:
    """The rows of a run, then those that have gone; for a person, those that the person may see."""
    last = run_before(run.report, run.date)
    now, then = rows_of(run), rows_of(last) if last else []
    keys, before = {row.key for row in now}, {row.key for row in then}
    lines = [Line(row, BOTH if row.key in before or last is None else NEW) for row in now]
    lines += [Line(row, GONE) for row in then if row.key not in keys]
    return lines if user is None else list(_visible(lines, user))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a run has for a person, how many are new and how many have gone."""

    number: int
    added: int
    removed: int


def counts_of(run: ReportRun, *, user: User) -> Counts:
    """The numbers of a run as this person may know them: a count tells of rows too."""
    if reads_all(user):
        return Counts(run.number, run.added, run.removed)
    said = [line.difference for line in lines_of(run, user=user)]
    return Counts(len(said) - said.count(GONE), said.count(NEW), said.count(GONE))


def reads_all(user: User) -> bool:
    """Whether every row is for this person: auditors read all reports."""
    return user.may_read_trail or visible_units(user).everywhere


def _visible(lines: Sequence[Line], user: User) -> Iterator[Line]:
    """Others see what lies in their scope, and nothing that lies nowhere."""
    if reads_all(user):
        yield from lines
        return
    guids = [line.row.guid for line in lines if line.row.guid]
    seen = DirectoryObject.objects.visible_to(user).filter(guid__in=guids).values_list("guid", flat=True)
    held = {str(guid) for guid in seen}
    yield from (line for line in lines if line.row.guid in held)


def said(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def title_of(name: str) -> str | Promise:
    """The title of a report that may be gone."""
    report = reports().get(name)
    return report.title if report else name
