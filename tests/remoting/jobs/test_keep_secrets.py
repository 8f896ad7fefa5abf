"""What is typed and what comes out is sealed, used once, and nowhere afterwards."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from audit.models import Entry
from remoting.jobs.models import Change, Job, JobSecret
from remoting.jobs.reveal import NothingToReveal, reveal
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.jobs.sweep import sweep_once
from tests.remoting.jobs.worlds import CREDENTIAL, PAGE

TYPED = "Canary-Typed-Pass-7!"


def everything() -> str:
    """Every value of every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                found += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
    return "\n".join(found)


def test_a_typed_password_is_set_and_nowhere(world, helpdesk):
    job = world.ask(helpdesk, "reset-user-password", "Ada Lovelace", secrets={"Password": TYPED})
    assert TYPED not in everything()
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == State.SUCCEEDED
    assert world.store.has_password(world.object("Ada Lovelace").guid, TYPED)
    assert TYPED not in everything()
    assert not JobSecret.objects.filter(job=job, side="typed").exists()
    assert CREDENTIAL not in everything()


def test_a_generated_password_comes_out_once(world, helpdesk):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    (secret,) = reveal(job, actor=helpdesk, way=PAGE)
    assert world.store.has_password(world.object("Ada Lovelace").guid, secret.secret)
    assert secret.secret not in everything()
    assert secret.name == "Ada Lovelace"
    with pytest.raises(NothingToReveal):
        reveal(job, actor=helpdesk, way=PAGE)


def test_several_come_out_together(world, administrator):
    job = world.do(administrator, "new-password", parameters={"Length": 20})
    (secret,) = reveal(job, actor=administrator, way=PAGE)
    assert len(secret.secret) == 20
    assert "secret" not in json.dumps(job.result)


def test_it_is_gone_after_five_minutes(world, helpdesk):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    JobSecret.objects.filter(job=job).update(created_at=timezone.now() - timedelta(minutes=5))
    with pytest.raises(NothingToReveal):
        reveal(job, actor=helpdesk, way=PAGE)
    assert sweep_once().secrets == 1


def test_nobody_else_sees_it(world, helpdesk, administrator):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    with pytest.raises(NothingToReveal):
        reveal(job, actor=administrator, way=PAGE)


def test_a_preview_tells_no_secret(world, helpdesk):
    preview = world.preview(helpdesk, "reset-user-password", "Ada Lovelace", secrets={"Password": TYPED})
    assert preview.state == State.SUCCEEDED
    assert not JobSecret.objects.exists()
    assert Change.objects.filter(job=preview).exists()


def test_the_trail_says_that_it_was_seen(world, helpdesk):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    reveal(job, actor=helpdesk, way=PAGE)
    assert Entry.objects.get(job=job.pk, event="secret.revealed").actor == helpdesk
