"""Every role on every address: generated from the addresses, held to one table."""

import re
from uuid import UUID

import pytest
from django.test import Client, RequestFactory

from accounts.access import Rule
from accounts.checks import Route, routes
from accounts.models import User
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD, person

ROLES = ("stranger", "viewer", "helpdesk", "operator", "auditor", "administrator")
# Who may open what. Written by hand: the rules of accounts.access are held to it.
MAY = {
    "signed in": set(ROLES),
    "directory": {"viewer", "helpdesk", "operator", "administrator"},
    "trail": {"auditor", "administrator"},
    "reports": {"operator", "auditor", "administrator"},
    "administrator": {"administrator"},
    "administration": {"administrator"},
}
# A page that others may know of says what is missing; everything else does not exist for them.
KNOWN = {"trail", "reports", "administrator", "administration"}
SAMPLES = {"uuid": str(UUID(int=7)), "int": "999999", "slug": "x", "str": "x", "path": "x"}
HTMX = {"HX-Request": "true"}


def rule_of(route: Route) -> str:
    if hasattr(route.view, "model_admin") or hasattr(route.view, "admin_site"):
        return "administration"
    rule = getattr(route.view, "access", None)
    return rule.name if isinstance(rule, Rule) else ""


def address_of(route: Route) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route.path)


def is_closed_to_all(route: Route) -> bool:
    if not route.name.endswith("_add"):
        return route.name == "admin:autocomplete"
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="administrator")
    return not route.view.model_admin.has_add_permission(request)


GUARDED = [route for route in routes() if rule_of(route) and "(?P" not in route.path]


@pytest.fixture
def clients(db: None) -> dict[str, Client]:
    made = {}
    for role in ROLES:
        user = person(role, role="" if role == "stranger" else role)
        made[role] = Client(raise_request_exception=False)
        made[role].force_login(user)
    return made


def test_it_covers_the_rules_that_there_are() -> None:
    assert {rule_of(route) for route in GUARDED} <= set(MAY)
    assert len(GUARDED) > 20


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.path)
def test_it_sends_who_is_not_signed_in_to_the_gate(route: Route, db: None) -> None:
    client, address = Client(), address_of(route)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/?next=")
    for answer in (client.get(address, headers=HTMX), client.post(address, headers=HTMX)):
        assert answer.status_code == 401
        assert answer.content == b""
        assert answer["HX-Redirect"].startswith("/sign-in/")


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.path)
def test_it_refuses_and_records_whom_the_table_does_not_name(route: Route, clients: dict[str, Client]) -> None:
    rule, address = rule_of(route), address_of(route)
    for role in sorted(set(ROLES) - MAY[rule]):
        expected = 403 if rule in KNOWN and role != "stranger" else 404
        answers = [clients[role].get(address, headers=HTMX), clients[role].post(address, headers=HTMX)]
        if role == "stranger":
            answers += [clients[role].get(address), clients[role].post(address)]
        assert {answer.status_code for answer in answers} == {expected}, role
        user = User.objects.get(username=role)
        assert Entry.objects.by(user).filter(event=Event.REFUSED, about_key=address).count() == len(answers)


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.path)
def test_it_opens_for_whom_the_table_names(route: Route, clients: dict[str, Client]) -> None:
    rule, address = rule_of(route), address_of(route)
    for role in sorted(MAY[rule]):
        answer = clients[role].get(address, headers={} if role == "administrator" else HTMX)
        assert answer.status_code != 401, role
        assert not answer.get("Location", "").startswith("/sign-in/"), role
        # With an argument the thing itself may be missing or out of reach, and some rows nobody may add.
        if "<" not in route.path and not is_closed_to_all(route):
            assert answer.status_code in (200, 204, 302, 405), role


def test_it_lets_nobody_in_by_an_account_without_a_session(helpdesk: User) -> None:
    answer = Client().get("/profile/", headers={"Authorization": f"Basic {helpdesk.username}:{PASSWORD}"})
    assert answer.status_code == 302
