"""Pages of the whole house: home, commands, help, and what a watchdog asks."""

from typing import Any

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import DIRECTORY, SIGNED_IN, access, public
from accounts.grants import grants_of
from accounts.models import User
from accounts.requests import TsmRequest, show, wants_part
from remoting.catalog.operations import COMPONENTS, Operation, catalog
from remoting.jobs.labels import short_label
from remoting.jobs.workers import answering
from tsm_site import home as parts
from tsm_site.commands import commands_for, matching
from tsm_site.frame import Frame
from tsm_site.recent import opened
from tsm_site.version import VERSION

HOME_PARTS = ("numbers", "locked", "jobs", "expiring")


@access(SIGNED_IN)
@require_safe
def home(request: TsmRequest) -> HttpResponse:
    """The first page. Auditors start in the trail; who has no grant reads what is missing."""
    rights = Frame(request.user).rights
    if not rights.directory and rights.trail:
        return redirect("audit:entries")
    context: dict[str, Any] = {"is_home": True}
    if rights.directory:
        context |= {"recent": opened(request, request.user)}
        for name in HOME_PARTS:
            context |= _part(request, name)
    return render(request, "home.html", context)


@access(DIRECTORY)
@require_safe
def home_part(request: TsmRequest, name: str) -> HttpResponse:
    if name not in HOME_PARTS:
        raise Http404
    if not wants_part(request):
        return redirect("home")
    return render(request, f"home.html#{name}", _part(request, name))


def _part(request: TsmRequest, name: str) -> dict[str, Any]:
    """The context of one part of the home page."""
    user, now = request.user, timezone.now()
    if name == "numbers":
        return {"numbers": parts.numbers(user, now)}
    if name == "locked":
        found = parts.locked(user, now)
        acts = ("unlock-user", "reset-user-password")
        shown = parts.with_acts(user, list(found[: parts.SHOWN]), acts)
        return {"locked": shown, "locked_count": found.count(), "looked_at": now}
    if name == "expiring":
        expiring = parts.expiring(user, now)
        return {"expiring": list(expiring[: parts.SHOWN]), "expiring_count": expiring.count()}
    own = parts.mine(user)
    titles = {each.name: short_label(each) for each in catalog()}
    rows = [(job, titles.get(job.operation, job.operation)) for job in own[: parts.SHOWN]]
    return {"jobs": rows, "jobs_today": own.filter(created_at__gte=parts.today()).count()}


@access(SIGNED_IN)
@require_safe
def palette(request: TsmRequest) -> HttpResponse:
    """Commands that fit what was typed: the list for htmx, else the page of them all."""
    query, here = request.GET.get("q", "").strip(), request.GET.get("here", "")
    groups = matching(commands_for(request, here), query)
    return show(request, "palette.html#commands", {"groups": groups, "query": query})


@access(SIGNED_IN)
@require_safe
def help_page(request: TsmRequest) -> HttpResponse:
    """Keys, words, what may be done, version."""
    frame = Frame(request.user)
    context = {"places": frame.places, "operations": may_run(request.user), "held": grants_of(request.user)}
    return render(request, "help.html", context | {"version": VERSION})


def may_run(user: User) -> list[Operation]:
    """What a grant of this person holds anywhere, by kind."""
    held = grants_of(user)
    found = [one for one in catalog().offered if any(grant.allows(one.name, one.role) for grant in held)]
    return sorted(found, key=lambda one: (COMPONENTS.index(one.component), one.title))


@public("a watchdog has no session")
@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django hands it over.
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@public("a watchdog has no session")
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django hands it over.
    """The database answers, and whether a worker does; says nothing else to strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        worker = answering()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True, "worker": worker})
