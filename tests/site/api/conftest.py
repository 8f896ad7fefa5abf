"""Callers with tokens, and the small world of the jobs' tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken, User
from accounts.tokens import make_token
from audit.trail import Way
from remoting.jobs.models import Job
from remoting.jobs.run import run
from tests.remoting.jobs.worlds import SmallWorld, build


@dataclass(slots=True)
class Caller:
    """Calls the API as somebody."""

    user: User
    token: ApiToken
    text: str

    def get(self, path: str, **query: Any) -> HttpResponse:
        return Client().get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path: str, body: Any = None) -> HttpResponse:
        text = body if isinstance(body, str | bytes) else json.dumps(body or {})
        return Client().post(f"/api/v1{path}", text, content_type="application/json", headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.text}"}

    def order(self, name: str, target: str = "", **body: Any) -> HttpResponse:
        return self.post(f"/operations/{name}", {"target": target, "reason": "The caller asked."} | body)

    def do(self, name: str, target: str = "", **body: Any) -> dict[str, Any]:
        """Order it, run it as the worker does, and give the job as the API tells it then."""
        answer = self.order(name, target, **body)
        assert answer.status_code == 202, answer.content
        run(Job.objects.get(pk=answer.json()["id"]).pk)
        return self.get(f"/jobs/{answer.json()['id']}").json()


@pytest.fixture
def world(db: None) -> SmallWorld:
    return build()


@pytest.fixture
def caller_of() -> Callable[..., Caller]:
    def make(user: User, *, may_high: bool = False) -> Caller:
        until = timezone.now() + timedelta(days=1)
        way = Way(kind="page")
        token, text = make_token(user, name="script", may_high=may_high, expires_at=until, actor=user, way=way)
        return Caller(user, token, text)

    return make
