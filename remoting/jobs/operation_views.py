"""The dialog of an operation, its preview, and the buttons that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import DIRECTORY, access
from accounts.proof import has_fresh_proof, prove
from accounts.requests import TsmRequest, show, wants_part
from accounts.ways import way_of
from directory.models import DirectoryObject
from remoting.catalog.operations import catalog
from remoting.jobs.asking import Asked, ask, check_confirmation, problems_as_errors, said_again
from remoting.jobs.effects import effects_of
from remoting.jobs.labels import short_label, usual_reasons
from remoting.jobs.models import Change, Job
from remoting.jobs.offers import Buttons, buttons_for
from remoting.jobs.orders import NotAcceptable, Order, OtherContent
from remoting.jobs.showing import shown
from remoting.jobs.submit import submit
from remoting.jobs.targets import guid_in, target_for
from remoting.jobs.waiting import wait_for

PATIENCE = 5.0  # seconds that a page without a script waits for its preview


@access(DIRECTORY)
@require_http_methods(["GET", "POST"])
def operation(request: TsmRequest, name: str) -> HttpResponse:
    """The dialog; posted, the job. Without a script the same fragment is a page, and a button shows the effect."""
    said = _said(request)
    posted = request.POST if request.method == "POST" else None
    asked = ask(request.user, name, said, way=way_of(request), posted=posted)
    if posted is None:
        return _show(request, asked)
    if posted.get("do") == "preview":
        return _show(request, asked, preview=_previewed(request, asked))
    job = _ordered(request, asked)
    if job is None:
        return _show(request, asked, preview=_preview_named(request), status=422)
    if wants_part(request):
        return show(request, "remoting/job.html#progress", {"shown": shown(job, request.user)})
    return redirect("remoting:job", job.pk)


@access(DIRECTORY)
@require_POST
def operation_preview(request: TsmRequest, name: str) -> HttpResponse:
    """The exact effect of what stands in the form: a job that runs with -WhatIf."""
    asked = ask(request.user, name, _said(request), way=way_of(request), posted=request.POST)
    if not wants_part(request):
        return _show(request, asked, preview=_previewed(request, asked))
    return show(request, "remoting/operation.html#effect", _effect(asked, _previewed(request, asked)))


@access(DIRECTORY)
@require_safe
def job_effect(request: TsmRequest, pk: UUID) -> HttpResponse:
    """What a preview has found, as soon as it has ended."""
    job = get_object_or_404(Job.objects.of(request.user), pk=pk, what_if=True)
    if not wants_part(request):
        return redirect("remoting:job", job.pk)
    return show(request, "remoting/operation.html#effect", _effect_of(job))


@access(DIRECTORY)
@require_safe
def offers(request: TsmRequest, kind: str, key: str = "") -> HttpResponse:
    """The buttons of an object's page, or of the list of a kind; as a page of its own without a script."""
    if kind != "directory" and (gone := _deleted(request, key)) is not None:
        context = {"gone": gone, "buttons": Buttons(), "back": gone.get_absolute_url(), "kind": kind, "key": key}
        return show(request, "remoting/offers.html#buttons", context)
    target = target_for(kind, key, request.user, domain=str(request.GET.get("domain", "")))
    guid = target.guid
    found = DirectoryObject.objects.filter(guid=guid).first() if guid else None
    seen = {name: request.GET[name] for name in ("UserName",) if request.GET.get(name)}
    buttons = buttons_for(request.user, target, found=found, seen=seen)
    context = {"buttons": buttons, "target": target, "kind": kind, "key": key, "back": _page_of(target.kind, key)}
    if request.GET.get("in") == "hit":
        return show(request, "remoting/offers.html#hit", {**context, "buttons": buttons.first[:2]})
    return show(request, "remoting/offers.html#buttons", context)


def _deleted(request: TsmRequest, key: str) -> DirectoryObject | None:
    """What was deleted while its page is open: nothing is done on it any more but what the domain offers for it."""
    guid = guid_in(key)
    rows = DirectoryObject.objects.visible_to(request.user).select_related("domain")
    return rows.filter(guid=guid, deleted_at__isnull=False).first() if guid else None


def _said(request: TsmRequest) -> Mapping[str, Any]:
    """What the address says; `again` names an own job whose order is the start."""
    said: dict[str, Any] = {key: request.GET[key] for key in request.GET}
    again = guid_in(str(said.pop("again", "")))
    if again is not None:
        job = Job.objects.of(request.user).filter(pk=again).first()
        if job is None:
            raise Http404
        said = {**said_again(job), **said}
    return said


def _ordered(request: TsmRequest, asked: Asked) -> Job | None:
    """The job, or None with the errors in the forms. What is missing is said all at once."""
    valid = asked.form.is_valid()
    if not (check_confirmation(asked) and valid):
        return None
    order = _order(request, asked, preview=False)
    if order.operation.needs_proof and not order.proved:
        return None
    return _submitted(request, asked, order)


