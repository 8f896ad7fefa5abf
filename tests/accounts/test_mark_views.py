"""Every view says who may open it, and the check finds one that does not."""

from types import ModuleType

import pytest
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts import checks
from accounts.access import SIGNED_IN, access, public
from accounts.checks import EXCEPTIONS, administration_is_audited, routes, views_are_marked
from accounts.models import Role


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@public("a test")
def opened(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_it_is_so_for_all_views() -> None:
    assert views_are_marked() == []


def test_it_is_so_for_all_rows_of_the_administration() -> None:
    assert administration_is_audited() == []


def test_it_finds_a_view_without_a_mark(settings) -> None:
    inner = [path("bare/", bare, name="bare"), path("open/", opened)]
    urls = ModuleType("urls_of_a_test")
    urls.urlpatterns = [path("a/", include((inner, "inner"))), path("in/", access(SIGNED_IN)(bare))]
    settings.ROOT_URLCONF = urls
    assert [route.path for route in routes()] == ["a/bare/", "a/open/", "in/"]
    (error,) = views_are_marked()
    assert error.id == "accounts.E001"
    assert "/a/bare/" in error.msg


@pytest.mark.parametrize(("view", "marked"), [(bare, False), (opened, True), (access(SIGNED_IN)(bare), True)])
def test_it_asks_the_view_itself(view, marked: bool) -> None:
    assert checks.Route("x/", "x", view).is_marked is marked


def test_it_finds_rows_that_are_written_past_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(admin.site._registry, Role, admin.ModelAdmin(Role, admin.site))
    (error,) = administration_is_audited()
    assert error.id == "accounts.E002"


def test_it_gives_a_reason_for_every_exception() -> None:
    assert all(len(reason) >= 10 for reason in EXCEPTIONS.values())
