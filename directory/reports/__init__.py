"""Reports: what one is, and which there are. One file per report, here or in a package that the settings name.

A report's file holds `REPORT = Report(…)`; that is all it takes to get its page, CSV, mail and nightly run.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.conf import settings
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone

Text = str | Promise
Cell = str | int | None
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One column.

    `kind`: text, word (translated when shown), ident, time (ISO 8601) or number. `look`: the class that hides it on
    narrow screens.
    """

    label: Text
    kind: str = "text"
    look: str = ""

    @property
    def is_right(self) -> bool:
        return self.kind in ("number", "time")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`key` tells rows of two runs apart; `guid` is the directory object that a row is about, which scopes ask."""

    key: str
    cells: tuple[Cell, ...]  # one for each column; the first is the row's name
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`counted` is what a row is, with the number in front: "accounts"."""

    name: str  # of its address
    title: Text
    about: Text
    counted: Text
    columns: tuple[ReportColumn, ...]
    rows: Callable[[date, Clock], Iterable[ReportRow]]


@cache
def reports() -> Mapping[str, Report]:
    """All reports by name, in the order of their files."""
    found = [report for package in settings.TSM_REPORT_PACKAGES for report in _in_package(package)]
    return {report.name: report for report in found}


def _in_package(name: str) -> Iterable[Report]:
    package = import_module(name)
    for module in sorted(iter_modules(package.__path__), key=lambda one: one.name):
        report = getattr(import_module(f"{name}.{module.name}"), "REPORT", None)
        if isinstance(report, Report):
            yield report


def end_of(day: date, clock: Clock) -> datetime:
    """The moment that a report on a day speaks of: its end, or now while it lasts."""
    now, zone = clock(), get_default_timezone()
    if day >= now.astimezone(zone).date():
        return now
    return datetime.combine(day, time.max, tzinfo=zone)
