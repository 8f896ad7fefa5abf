"""An order is taken once, with what it needs, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.models import ApiToken, Grant
from accounts.tokens import make_token
from audit.models import Entry
from remoting.jobs.access import NotPermitted, get_operation_for
from remoting.jobs.models import Job
from remoting.jobs.submit import NotAcceptable, OtherContent, submit
from remoting.jobs.targets import NoSuchTarget, target_for
from tests.cast import person
from tests.remoting.jobs.worlds import PAGE, operation_named


def token_of(user, *, may_high: bool) -> ApiToken:
    ends = timezone.now() + timedelta(days=1)
    return make_token(user, name="robot", may_high=may_high, expires_at=ends, actor=user, way=PAGE)[0]


def test_the_same_key_gives_the_same_job(world, helpdesk):
    order = world.order(helpdesk, "unlock-user", "Ada Lovelace", idempotency_key="k1")
    first = submit(order, actor=helpdesk, way=PAGE)
    assert submit(order, actor=helpdesk, way=PAGE) == first
    assert Entry.objects.filter(event="operation.requested").count() == 1


def test_the_same_key_with_other_content_is_refused(world, helpdesk):
    order = world.order(helpdesk, "unlock-user", "Ada Lovelace", idempotency_key="k1")
    submit(order, actor=helpdesk, way=PAGE)
    for other in (
        replace(order, reason="x"),
        world.order(helpdesk, "unlock-user", "Zoë O'Brien", idempotency_key="k1"),
    ):
        with pytest.raises(OtherContent):
            submit(other, actor=helpdesk, way=PAGE)


def test_secrets_are_left_out_of_the_comparison(world, helpdesk):
    order = world.order(
        helpdesk, "reset-user-password", "Ada Lovelace", idempotency_key="k1", secrets={"Password": "a1"}
    )
    first = submit(order, actor=helpdesk, way=PAGE)
    assert submit(replace(order, secrets={"Password": "b2"}), actor=helpdesk, way=PAGE) == first


def test_a_key_belongs_to_its_person_and_token(world, helpdesk, operator):
    jobs = {
        submit(
            world.order(actor, "unlock-user", "Ada Lovelace", idempotency_key="k1", token=token), actor=actor, way=PAGE
        ).pk
        for actor, token in ((helpdesk, None), (operator, None), (operator, token_of(operator, may_high=False)))
    }
    assert len(jobs) == 3


@pytest.mark.parametrize(
    ("name", "more", "field"),
    [
        ("disable-user", {"reason": " "}, "reason"),
        ("remove-user", {"proved": True}, "preview"),
        ("remove-user", {}, "proof"),
    ],
)
def test_what_is_missing_is_named(world, administrator, name, more, field):
    with pytest.raises(NotAcceptable) as fault:
        world.ask(administrator, name, "Ada Lovelace", **more)
    assert field in fault.value.problems
    assert not Job.objects.exists()


def test_a_secret_always_needs_a_reason(world, operator):
    with pytest.raises(NotAcceptable):
        world.ask(operator, "get-laps-password", "PC-1", reason="")


def test_a_ticket_is_needed_where_the_setting_says_so(world, helpdesk, settings):
    settings.TSM_TICKET_REQUIRED = True
    with pytest.raises(NotAcceptable):
        world.ask(helpdesk, "disable-user", "Ada Lovelace")
    assert world.ask(helpdesk, "disable-user", "Ada Lovelace", ticket="INC-1").ticket == "INC-1"


def test_a_read_is_never_previewed(world, operator):
    with pytest.raises(NotAcceptable):
        world.ask(operator, "get-laps-password", "PC-1", preview=True)


def test_a_preview_fits_only_what_it_showed(world, helpdesk, operator):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    for actor, on in ((helpdesk, "Zoë O'Brien"), (operator, "Ada Lovelace")):
        with pytest.raises(NotAcceptable):
            world.ask(actor, "disable-user", on, preview_of=preview.pk)
    with pytest.raises(NotAcceptable):
        world.ask(helpdesk, "enable-user", "Ada Lovelace", preview_of=preview.pk)


def test_a_preview_is_too_old_after_ten_minutes(world, helpdesk):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    Job.objects.filter(pk=preview.pk).update(ended_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(NotAcceptable):
        world.ask(helpdesk, "disable-user", "Ada Lovelace", preview_of=preview.pk)


@pytest.mark.parametrize(
    ("on_token", "on_grant", "taken"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_token_needs_the_right_to_high_impact(world, administrator, on_token, on_grant, taken):
    Grant.objects.filter(user=administrator).update(may_high_by_token=on_grant)
    preview = world.preview(administrator, "remove-user", "Max Munich")
    more = {"preview_of": preview.pk, "token": token_of(administrator, may_high=on_token)}
    if taken:
        assert world.ask(administrator, "remove-user", "Max Munich", **more)
    else:
        with pytest.raises(NotAcceptable):
            world.ask(administrator, "remove-user", "Max Munich", **more)


def test_nobody_runs_scripts(world, administrator):
    target = target_for("server", world.terminal.host, administrator)
    with pytest.raises(Http404):
        get_operation_for(administrator, "invoke-script", target, way=PAGE)


def test_what_is_out_of_scope_does_not_exist(world):
    clerk = person("clerk", role="helpdesk", scope_kind="unit", scope_key=str(world.object("Munich").guid))
    with pytest.raises(NoSuchTarget):
        world.target(clerk, operation_named("unlock-user"), "Ada Lovelace")


def test_a_unit_covers_no_server(world):
    clerk = person("clerk", role="administrator", scope_kind="unit", scope_key=str(world.object("Munich").guid))
    with pytest.raises(NoSuchTarget):
        target_for("server", world.terminal.host, clerk)


def test_a_farm_covers_its_servers_alone(world):
    clerk = person("clerk", role="viewer", scope_kind="farm", scope_key=str(world.farm.pk))
    assert target_for("server", world.terminal.host, clerk).server == world.terminal.host
    with pytest.raises(NoSuchTarget):
        target_for("server", world.management.host, clerk)


def test_a_refusal_outlives_what_is_rolled_back(world, viewer):
    with pytest.raises(NotPermitted, match="helpdesk"):
        world.ask(viewer, "unlock-user", "Ada Lovelace")
    assert Entry.objects.filter(event="access.refused", actor=viewer, operation="unlock-user").exists()
