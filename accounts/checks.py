"""System checks: every view says who may open it, every page of the administration writes into the trail."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core import checks
from django.core.checks import CheckMessage
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.administration import TsmModelAdmin

# Views that are not ours, and what guards them instead of a mark. Names are those of the function.
EXCEPTIONS = {
    "accounts.administration.TsmAdminSite.login": "leads to the portal's sign-in",
    "accounts.administration.TsmAdminSite.logout": "leads to the home page",
    "django.contrib.admin.sites.AdminSite.autocomplete_view": "Django's; it asks the rows' own administration",
    "django.views.static.serve": "files that everybody may have",
    "django.contrib.staticfiles.views.serve": "files that everybody may have",
    "ninja.openapi.views.default_home": "it answers 404",
    "ninja.openapi.views.openapi_json": "the API's description; it holds no data",
    "ninja.openapi.views.openapi_view": "the API's description; it holds no data",
}
# The administration wraps its views and leaves these marks on them (AdminSite.admin_view is ours).
ADMIN_MARKS = ("model_admin", "admin_site")


@dataclass(frozen=True, slots=True)
class Route:
    """One address and its view."""

    path: str
    name: str  # with its namespaces: "accounts:profile"
    view: Callable[..., Any]

    @property
    def is_marked(self) -> bool:
        """Whether the view carries `@access` or `@public`, is wrapped by the administration, or asks for a token."""
        marks = ("access", "public", *ADMIN_MARKS)
        return any(hasattr(self.view, mark) for mark in marks) or asks_for_token(self.view)

    @property
    def exception(self) -> str:
        return EXCEPTIONS.get(name_of(self.view), "")


def routes(resolver: URLResolver | None = None, path: str = "", names: tuple[str, ...] = ()) -> Iterator[Route]:
    """Every address of the portal."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from routes(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            yield Route(here, ":".join((*names, pattern.name or "")), pattern.callback)


def name_of(view: Callable[..., Any]) -> str:
    inner = getattr(view, "func", view)  # functools.partial
    return f"{inner.__module__}.{getattr(inner, '__qualname__', type(inner).__qualname__)}"


def asks_for_token(view: Callable[..., Any]) -> bool:
    """Whether this is a path of the API whose every operation asks for a token and carries a rule."""
    # ninja hands out a function; the path that it answers for is in what it encloses.
    path = inspect.getclosurevars(view).nonlocals.get("self") if inspect.isfunction(view) else None
    operations = getattr(path, "operations", ())
    return bool(operations) and all(
        getattr(operation, "auth_callbacks", ()) and hasattr(operation.view_func, "access") for operation in operations
    )


@checks.register(checks.Tags.security)
def views_are_marked(**_more: Any) -> list[CheckMessage]:
    """Deny by default: no view without `@access(rule)` or `@public(reason)`."""
    return [
        checks.Error(
            f"The view of /{route.path} does not say who may open it: {name_of(route.view)}.",
            hint="Put @access(rule) or @public(reason) of accounts.access on it.",
            id="accounts.E001",
        )
        for route in routes()
        if not route.is_marked and not route.exception
    ]


@checks.register(checks.Tags.security)
def administration_is_audited(**_more: Any) -> list[CheckMessage]:
    """Rows are written in the administration by classes that record it."""
    return [
        checks.Error(
            f"{type(page).__qualname__} of {model.__qualname__} writes past the trail.",
            hint="Derive it from accounts.administration.TsmModelAdmin or ReadOnlyAdmin.",
            id="accounts.E002",
        )
        for model, page in admin.site._registry.items()
        if not isinstance(page, TsmModelAdmin)
    ]
