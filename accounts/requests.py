"""A request as our views see it, and the answer that is a part for htmx and a page for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from accounts.models import ApiToken, User


class TsmRequest(HttpRequest):
    """A request of somebody who is signed in, after all middleware."""

    user: User
    htmx: HtmxDetails
    token: ApiToken | None


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part: not for a whole page it boosts, nor for one it has no copy of."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and htmx is not None and not htmx.boosted and not htmx.history_restore_request


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render "page.html#part": the part for htmx, the whole page for everybody else."""
    page, _, part = template.partition("#")
    name = template if part and wants_part(request) else page
    answer = render(request, name, dict(context or {}), status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
