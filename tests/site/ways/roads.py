"""The two ways in, as those who take them do: forms that are read from the page and sent back, and calls by token.

Whatever they order is run by the worker's own verb in the same process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from accounts.tokens import make_token
from audit.trail import Way
from remoting.jobs import operation_views
from remoting.jobs.models import Job
from remoting.jobs.run import run
from tests.cast import PASSWORD
from tests.site.ways.orders import Order
from tsm_site.demo.pages import Form, Page

REASON = "The caller asked for it."


class Road(Protocol):
    """A way in. `order` gives the job as it waits; `told` is its state and its code as this way tells them."""

    def preview(self, name: str, order: Order) -> Job: ...

    def order(self, name: str, order: Order, *, preview: Job | None = None) -> Job: ...

    def told(self, job: Job) -> tuple[str, str]: ...

    def secrets(self, job: Job) -> list[str]: ...


class Pages:
    """A person without JavaScript: opens the dialog, lets it show the effect, fills in what it asks, sends it."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def preview(self, name: str, order: Order) -> Job:
        before = set(Job.objects.values_list("pk", flat=True))
        with worker_at_once():
            self._send(name, order, {"do": "preview"})
        return Job.objects.exclude(pk__in=before).get()

    def order(self, name: str, order: Order, *, preview: Job | None = None) -> Job:
        said = {"reason": REASON, "proof": PASSWORD, "confirm": order.name}
        answer = self._send(name, order, said | ({"preview_of": str(preview.pk)} if preview else {}))
        assert answer.status_code == 302, shown_errors(answer)
        return Job.objects.get(pk=UUID(answer["Location"].rstrip("/").rpartition("/")[2]))

    def told(self, job: Job) -> tuple[str, str]:
        page = self.client.get(reverse("remoting:job", args=[job.pk]))
        assert page.status_code == 200
        assert job.get_state_display() in page.content.decode()
        shown = page.context["shown"].job
        assert not shown.error_message or shown.error_message in page.content.decode()
        return str(shown.state), shown.error_code

    def secrets(self, job: Job) -> list[str]:
        answer = self.client.post(reverse("remoting:job-reveal", args=[job.pk]))
        assert answer.status_code == 200
        return [one.secret for one in answer.context.get("secrets") or ()]

    def _send(self, name: str, order: Order, said: Mapping[str, str]) -> HttpResponse:
        query = {"target": order.target} | ({"UserName": order.user} if order.user else {})
        url = f"{reverse('remoting:operation', args=[name])}?{urlencode(query)}"
        opened = self.client.get(url)
        assert opened.status_code == 200
        form = form_of(opened, name)
        fields = {key: value for key, value in said.items() if key in form.fields or key in ("do", "preview_of")}
        return self.client.post(form.action, form.fields | typed(order.parameters) | fields)


class Calls:
    """A script with a token."""

    def __init__(self, user: User) -> None:
        until = timezone.now() + timedelta(days=1)
        _, text = make_token(user, name="script", may_high=True, expires_at=until, actor=user, way=Way("page"))
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def preview(self, name: str, order: Order) -> Job:
        job = self._send(name, order, preview=True)
        run(job.pk)
        return Job.objects.get(pk=job.pk)

    def order(self, name: str, order: Order, *, preview: Job | None = None) -> Job:
        return self._send(name, order, **({"preview_of": str(preview.pk)} if preview else {}))

    def told(self, job: Job) -> tuple[str, str]:
        body = self.client.get(f"/api/v1/jobs/{job.pk}").json()
        return body["state"], (body["error"] or {}).get("code", "")

    def secrets(self, job: Job) -> list[str]:
        body = self.client.post(f"/api/v1/jobs/{job.pk}/reveal").json()
        return [one["secret"] for one in body.get("secrets", ())]

    def _send(self, name: str, order: Order, **more: Any) -> Job:
        parameters = dict(order.parameters) | ({"UserName": order.user} if order.user else {})
        body = json.dumps({"target": order.target, "parameters": parameters, "reason": REASON} | more)
        answer = self.client.post(f"/api/v1/operations/{name}", body, content_type="application/json")
        assert answer.status_code == 202, answer.content
        return Job.objects.get(pk=answer.json()["id"])


@contextmanager
def worker_at_once() -> Iterator[None]:
    """A worker that has run the job by the time that the page looks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operation_views, "wait_for", at_once)
        yield


def at_once(job: UUID, *, seconds: float) -> None:
    assert seconds > 0
    run(job)


def form_of(answer: HttpResponse, name: str) -> Form:
    form = Page("http://testserver/", answer.content.decode()).form_to(f"/operations/{name}/")
    assert form is not None, f"the page of {name} has no form"
    return form


def typed(parameters: Mapping[str, Any]) -> dict[str, str]:
    """As somebody types it: one a line, a tick, a time as the field takes it."""
    said: dict[str, str] = {}
    for name, value in parameters.items():
        match value:
            case list():
                said[name] = "\n".join(map(str, value))
            case bool():
                said[name] = "true" if value else "false"
            case _:
                said[name] = str(value)
    return said


def shown_errors(answer: HttpResponse) -> Any:
    asked = (answer.context or {}).get("asked")
    return (asked.form.errors, asked.extra.errors, asked.problems) if asked else answer.status_code


def road_for(way: str, user: User) -> Road:
    Grant.objects.filter(user=user).update(may_high_by_token=True)
    return Pages(user) if way == "page" else Calls(user)
