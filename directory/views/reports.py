"""Reports: which there are, one with its difference to the last run, its rows as CSV, and making it now."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import REPORTS, access
from accounts.requests import TsmRequest, show, wants_part
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, record
from directory.asking import ask_report
from directory.models import ReportRun, ReportSubscription
from directory.reports import Report, reports
from directory.reports.charts import chart_of
from directory.reports.runs import BOTH, GONE, NEW, Line, counts_of, latest, lines_of, reads_all, said
from directory.tables import csv_answer

PAGE = 100
WORDS = {"": gettext_lazy("All"), NEW: gettext_lazy("New"), GONE: gettext_lazy("Gone"), BOTH: gettext_lazy("In both")}


@access(REPORTS)
@require_safe
def reports_page(request: TsmRequest) -> HttpResponse:
    found = [(report, latest(name)) for name, report in reports().items()]
    lines = [(report, run, counts_of(run, user=request.user) if run else None) for report, run in found]
    return render(request, "directory/reports.html", {"lines": lines})


@access(REPORTS)
@require_safe
def report_page(request: TsmRequest, name: str) -> HttpResponse:
    report = _report(name)
    run = _run(request, name)
    context: dict[str, Any] = {"report": report, "run": run, "readers": _readers(name)}
    if run is None:
        return show(request, "directory/report.html#list", context)
    lines = lines_of(run, user=request.user)
    difference = request.GET.get("difference", "")
    counted = [(key, word, sum(1 for line in lines if key in ("", line.difference))) for key, word in WORDS.items()]
    sort = request.GET.get("sort", "")
    shown = _ordered([line for line in lines if difference in ("", line.difference)], report, sort)
    context |= {
        "counts": counts_of(run, user=request.user),
        "chart": chart_of(name) if reads_all(request.user) else None,
        "counted": counted,
        "difference": difference,
        "sort": sort,
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "csv": f"?{request.GET.urlencode()}",
    }
    return show(request, "directory/report.html#list", context)


@access(REPORTS)
@require_safe
def report_csv(request: TsmRequest, name: str) -> StreamingHttpResponse:
    report, run = _report(name), _run(request, name)
    if run is None:
        raise Http404(_("This report was not made yet."))
    lines = lines_of(run, user=request.user)
    about = About("report", str(run.pk), str(report.title))
    record(Event.EXPORTED, actor=request.user, about=about, way=way_of(request), data={"rows": len(lines)})
    header = [_("Difference"), *(column.label for column in report.columns)]
    rows = ([str(WORDS[line.difference]), *line.row.cells] for line in lines)
    return csv_answer(f"{name}-{run.date.isoformat()}", header, rows)


@access(REPORTS)
@require_POST
def report_run(request: TsmRequest, name: str) -> HttpResponse:
    """Posted to the worker: a report on a large directory takes a while."""
    report = _report(name)
    ask_report(report, actor=request.user, way=way_of(request))
    messages.info(request, _("“%(title)s” is being made. Look again in a moment.") % {"title": report.title})
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("directory:report", name)


def _report(name: str) -> Report:
    if name not in reports():
        raise Http404(_("There is no such report."))
    return reports()[name]


def _run(request: TsmRequest, name: str) -> ReportRun | None:
    """The run of the day that the address names, else the newest."""
    try:
        day = parse_date(request.GET.get("date", ""))
    except ValueError:
        day = None
    of_day = ReportRun.objects.filter(report=name, date=day).order_by("-made_at").first() if day else None
    return of_day or latest(name)


def _readers(name: str) -> int:
    return ReportSubscription.objects.filter(report=name, is_active=True).count()


def _ordered(lines: list[Line], report: Report, sort: str) -> list[Line]:
    """By a column's number, "-" in front for downwards; as the report says and new ones first where none is named."""
    place = sort.removeprefix("-")
    if not place.isdecimal() or len(place) > 2 or int(place) >= len(report.columns):
        return sorted(lines, key=lambda line: (NEW, BOTH, GONE).index(line.difference))
    is_number = report.columns[int(place)].kind == "number"

    def key(line: Line) -> tuple[bool, int | str]:
        cell = line.row.cells[int(place)]
        return cell is None, (cell if isinstance(cell, int) else 0) if is_number else said(cell).casefold()

    return sorted(lines, key=key, reverse=sort.startswith("-"))
