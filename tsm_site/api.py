"""The API: one object with the routers of all rooms, its errors as problem documents, its description."""

import logging
from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.docs import Swagger
from ninja.openapi.schema import OpenAPISchema

from accounts.access import public
from accounts.api import BearerToken
from accounts.problems import Problem, problem_answer
from audit.api import router as audit
from directory.api import router as directory
from remoting.api import ROUTERS
from remoting.jobs.orders import NotAcceptable, OtherContent
from tsm_site.described import described
from tsm_site.version import VERSION

log = logging.getLogger(__name__)
ABOUT = (
    "The same operations, grants and trail as the pages. Make a token on your profile and send it as "
    "`Authorization: Bearer tsm_…`. Errors are problem documents (RFC 9457) whose `code` is stable."
)


class TsmApi(NinjaAPI):
    """NinjaAPI with a path in its description for every operation of the catalog."""

    def get_openapi_schema(self, *args: Any, **options: Any) -> OpenAPISchema:
        return described(super().get_openapi_schema(*args, **options))


api = TsmApi(
    title="TSM",
    version=VERSION,
    description=ABOUT,
    urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False, "docExpansion": "none"}),
    docs_url=None,
    docs_decorator=public("It describes the API and says nothing of anybody."),
    auth=BearerToken(),
)
for router in (*ROUTERS, directory, audit):
    api.add_router("", router)


@public("It says that there is nothing.")
def missing(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001  From the address.
    """An address below the API that there is not (`rest`), as a problem document too."""
    return problem_answer(of_missing(Http404()))


@public("It describes the API and says nothing of anybody.")
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page, with its scripts from the wheel."""
    return api.docs.render_page(request, api)


def of_stranger(_error: AuthenticationError) -> Problem:
    return Problem(401, "AccessDenied", _("Send a token that is valid."))


def of_missing(_error: Http404) -> Problem:
    """One sentence for what is not there and for what is out of reach: they are not to be told apart."""
    return Problem(404, "NotFound", _("This does not exist, or lies outside what you may see."))


def of_refused(error: PermissionDenied) -> Problem:
    return Problem(403, "AccessDenied", str(error))


def of_not_acceptable(error: NotAcceptable) -> Problem:
    """What is wrong by field; where only the right to High impact is missing, that is no matter of fields."""
    if set(error.problems) == {"proof"}:
        detail = _("This has high impact: the token and the grant must have the right to that.")
        return Problem(403, "AccessDenied", detail)
    return Problem(422, "InvalidArgument", _("See what is wrong by field."), errors=error.problems)


def of_other_content(_error: OtherContent) -> Problem:
    return Problem(409, "Conflict", _("This idempotency key was used for something else."))


def of_invalid(error: ValidationError) -> Problem:
    """By the name of what is wrong; never with the value, which could be a secret."""
    errors: dict[str, list[str]] = {}
    for one in error.errors:
        # The first parts say where it stood (body, the argument's name), the last ones say what it is.
        names = [str(part) for part in one["loc"] if part not in ("body", "query", "path", "order", "filters", "asked")]
        errors.setdefault(".".join(names), []).append(str(one["msg"]))
    return Problem(422, "InvalidArgument", _("See what is wrong by field."), errors=errors)


def of_too_much(_error: RequestDataTooBig) -> Problem:
    return Problem(413, "TooLarge", _("Send less at once."))


def of_http_error(error: HttpError) -> Problem:
    return Problem(error.status_code, "InvalidArgument", str(error))


def of_failure(error: Exception) -> Problem:
    """Nothing of the error leaves the house but a reference into the log."""
    reference = f"err-{token_hex(4)}"
    log.error("%s: the API failed", reference, exc_info=error)
    away = isinstance(error, OperationalError | InterfaceError)
    status, code = (503, "Unavailable") if away else (500, "Unexpected")
    return Problem(status, code, _("TSM could not do this (%(reference)s).") % {"reference": reference})


def answering(kind: type[Exception], problem_of: Callable[[Any], Problem]) -> None:
    """Errors of this kind, wherever they are raised, become this problem."""

    def handle(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return problem_answer(problem_of(error))

    api.add_exception_handler(kind, handle)


def itself(problem: Problem) -> Problem:
    return problem


for each_kind, each in (
    (Problem, itself),
    (AuthenticationError, of_stranger),
    (Http404, of_missing),
    (PermissionDenied, of_refused),
    (NotAcceptable, of_not_acceptable),
    (OtherContent, of_other_content),
    (ValidationError, of_invalid),
    (HttpError, of_http_error),
    (RequestDataTooBig, of_too_much),
    (Exception, of_failure),
):
    answering(each_kind, each)
