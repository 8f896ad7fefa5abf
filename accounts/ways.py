"""How a request came in, for the trail."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from accounts.models import ApiToken
from audit.trail import Way


def address_of(request: HttpRequest) -> str:
    """The client's address.

    Only as many entries of X-Forwarded-For are believed as there are proxies of ours (TSM_PROXIES): the client
    can write whatever it likes to the left of them.
    """
    proxies: int = settings.TSM_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies][:64]
    return str(request.META.get("REMOTE_ADDR", ""))


def way_of(request: HttpRequest) -> Way:
    """The way of a request: by the page, or by the API with the token that the API's authentication found."""
    token: ApiToken | None = getattr(request, "token", None)
    if token is not None:
        return Way(kind="api", address=address_of(request), token=token.name)
    return Way(kind="page", address=address_of(request))
