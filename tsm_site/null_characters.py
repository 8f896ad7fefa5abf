"""U+0000 stands in no name and no text of ours, and PostgreSQL takes it not even as a question."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

Answer = Callable[[HttpRequest], HttpResponse]
NULL = "\0"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def refuse_null_characters(get_response: Answer) -> Answer:
    """Middleware before all views, so that none has to think of it. The API says it in its own words."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/") and _has_null(request):
            raise BadRequest("A request with U+0000.")
        return get_response(request)

    return answer


def _has_null(request: HttpRequest) -> bool:
    if NULL in request.path or _stands_in(request.GET):
        return True
    return request.method == "POST" and request.content_type in FORMS and _stands_in(request.POST)


def _stands_in(said: QueryDict) -> bool:
    return any(NULL in text for name, texts in said.lists() for text in (name, *texts))
