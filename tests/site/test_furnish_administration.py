"""The superusers' room: each table is searched and narrowed, says what its fields are for, and its acts are kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import ApiToken, Grant, Role, User
from audit.models import Entry
from directory.models import Credential, Domain, ReportSubscription, Synchronisation
from remoting.jobs.models import Job, Worker
from remoting.schedules.models import Schedule
from remoting.servers.models import Farm, Server
from tests.cast import proved_client_of

pytestmark = pytest.mark.django_db
EDITED = (User, Role, Grant, Domain, Credential, ReportSubscription, Server, Farm, Schedule)
READ = (Job, Entry, ApiToken, Synchronisation, Worker)


def label(model: type[Model]) -> str:
    return str(model._meta.label)


@pytest.fixture
def client(administrator: User) -> Client:
    return proved_client_of(administrator)


def test_it_has_a_table_for_each() -> None:
    assert set(admin.site._registry) == {*EDITED, *READ}


@pytest.mark.parametrize("model", [*EDITED, *READ], ids=label)
def test_it_searches_and_narrows(client: Client, model: type[Model]) -> None:
    page = admin.site._registry[model]
    assert page.search_fields
    assert page.list_filter
    answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": "nothing"})
    assert answer.status_code == 200


@pytest.mark.parametrize("model", [model for model in EDITED if model is not Schedule], ids=label)
def test_it_says_what_fields_are_for(administrator: User, model: type[Model]) -> None:
    request = RequestFactory().get("/")
    request.user = administrator
    page = admin.site._registry[model]
    form = page.get_form(request, None)
    told = [name for name, field in form.base_fields.items() if field.help_text]
    assert told, "no field says what it is for"
    assert set(getattr(page, "help_texts", {})) <= {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", READ, ids=label)
def test_it_writes_nothing_that_is_the_portals(client: Client, model: type[Model]) -> None:
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"{address}_add")).status_code == 403


@pytest.fixture
def domain() -> Domain:
    credential = Credential(name="service", username="CORP\\svc-tsm")
    credential.seal_secret("Some-Secret-1")
    credential.save()
    return Domain.objects.create(name="corp.example", source="x", credential=credential)


@pytest.mark.parametrize(
    ("model", "action", "event"),
    [
        (Domain, "synchronise_now", "directory.synchronised"),
        (Domain, "read_everything", "directory.synchronised"),
        (Credential, "rotate", "configuration.changed"),
        (Schedule, "run_now", "configuration.changed"),
    ],
)
def test_its_acts_stand_in_the_trail(
    client: Client, administrator: User, domain: Domain, model: Any, action: str, event: str
) -> None:
    row = model.objects.first()
    assert row is not None
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    before = Entry.objects.count()
    answer = client.post(address, {"action": action, "_selected_action": [str(row.pk)]}, follow=True)
    assert answer.status_code == 200
    new = Entry.objects.order_by("pk")[before:]
    assert [(entry.actor_id, entry.event) for entry in new] == [(administrator.pk, event)], list(new)
    assert new[0].about_key in (str(row.pk), str(row))
