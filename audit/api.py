"""The trail, for who may read it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router, Schema

from accounts.access import TRAIL, access
from accounts.api import NO, ApiRequest, CursorText, Limit
from audit.filters import Filters
from audit.models import Entry
from audit.pages import page_of

router = Router(tags=["audit"])
Text = Annotated[str, Query(max_length=400)]


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


@router.get("/audit", response={200: EntriesOut, **NO}, summary="Entries of the trail, newest first")
@access(TRAIL)
def entries(
    request: ApiRequest,
    q: Text = "",
    who: Text = "",
    event: Text = "",
    object: Text = "",  # noqa: A002  The word that the page's address has.
    operation: Text = "",
    job: Text = "",
    start: Text = "",
    end: Text = "",
    cursor: CursorText = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    filters = Filters.of(
        {
            "q": q,
            "who": who,
            "event": event,
            "object": object,
            "operation": operation,
            "job": job,
            "start": start,
            "end": end,
        }
    )
    visible = filters.apply(Entry.objects.visible_to(request.user))
    page = page_of(visible, cursor=cursor, words=filters.q, size=limit)
    return {"items": list(page.entries), "next": str(page.older) if page.older else None}
