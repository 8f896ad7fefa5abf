"""The trail, for who may read it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from accounts.access import TRAIL
from accounts.api import NO, NO_NUL, CursorText, Limit, allow
from accounts.requests import TsmRequest
from audit.filters import Filters
from audit.models import Entry
from audit.pages import page_of

router = Router(tags=["audit"])
Text = Annotated[str, Field(max_length=400, pattern=NO_NUL)]


class EntryOut(Schema):
    """An entry of the trail."""

    id: int
    uuid: UUID
    at: datetime
    event: str
    actor: str
    way: str
    address: str
    token: str
    account: str
    operation: str
    about_kind: str
    about_key: str
    about_name: str
    about_domain: str
    job: UUID | None
    reason: str
    ticket: str
    outcome: str
    data: dict[str, Any]

    @staticmethod
    def resolve_actor(entry: Entry) -> str:
        return entry.actor_name


class EntriesOut(Schema):
    """A page of entries, newest first."""

    items: list[EntryOut]
    next: str | None


class FiltersIn(Schema):
    """What is asked for, as in the address of the page; empty: not asked for."""

    q: Text = ""
    who: Text = ""
    event: Text = ""
    object: Text = ""
    operation: Text = ""
    job: Text = ""
    start: Text = ""
    end: Text = ""


@router.get("/audit", response={200: EntriesOut, **NO}, summary="Entries of the trail, newest first")
@allow(TRAIL)
def entries(request: TsmRequest, asked: Query[FiltersIn], cursor: CursorText = "", limit: Limit = 50) -> dict[str, Any]:
    filters = Filters.of(asked.dict())
    visible = filters.apply(Entry.objects.visible_to(request.user))
    page = page_of(visible, cursor=cursor, words=filters.q, size=limit)
    return {"items": list(page.entries), "next": str(page.older) if page.older else None}