def _submitted(request: TsmRequest, asked: Asked, order: Order) -> Job | None:
    try:
        return submit(order, actor=request.user, way=way_of(request))
    except NotAcceptable as fault:
        problems_as_errors(asked, fault.problems)
    except OtherContent:
        asked.problems[""] = [_("This form was sent before with other content. Open it again.")]
    return None


def _order(request: TsmRequest, asked: Asked, *, preview: bool) -> Order:
    form = asked.form
    return Order(
        operation=asked.operation,
        target=asked.target,
        parameters=form.cleaned_parameters(),
        secrets=form.secret_parameters(),
        reason="" if preview else str(form.cleaned_data.get("reason") or ""),
        ticket="" if preview else str(form.cleaned_data.get("ticket") or ""),
        preview=preview,
        preview_of=None if preview else guid_in(str(request.POST.get("preview_of", ""))),
        idempotency_key="" if preview else str(form.cleaned_data.get("nonce") or ""),
        proved=not preview and asked.operation.needs_proof and _proved(request, asked),
    )


def _proved(request: TsmRequest, asked: Asked) -> bool:
    """A proof of the last five minutes, or the password now."""
    if has_fresh_proof(request):
        return True
    typed = str(asked.extra.cleaned_data.get("proof") or "") if asked.extra.is_valid() else ""
    if typed and prove(request, typed):
        return True
    asked.extra.add_error("proof", _("That is not your password.") if typed else _("Type your own password."))
    return False


def _previewed(request: TsmRequest, asked: Asked) -> Job | None:
    """The preview of what stands in the form; None where something must be filled in first."""
    if not asked.operation.offers_preview or asked.lacks_target:
        return None
    asked.form.is_valid()
    for name in ("reason", "ticket"):
        asked.form.errors.pop(name, None)
    if asked.form.errors:
        return None
    job = _submitted(request, asked, _order(request, asked, preview=True))
    if job is not None and not wants_part(request):
        wait_for(job.pk, seconds=PATIENCE)
        job.refresh_from_db()
    return job


def _preview_named(request: TsmRequest) -> Job | None:
    """The preview that the form was looked at with, shown again beside its errors."""
    pk = guid_in(str(request.POST.get("preview_of", "")))
    return Job.objects.of(request.user).filter(pk=pk, what_if=True).first() if pk else None


def _show(request: TsmRequest, asked: Asked, *, preview: Job | None = None, status: int = 200) -> HttpResponse:
    target = asked.target
    query = _query(request, asked)
    context = {
        "asked": asked,
        "operation": asked.operation,
        "target": target,
        "found": asked.found,
        "title": short_label(asked.operation, on=target.kind if target.key else ""),
        "reasons": usual_reasons(asked.operation),
        "action": reverse("remoting:operation", args=[asked.operation.name]) + query,
        "preview_action": reverse("remoting:operation-preview", args=[asked.operation.name]) + query,
        "back": _page_of(target.kind, target.key),
        "looks": preview is None or "preview" in asked.problems,
        "must_prove": asked.operation.needs_proof and not has_fresh_proof(request),
        "confirm": asked.wants_confirmation,
        "dangerous": asked.operation.impact == "High",
        **_effect(asked, preview),
    }
    return show(request, "remoting/operation.html#dialog", context, status=status)


def _query(request: TsmRequest, asked: Asked) -> str:
    """What the dialog was opened with: form and preview go there too, so that what the portal fills in stays."""
    query = QueryDict(mutable=True)
    for name in ("target", "domain", *(parameter.name for parameter in asked.operation.prefilled)):
        if value := request.GET.get(name):
            query[name] = value
    if not query and asked.target.key:
        query["target"] = asked.target.key
    return f"?{query.urlencode()}" if query else ""


def _effect(asked: Asked, preview: Job | None) -> dict[str, Any]:
    if preview is None:
        return {"preview": None, "effects": [], "operation": asked.operation}
    return _effect_of(preview) | {"operation": asked.operation}


def _effect_of(job: Job) -> dict[str, Any]:
    changes = list(Change.objects.filter(job=job)[:50])
    number = Change.objects.filter(job=job).count()
    return {"preview": job, "effects": effects_of(changes), "number": number, "operation": catalog().get(job.operation)}


def _page_of(kind: str, key: str) -> str:
    """The page that a dialog was opened from, for those without a script."""
    host, word, number = key.partition("/session/")
    match kind:
        case "server" | "session":
            if word:
                return reverse("remoting:session", args=[host, int(number)])
            return reverse("remoting:server", args=[host]) if host else reverse("remoting:servers")
        case "directory":
            return reverse("directory:domain", args=[key]) if key and not guid_in(key) else reverse("home")
        case _ if key:
            return reverse("directory:object", args=[key])
        case _:
            return reverse(f"directory:{LISTS[kind]}")


LISTS = {"user": "users", "group": "groups", "computer": "computers", "ou": "units"}
