"""Problem documents (RFC 9457): how the API says no, under the stable codes of operations."""

import json
from collections.abc import Mapping, Sequence

from django.http import HttpResponse

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not permitted",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    410: "Gone",
    413: "Too large",
    422: "Not acceptable",
    500: "Server error",
    503: "Not available",
}


class Problem(Exception):
    """An answer that is no success: status, code, a sentence, and sentences by field where fields are wrong."""

    def __init__(
        self, status: int, code: str, detail: str = "", *, errors: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.errors = status, code, detail, dict(errors or {})


def problem_answer(problem: Problem) -> HttpResponse:
    """`{"type", "title", "status", "code", "detail", "errors"}` as application/problem+json."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(problem.status, "Problem"),
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": problem.errors,
    }
    headers = {"WWW-Authenticate": 'Bearer realm="TSM"'} if problem.status == 401 else {}
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=problem.status, headers=headers, content_type="application/problem+json")
