"""Operations and jobs: what can be run, running it, and how it went."""

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Status

from accounts.access import DIRECTORY, SIGNED_IN
from accounts.api import LIMIT, NO, CursorText, Limit, ProblemOut, allow, read_cursor, write_cursor
from accounts.grants import grants_of
from accounts.problems import Problem
from accounts.requests import TsmRequest
from accounts.ways import way_of
from remoting.catalog.operations import Operation, catalog
from remoting.catalog.schemas import schema_for
from remoting.jobs.calls import Call, place
from remoting.jobs.models import Job, JobQuerySet
from remoting.jobs.outlines import (
    JobFilterIn,
    JobListOut,
    JobOut,
    OperationListOut,
    OperationOut,
    OrderIn,
    SecretsOut,
    job_out,
    jobs_out,
    operation_out,
)
from remoting.jobs.reveal import NothingToReveal, reveal
from remoting.jobs.waiting import MOST_SECONDS, wait_for

router = Router()


@router.get(
    "/operations", response={200: OperationListOut, **NO}, tags=["operations"], summary="What you may run somewhere"
)
@allow(DIRECTORY)
def operations(request: TsmRequest) -> dict[str, Any]:
    held = grants_of(request.user)
    allowed = (one for one in catalog().offered if any(grant.allows(one.name, one.role) for grant in held))
    return {"items": [operation_out(one) for one in allowed], "next": None}


@router.get(
    "/operations/{name}",
    response={200: OperationOut, **NO},
    tags=["operations"],
    summary="One operation, with the JSON Schema of its parameters",
)
@allow(DIRECTORY)
def operation(request: TsmRequest, name: str) -> dict[str, Any]:  # noqa: ARG001  ninja passes it by its name.
    found = _offered(name)
    return {**operation_out(found), "parameters": schema_for(found)}


def _offered(name: str) -> Operation:
    found = catalog().get(name)
    if found is None or not found.is_offered:
        raise Http404(name)
    return found


@router.post(
    "/operations/{name}",
    response={202: JobOut, **NO, 409: ProblemOut},
    tags=["operations"],
    summary="Run an operation, or preview it; the answer is the job",
)
@allow(DIRECTORY)
def run(request: TsmRequest, name: str, order: OrderIn, answer: HttpResponse) -> Status[dict[str, Any]]:
    call = Call(name=name, **order.dict())
    job = place(call, actor=request.user, way=way_of(request), token=request.token)
    answer["Location"] = reverse("api:job", args=[job.pk])
    return Status(202, job_out(job, request.user))


@router.get("/jobs", response={200: JobListOut, **NO}, tags=["jobs"], summary="Jobs that you may see, newest first")
@allow(SIGNED_IN)
def jobs(
    request: TsmRequest, filters: Query[JobFilterIn], cursor: CursorText = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    found = _narrowed(Job.objects.visible_to(request.user), filters)
    if place_before := read_cursor(cursor):
        at, key = place_before
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=_uuid(key)))
    rows = list(found.select_related("actor").prefetch_related("changes").order_by("-created_at", "-pk")[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    last = write_cursor(rows[-1].created_at, rows[-1].pk) if more else None
    return {"items": jobs_out(rows, request.user), "next": last}


def _narrowed(found: JobQuerySet, filters: JobFilterIn) -> JobQuerySet:
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.operation:
        found = found.filter(operation=filters.operation)
    if filters.target:
        found = found.filter(Q(target_key=filters.target) | Q(server__iexact=filters.target))
    return found


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Problem(422, "InvalidArgument", errors={"cursor": ["This is no cursor of this list."]}) from None


@router.get(
    "/jobs/{key}",
    response={200: JobOut, **NO},
    tags=["jobs"],
    summary=f"One job; `wait` for its end, {MOST_SECONDS} seconds at most",
    url_name="job",
)
@allow(SIGNED_IN)
def job(request: TsmRequest, key: UUID, wait: Annotated[int, Query(ge=0, le=MOST_SECONDS)] = 0) -> dict[str, Any]:
    _visible(request, key)
    wait_for(key, seconds=wait)
    return job_out(_visible(request, key), request.user)


def _visible(request: TsmRequest, key: UUID) -> Job:
    found = Job.objects.visible_to(request.user).select_related("actor").filter(pk=key).first()
    if found is None:
        raise Http404(f"no job {key}")
    return found


@router.post(
    "/jobs/{key}/reveal",
    response={200: SecretsOut, **NO, 410: ProblemOut},
    tags=["jobs"],
    summary="The secrets that a job returned: once, to its requester, within five minutes",
)
@allow(SIGNED_IN)
def reveal_secrets(request: TsmRequest, key: UUID) -> dict[str, Any]:
    found = _visible(request, key)
    try:
        secrets = reveal(found, actor=request.user, way=way_of(request))
    except NothingToReveal:
        raise Problem(410, "NotFound", "Shown already, too old, or somebody else's.") from None
    return {"secrets": [{"id": one.id, "name": one.name, "secret": one.secret} for one in secrets]}
