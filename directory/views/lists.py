"""Lists of users, groups and computers, and the same rows as CSV."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import DIRECTORY, access
from accounts.models import User
from accounts.requests import TsmRequest, show
from accounts.ways import way_of
from audit.events import Event
from audit.trail import About, record
from directory.ages import age_of_domains
from directory.columns import COLUMNS, Cell
from directory.groups import everybody_in
from directory.lists import Wanted, count_views, everything, matching, ordered, rows_at, wanted, with_members
from directory.models import DirectoryObject, Domain, Kind
from directory.people import get_object_for
from directory.search import search
from directory.shown import place_of, shown
from directory.states import states_of
from directory.tables import csv_answer

PAGE = 50
KEPT = ("state", "department", "unit", "sort")
TITLES: dict[str, str | Promise] = {
    Kind.USER: gettext_lazy("Users"),
    Kind.GROUP: gettext_lazy("Groups"),
    Kind.COMPUTER: gettext_lazy("Computers"),
}
NAMES = {Kind.USER: "users", Kind.GROUP: "groups", Kind.COMPUTER: "computers"}


@access(DIRECTORY)
@require_safe
def object_list(request: TsmRequest, kind: str) -> HttpResponse:
    now = timezone.now()
    what = wanted(kind, request.GET)
    found = ordered(matching(everything(kind, request.user), what, now), what)
    page = Paginator(found.values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    on_page = rows_at(with_members(found) if kind == Kind.GROUP else found, list(page.object_list))
    lines = shown(on_page, now)
    rows = [(one, [Cell(column, column.value(one.obj)) for column in what.columns]) for one in lines]
    url = reverse(f"directory:{NAMES[Kind(kind)]}")
    context: dict[str, Any] = {
        "kind": kind,
        "title": TITLES[kind],
        "url": url,
        "csv": f"{reverse(f'directory:{NAMES[Kind(kind)]}-csv')}?{request.GET.urlencode()}",
        "what": what,
        "views": count_views(kind, request.user, now),
        "filters": _filters(what, request.GET, url, request.user),
        "kept": [(name, value) for name, value in request.GET.items() if name in KEPT],
        "all_columns": COLUMNS[kind],
        "page": page,
        "rows": rows,
        "age": age_of_domains(list(Domain.objects.filter(is_active=True)), now),
        "meant": search(what.q, user=request.user, kinds=[kind], limit=3) if what.q and not on_page else [],
    }
    return show(request, "directory/list.html#list", context)


def _filters(what: Wanted, asked: QueryDict, url: str, user: User) -> list[dict[str, str]]:
    """The filters that are on, each with the address without it."""
    visible = DirectoryObject.objects.visible_to(user)
    units = visible.filter(guid=what.unit) if what.unit else visible.none()
    words = {"department": (_("Department is"), what.department), "unit": (_("Unit under"), str(units.first() or ""))}
    return [
        {"key": key, "value": value, "off": f"{url}?{_without(asked, name)}"}
        for name, (key, value) in words.items()
        if value
    ]


def _without(asked: QueryDict, name: str) -> str:
    rest = asked.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return rest.urlencode()


@access(DIRECTORY)
@require_safe
def list_csv(request: TsmRequest, kind: str) -> StreamingHttpResponse:
    """All rows that match, not only those of the page; taking them out leaves an entry."""
    now = timezone.now()
    what = wanted(kind, request.GET)
    found = ordered(matching(everything(kind, request.user), what, now), what)
    rows = with_members(found) if kind == Kind.GROUP else found
    record(
        Event.EXPORTED,
        actor=request.user,
        about=About(kind="list", key=kind, name=str(TITLES[kind])),
        way=way_of(request),
        data={"filter": request.GET.urlencode(), "rows": rows.count()},
    )
    header = [_("Name"), _("State"), *(column.label for column in what.columns), "DN", "GUID"]

    def lines() -> Iterator[list[object]]:
        for row in rows.iterator(chunk_size=500):
            states = ", ".join(state.code for state in states_of(row, now))
            yield [row.shown_name, states, *(column.value(row) for column in what.columns), row.dn, str(row.guid)]

    return csv_answer(NAMES[Kind(kind)], header, lines())


@access(DIRECTORY)
@require_safe
def members_csv(request: TsmRequest, guid: UUID) -> StreamingHttpResponse:
    """Everybody in a group, at any depth; of who is out of scope only the name."""
    group = get_object_for(request, guid)
    rows = everybody_in(group).select_related("unit__unit")
    visible = set(rows.visible_to(request.user).values_list("pk", flat=True))
    record(
        Event.EXPORTED,
        actor=request.user,
        about=About(kind=group.kind, key=group.key, name=group.shown_name, domain=group.domain.name),
        way=way_of(request),
        data={"rows": len(visible)},
    )

    def lines() -> Iterator[list[object]]:
        for row in rows.order_by("name_fold").iterator(chunk_size=500):
            rest = [row.sam, row.get_kind_display(), place_of(row), str(row.guid)] if row.pk in visible else [""] * 4
            yield [row.shown_name, *rest]

    return csv_answer("members", [_("Name"), _("Account"), _("Kind"), _("Unit"), "GUID"], lines())
