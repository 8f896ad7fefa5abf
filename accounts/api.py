"""What every part of the API shares: the bearer token, the shape of lists and of problems."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from ninja import Query, Schema
from ninja.security import HttpBearer

from accounts.access import Rule, access
from accounts.models import ApiToken
from accounts.tokens import find_token

Call = TypeVar("Call", bound=Callable[..., Any])
LIMIT = 100
# U+0000 stands in no name and no text of ours, and PostgreSQL does not even take it as a question.
NO_NUL = r"^[^\x00]*$"
Limit = Annotated[int, Query(ge=1, le=LIMIT, description="How many at most.")]
CursorText = Annotated[
    str, Query(max_length=200, pattern=NO_NUL, description="`next` of the answer before; empty for the first.")
]


class BearerToken(HttpBearer):
    """`Authorization: Bearer tsm_…`. The request then is the token's person's, and the trail names the token."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token)
        if found is not None:
            request.user = found.user
            request.token = found  # type: ignore[attr-defined]  # TsmRequest has it
        return found


def allow(rule: Rule) -> Callable[[Call], Call]:
    """`access` for the functions of the API, which return data."""
    return access(rule)


class ProblemOut(Schema):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: dict[str, list[str]]


# Statuses that any call may answer with, for its description.
NO: dict[frozenset[int], Any] = {frozenset({400, 401, 403, 404, 422}): ProblemOut}


def write_cursor(at: datetime, key: UUID | int | str) -> str:
    """A place in a list that is ordered by time and key, newest first."""
    return base64.urlsafe_b64encode(f"{at.isoformat()} {key}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, str] | None:
    """The place of a cursor; None for what is none."""
    try:
        at, _, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
        moment = parse_datetime(at)
    except (ValueError, binascii.Error):
        return None
    return (moment, key) if moment is not None and moment.tzinfo and key else None
