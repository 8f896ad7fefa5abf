"""Which branches of a tree are open: their rows, dotted, in the address."""

from django.http import HttpRequest

_MOST = 50


def opened_of(request: HttpRequest) -> frozenset[int]:
    parts = request.GET.get("open", "").split(".")[:_MOST]
    return frozenset(int(part) for part in parts if part.isdecimal() and len(part) < 18)
