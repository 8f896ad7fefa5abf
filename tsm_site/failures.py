"""When a page cannot be given: what happened, what is untouched, what to do. For a part of a page, in one line."""

import logging
import sys
from secrets import token_hex
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import public
from accounts.requests import wants_part

log = logging.getLogger(__name__)


def _answer(request: HttpRequest, template: str, status: int, context: dict[str, Any]) -> HttpResponse:
    """The page, or for htmx the sentence alone, marked so that the page puts it where the part would be."""
    if wants_part(request):
        text = render_to_string("components/notice.html", {"look": "bad", "slim": True, "text": context["sentence"]})
        return HttpResponse(text, status=status, headers={"TSM-Notice": "yes"})
    return HttpResponse(render_to_string(template, context, request), status=status)


def _said(exception: Exception | None) -> str:
    """What `refuse` was told, unless it is one of Django's own texts, which are for developers."""
    said = exception.args[0] if exception is not None and exception.args else ""
    return said if isinstance(said, str) and not said.startswith(("No ", "Invalid page")) else ""


@public("an error page")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django hands it over.
    sentence = _("The request was not understood. Nothing was changed.")
    return _answer(request, "400.html", 400, {"sentence": sentence})


@public("an error page")
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = _said(exception) or _("Your grants do not reach this. Nothing was changed.")
    return _answer(request, "403.html", 403, {"sentence": sentence})


@public("an error page")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django hands it over.
    """One sentence for what is not there and for what is out of reach: they are not to be told apart."""
    return _answer(request, "404.html", 404, {"sentence": _("This does not exist, or lies outside what you may see.")})


@public("an error page")
def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django hands it over.
    """The token of a form did not fit: mostly a page from before the sign-in."""
    sentence = _("The page was too old. Nothing was changed. Load it again and repeat it.")
    return _answer(request, "csrf.html", 403, {"sentence": sentence})


@public("an error page")
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing, as that may be what fails: no context processor runs."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    reference = f"err-{timezone.localtime():%Y%m%d-%H%M}-{token_hex(2)}"
    log.error("%s: %s %s", reference, request.method, request.path, exc_info=error)
    status = 503 if away else 500
    sentence = _("TSM could not do this (%(reference)s). Try again.") % {"reference": reference}
    if wants_part(request):
        text = render_to_string("components/notice.html", {"look": "bad", "slim": True, "text": sentence})
        return HttpResponse(text, status=status, headers={"TSM-Notice": "yes"})
    context = {"reference": reference, "again": request.get_full_path() if request.method == "GET" else ""}
    text = render_to_string("503.html" if away else "500.html", context)
    return HttpResponse(text, status=status, headers={"Retry-After": "30"} if away else {})
