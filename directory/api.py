"""Search and objects of the directory, from the mirror."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Query, Router, Schema

from accounts.access import DIRECTORY
from accounts.api import NO, NO_NUL, Limit, allow
from accounts.requests import TsmRequest
from directory.models import DirectoryObject
from directory.people import get_object_for
from directory.search import search
from directory.states import states_of

router = Router(tags=["directory"])
KindName = Literal["user", "group", "computer", "ou"]


class FoundOut(Schema):
    """An object that a search found. `fit`: exact, name, word, part or similar."""

    guid: UUID
    kind: str
    name: str
    dn: str
    account: str
    domain: str
    fit: str


class FoundListOut(Schema):
    """The best hits, best first."""

    items: list[FoundOut]
    next: str | None


class ObjectOut(Schema):
    """A directory object as the mirror has it; `states` as its page says them, `attributes` under LDAP names."""

    guid: UUID
    kind: str
    name: str
    dn: str
    domain: str
    unit: UUID | None
    sid: str
    account: str
    upn: str
    display_name: str
    mail: str
    phone: str
    mobile: str
    description: str
    title: str
    department: str
    office: str
    enabled: bool
    states: list[str]
    locked_at: datetime | None
    expires_at: datetime | None
    password_expires_at: datetime | None
    last_logon_at: datetime | None
    created_at: datetime | None
    changed_at: datetime | None
    deleted_at: datetime | None
    as_of: datetime
    attributes: dict[str, Any]


@router.get("/search", response={200: FoundListOut, **NO}, summary="Search as the portal's search box does")
@allow(DIRECTORY)
def find(
    request: TsmRequest,
    q: Annotated[str, Query(max_length=400, pattern=NO_NUL)],
    kind: KindName | None = None,
    limit: Limit = 20,
) -> dict[str, Any]:
    hits = search(q, user=request.user, kinds=[kind] if kind else None, limit=limit)
    return {"items": [_found(hit.obj, hit.fit) for hit in hits], "next": None}


def _found(obj: DirectoryObject, fit: str) -> dict[str, Any]:
    return {
        "guid": obj.guid,
        "kind": obj.kind,
        "name": obj.shown_name,
        "dn": obj.dn,
        "account": obj.sam,
        "domain": obj.domain.name,
        "fit": fit,
    }


@router.get("/objects/{guid}", response={200: ObjectOut, **NO}, summary="One directory object")
@allow(DIRECTORY)
def one(request: TsmRequest, guid: UUID) -> dict[str, Any]:
    obj = get_object_for(request, guid)
    same = (
        "upn display_name mail phone mobile description title department office enabled locked_at expires_at "
        "password_expires_at last_logon_at deleted_at attributes sid"
    )
    return {
        **_found(obj, ""),
        **{name: getattr(obj, name) for name in same.split()},
        "unit": obj.unit.guid if obj.unit else None,
        "states": [state.code for state in states_of(obj, timezone.now())],
        "created_at": obj.when_created,
        "changed_at": obj.when_changed,
        "as_of": obj.mirrored_at,
    }
