"""Pages and fragments of jobs: list, row, page, output, and what can be done with one."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import DIRECTORY, SIGNED_IN, access
from accounts.requests import TsmRequest, show, wants_part
from accounts.ways import way_of
from remoting.jobs.by_hand import may_settle, settle_by_hand
from remoting.jobs.cancel import cancel
from remoting.jobs.curl import as_api_call
from remoting.jobs.listing import JobFilter, filters_on, narrow
from remoting.jobs.models import Job, JobEvent
from remoting.jobs.queue import LostClaim
from remoting.jobs.results import facts_of
from remoting.jobs.reveal import NothingToReveal, reveal
from remoting.jobs.settling import SettleForm
from remoting.jobs.showing import Shown, shown, shown_rows, usual_seconds
from remoting.jobs.states import ENDED, State

JOBS_A_PAGE = 50
LINES_A_LOOK = 500
TOLD_AT_ONCE = 3
ROWS_IN_A_DIALOG = 12
LONGEST_OFFSET = 18  # digits that a column of the database holds


@access(SIGNED_IN)
@require_safe
def jobs(request: TsmRequest) -> HttpResponse:
    """The list: mine, open, gone wrong, all that I may see; filters are in the address."""
    form = JobFilter(request.GET)
    visible = Job.objects.runs().visible_to(request.user).select_related("actor")
    found = narrow(visible, form, request.user).order_by("-created_at")
    page = Paginator(found, JOBS_A_PAGE).get_page(request.GET.get("page"))
    rows = shown_rows(list(page.object_list), request.user)
    context = {
        "form": form,
        "view": form.which,
        "query": form.chosen("q"),
        "page": page,
        "open_rows": [row for row in rows if row.job.is_open],
        "ended_rows": [row for row in rows if not row.job.is_open],
        "filters": filters_on(form, request.GET),
        "kept": [(name, request.GET[name]) for name in ("view", "state", "operation", "by") if request.GET.get(name)],
        "counts": {
            "mine": visible.of(request.user).count(),
            "open": visible.open().count(),
        },
    }
    return show(request, "remoting/jobs.html#list", context)


@access(SIGNED_IN)
@require_safe
def job(request: TsmRequest, pk: UUID) -> HttpResponse:
    return _telling(show(request, "remoting/job.html", _page(request, pk)), request, pk)


@access(SIGNED_IN)
@require_safe
def job_head(request: TsmRequest, pk: UUID) -> HttpResponse:
    """The page's own part, which looks again while the job is open."""
    return _telling(show(request, "remoting/job.html#head", _page(request, pk)), request, pk)


@access(SIGNED_IN)
@require_safe
def job_body(request: TsmRequest, pk: UUID) -> HttpResponse:
    """Changes, result, output and details, loaded once more when the job has ended."""
    if not wants_part(request):
        return redirect("remoting:job", pk)
    return show(request, "remoting/job.html#body", _page(request, pk))


@access(SIGNED_IN)
@require_safe
def job_elapsed(request: TsmRequest, pk: UUID) -> HttpResponse:
    """Time against the usual."""
    if not wants_part(request):
        return redirect("remoting:job", pk)
    return show(request, "remoting/job.html#elapsed", _page(request, pk))


@access(SIGNED_IN)
@require_safe
def job_row(request: TsmRequest, pk: UUID) -> HttpResponse:
    """A row of a list: polls itself while the job is open, then tells the page which object has changed."""
    found = _visible(request, pk)
    if not wants_part(request):
        return redirect("remoting:job", pk)
    return _telling(show(request, "remoting/job.html#row", {"shown": shown(found, request.user)}), request, pk)


@access(SIGNED_IN)
@require_safe
def job_progress(request: TsmRequest, pk: UUID) -> HttpResponse:
    """The dialog after a form was sent: how it goes, then what came of it."""
    found = _visible(request, pk)
    if not wants_part(request):
        return redirect("remoting:job", pk)
    row = shown(found, request.user)
    if row.is_plain_success:
        return _telling(_done(row), request, pk)
    context: dict[str, Any] = {"shown": row}
    if row.is_mine and isinstance(found.result, list):
        context |= {"result": facts_of(found, most=ROWS_IN_A_DIALOG), "is_cut": len(found.result) > ROWS_IN_A_DIALOG}
    return _telling(show(request, "remoting/job.html#progress", context), request, pk)


def _done(row: Shown) -> HttpResponse:
    """It is done and there is nothing to decide: the dialog closes, and a notice says what was changed."""
    said = {"text": row.toast_text, "look": "ok", "url": row.job.get_absolute_url(), "label": _("Show")}
    return HttpResponse(headers={"HX-Trigger": json.dumps({"tsm:close": True, "tsm:toast": said})})


@access(SIGNED_IN)
@require_safe
def job_output(request: TsmRequest, pk: UUID) -> HttpResponse:
    """Lines that came after the one that the reader has."""
    found = _visible(request, pk)
    if not wants_part(request):
        return redirect("remoting:job", pk)
    if not shown(found, request.user).sees_all:
        return HttpResponse(status=204)
    return show(request, "remoting/job.html#output", {"job": found, **_lines(found, request.GET.get("after", ""))})


