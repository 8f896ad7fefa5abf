"""The trail: list, entry, CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from accounts.access import SIGNED_IN, TRAIL, access, refuse
from accounts.requests import TsmRequest, show
from accounts.ways import way_of
from audit.events import Event
from audit.filters import Filters
from audit.forms import FilterForm
from audit.links import address_of_job
from audit.models import Entry
from audit.pages import holding, page_of
from audit.querysets import EntryQuerySet
from audit.sentences import told
from audit.spreadsheet import lines_of
from audit.trail import About, record

HEADER = (
    "entry", "identifier", "time (UTC)", "event", "who", "way", "address", "token", "account", "operation",
    "kind", "key", "on", "domain", "job", "reason", "ticket", "outcome", "changed", "details",
)  # fmt: skip
CHUNK = 1000
WAYS = {
    "page": gettext_noop("Page"),
    "api": gettext_noop("API"),
    "command": gettext_noop("Command line"),
    "schedule": gettext_noop("Schedule"),
    "system": gettext_noop("TSM itself"),
}


@access(TRAIL)
@require_safe
def entries(request: TsmRequest) -> HttpResponse:
    filters = Filters.of(request.GET)
    visible = Entry.objects.visible_to(request.user)
    page = page_of(filters.apply(visible), cursor=request.GET.get("cursor", ""), words=filters.q)
    context = {
        "filters": filters,
        "form": FilterForm(initial=request.GET.dict()),
        "page": page,
        "rows": [told(entry) for entry in page.entries],
        "count": None if filters.is_on else visible.count(),
        "older": filters.address(cursor=str(page.older)) if page.older else "",
        "newest": filters.address(),
    }
    return show(request, "audit/entries.html#entries", context)


@access(SIGNED_IN)
@require_safe
def entry(request: TsmRequest, pk: int) -> HttpResponse:
    """One entry. Who may not read the trail sees the own acts only."""
    found = Entry.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        refuse(request, why=f"No such entry: {pk}", about=About(kind="entry", key=str(pk)))
    steps = Entry.objects.visible_to(request.user).of_job(found.job).order_by("at", "id") if found.job else ()
    context = {
        "entry": found,
        "told": told(found),
        "steps": [told(step) for step in steps],
        "job_url": address_of_job(found),
        "way": _(WAYS.get(found.way, found.way)),
        "details": details_of(found),
    }
    return show(request, "audit/entry.html", context)


@access(TRAIL)
@require_safe
def entries_csv(request: TsmRequest) -> StreamingHttpResponse:
    filters = Filters.of(request.GET)
    found = holding(filters.apply(Entry.objects.visible_to(request.user)), filters.q)
    about = About(kind="list", key="audit", name=gettext_noop("the trail"))
    asked = {"filters": filters.address()}
    record(Event.EXPORTED, actor=request.user, about=about, way=way_of(request), outcome="succeeded", data=asked)
    name = f"audit-{timezone.localtime():%Y-%m-%d}.csv"
    answer = StreamingHttpResponse(lines_of(HEADER, rows_of(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def rows_of(found: EntryQuerySet) -> Iterator[tuple[object, ...]]:
    """Lines of the CSV, newest first, read in portions so that a million of them need no memory."""
    for one in found.newest_first().iterator(chunk_size=CHUNK):
        yield (
            one.pk, one.uuid, one.at.astimezone(UTC).isoformat(), one.event, one.actor_name, one.way, one.address,
            one.token, one.account, one.operation, one.about_kind, one.about_key, one.about_name, one.about_domain,
            one.job or "", one.reason, one.ticket, one.outcome, " ".join(told(one).changed),
            json.dumps(one.data, ensure_ascii=False) if one.data else "",
        )  # fmt: skip


def details_of(found: Entry) -> list[tuple[str, str]]:
    """What the entry holds beside its change, as text."""
    shown = ("changes", "before", "after")
    rest = {name: value for name, value in found.data.items() if name not in shown and value not in ("", None)}
    return [
        (name.replace("_", " "), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2))
        for name, value in rest.items()
    ]