@access(SIGNED_IN)
@require_POST
@never_cache
def job_reveal(request: TsmRequest, pk: UUID) -> HttpResponse:
    """The secrets, once: pressed by a person, never fetched by something that polls."""
    found = get_object_or_404(Job.objects.of(request.user), pk=pk)
    try:
        secrets = reveal(found, actor=request.user, way=way_of(request))
    except NothingToReveal:
        return show(request, "remoting/secret.html#gone", {"shown": shown(found, request.user)})
    row = shown(found, request.user)
    return show(request, "remoting/secret.html#secret", {"shown": row, "secrets": secrets})


@access(SIGNED_IN)
@require_POST
def job_cancel(request: TsmRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    if not cancel(found, actor=request.user, way=way_of(request)):
        messages.warning(request, _("It was too late to cancel."))
    found.refresh_from_db()
    if wants_part(request):
        over = request.headers.get("HX-Target", "")
        part = next((each for each in ("head", "progress") if over.startswith(f"job-{each}")), "row")
        return show(request, f"remoting/job.html#{part}", _page(request, pk))
    return redirect("remoting:job", pk)


@access(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def job_settle(request: TsmRequest, pk: UUID) -> HttpResponse:
    """A person says what became of it."""
    found = _visible(request, pk)
    if not may_settle(found, request.user):
        return redirect("remoting:job", pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            settle_by_hand(
                found, state=State(said["state"]), reason=said["reason"], actor=request.user, way=way_of(request)
            )
        except LostClaim:
            messages.warning(request, _("Somebody else settled it meanwhile."))
        return _leave(request, pk)
    context = {"form": form, "shown": shown(found, request.user)}
    return show(request, "remoting/settle.html#dialog", context, status=422 if form.errors else 200)


@access(DIRECTORY)
@require_safe
def object_jobs(request: TsmRequest, kind: str, key: str) -> HttpResponse:
    """The latest jobs on one object, for its page."""
    found = Job.objects.runs().visible_to(request.user).about(kind, key).select_related("actor")
    rows = shown_rows(list(found.order_by("-created_at")[:5]), request.user)
    context = {"rows": rows, "count": found.count(), "kind": kind, "key": key}
    return show(request, "remoting/object_jobs.html#rows", context)


@access(SIGNED_IN)
@require_safe
def ended(request: TsmRequest) -> HttpResponse:
    """Own jobs that ended since their requester left the page: told once, by whoever asks first."""
    if not wants_part(request):
        return redirect("remoting:jobs")
    mine = Job.objects.runs().of(request.user).filter(state__in=ENDED, told_at=None)
    found = list(mine.select_related("actor").order_by("ended_at")[:TOLD_AT_ONCE])
    mine.filter(pk__in=[each.pk for each in found]).update(told_at=timezone.now())
    answer = show(request, "remoting/ended.html#toasts", {"rows": shown_rows(found, request.user)})
    return _with_events(answer, found)


def _visible(request: TsmRequest, pk: UUID) -> Job:
    visible = Job.objects.visible_to(request.user).select_related("actor", "token", "preview_of")
    return get_object_or_404(visible, pk=pk)


def _page(request: TsmRequest, pk: UUID) -> dict[str, Any]:
    found = _visible(request, pk)
    row = shown(found, request.user)
    usual = usual_seconds(found)
    context: dict[str, Any] = {"shown": row, "job": found, "usual": int(usual * 1000) if usual else None}
    if usual and found.seconds is not None:
        longest = max(usual, found.seconds) * 1.25
        context |= {"bar": round(found.seconds / longest * 100), "mark": round(usual / longest * 100)}
    if row.sees_all:
        context |= _lines(found, "") | {"call": as_api_call(found)}
    if row.is_mine and found.result is not None:
        context |= {"result": facts_of(found)}
    return context


def _lines(found: Job, after: str) -> dict[str, Any]:
    """Output from an offset on, and the offset after it."""
    start = int(after) if after.isdecimal() and len(after) <= LONGEST_OFFSET else 0
    lines = list(JobEvent.objects.filter(job=found, pk__gt=start).exclude(message="")[:LINES_A_LOOK])
    return {"lines": lines, "offset": lines[-1].pk if lines else start}


def _telling(answer: HttpResponse, request: TsmRequest, pk: UUID) -> HttpResponse:
    """Who looks at an own job while it ends needs no notice of it later."""
    found = Job.objects.filter(pk=pk, state__in=ENDED).first()
    if found is None or shown(found, request.user).is_settling:
        return answer
    if found.actor_id == request.user.pk:
        Job.objects.filter(pk=pk, told_at=None).update(told_at=timezone.now())
    return _with_events(answer, [found])


def _with_events(answer: HttpResponse, found: list[Job]) -> HttpResponse:
    """Tell the page which objects have changed: their parts load themselves anew."""
    names = {f"job-ended-{each.pk}": True for each in found}
    names |= {f"object-changed-{each.object_guid}": True for each in found if each.object_guid and each.is_change}
    if names:
        answer["HX-Trigger"] = json.dumps(json.loads(answer.get("HX-Trigger", "{}")) | names)
    return answer


def _leave(request: TsmRequest, pk: UUID) -> HttpResponse:
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": Job.objects.get(pk=pk).get_absolute_url()})
    return redirect("remoting:job", pk)
