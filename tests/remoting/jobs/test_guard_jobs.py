"""Right before the effect the worker asks again, whatever was true when the job was asked for."""

from __future__ import annotations

import pytest

from accounts.models import Grant, User
from audit.models import Entry
from directory.sources import SourceError
from remoting.jobs.access import NotPermitted
from remoting.jobs.models import Change, Job
from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.jobs.targets import NoSuchTarget, target_for
from remoting.simulated.source import EmbeddedSource
from tests.cast import person


def ran(job: Job) -> Job:
    run(job.pk)
    job.refresh_from_db()
    return job


def clerk(world, role="helpdesk", unit="Hamburg") -> User:
    """Somebody whose grant covers one unit."""
    return person(f"{role}-{unit}", role=role, scope_kind="unit", scope_key=str(world.object(unit).guid))


def test_it_refuses_when_the_grant_has_gone(world, helpdesk):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    Grant.objects.filter(user=helpdesk).delete()
    assert (ran(job).state, job.error_code) == (State.REFUSED, "AccessDenied")


def test_it_refuses_when_the_person_was_deactivated(world, helpdesk):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    User.objects.filter(pk=helpdesk.pk).update(is_active=False)
    assert ran(job).state == State.REFUSED


def test_it_refuses_when_the_object_was_moved_out_of_scope(world):
    job = world.ask(clerk(world), "disable-user", "Ada Lovelace")
    world.store.move(world.object("Ada Lovelace").guid, world.object("Munich").dn)
    assert (ran(job).state, job.error_code) == (State.REFUSED, "AccessDenied")


def test_it_runs_inside_the_scope(world):
    assert world.do(clerk(world), "disable-user", "Ada Lovelace").state == State.SUCCEEDED


def test_it_refuses_when_the_object_is_gone(world, helpdesk):
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    world.store.delete(world.object("Ada Lovelace").guid)
    assert (ran(job).state, job.error_code) == (State.REFUSED, "NotFound")


@pytest.mark.parametrize("name", ["reset-user-password", "disable-user", "unlock-user", "set-user"])
def test_it_never_touches_a_privileged_person(world, operator, name):
    parameters = {"Title": "x"} if name == "set-user" else {}
    job = world.do(operator, name, "Cleo Chief", parameters=parameters)
    assert (job.state, job.error_code) == (State.REFUSED, "Protected")
    assert not Change.objects.filter(job=job, applied=True).exists()


def test_it_never_adds_to_a_privileged_group(world, administrator):
    member = str(world.object("Ada Lovelace").guid)
    job = world.do(administrator, "add-group-member", "Domain Admins", parameters={"Members": [member]})
    assert (job.state, job.error_code) == (State.REFUSED, "Protected")


def test_a_unit_with_somebody_privileged_is_not_moved(world, administrator):
    parameters = {"TargetPath": str(world.object("Munich").guid)}
    job = world.preview(administrator, "move-ou", "Hamburg", parameters=parameters)
    assert (job.state, job.error_code) == (State.REFUSED, "Protected")


def test_it_puts_nobody_into_a_unit_out_of_scope(world):
    actor = clerk(world, "operator")
    parameters = {"TargetPath": str(world.object("Munich").guid)}
    job = world.do(actor, "move-user", "Ada Lovelace", parameters=parameters)
    assert (job.state, job.error_code) == (State.REFUSED, "AccessDenied")


def test_it_makes_nothing_in_a_unit_out_of_scope(world):
    actor = clerk(world, "operator")
    for unit, state in (("Munich", State.REFUSED), ("Hamburg", State.SUCCEEDED)):
        parameters = {"Name": "GG-X", "Path": str(world.object(unit).guid)}
        job = world.do(actor, "new-group", parameters=parameters)
        assert job.state == state, (unit, job.error_message)


def test_groups_of_a_new_person_need_the_right_to_add_there(world):
    actor = clerk(world, "operator")
    parameters = {
        "Name": "New Person",
        "SamAccountName": "new1",
        "Path": str(world.object("Hamburg").guid),
        "Groups": [str(world.object("GG-Munich").guid)],
    }
    job = world.do(actor, "new-user", parameters=parameters)
    assert job.state == State.REFUSED
    world.mirror()
    assert not world.simulated.objects_of.filter(name="New Person").exists()


def test_a_copy_of_memberships_is_no_way_round(world):
    giver = world.object("Ada Lovelace")
    world.store.link(world.object("GG-Munich").guid, [giver.dn])
    world.mirror()
    actor = clerk(world, "operator")
    job = world.do(actor, "copy-user-membership", "Zoë O'Brien", parameters={"SourceUser": str(giver.guid)})
    assert (job.state, job.error_code) == (State.REFUSED, "AccessDenied")


def test_picked_objects_must_be_visible(world):
    actor = clerk(world)
    parameters = {"Members": [str(world.object("Max Munich").guid)]}
    job = world.do(actor, "add-group-member", "GG-Finance", parameters=parameters)
    assert (job.state, job.error_code) == (State.REFUSED, "NotFound")


def test_it_is_superseded_by_a_change_after_the_preview(world, helpdesk):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    world.store.modify(world.object("Ada Lovelace").guid, {"userAccountControl": 66048})
    job = world.do(helpdesk, "disable-user", "Ada Lovelace", preview_of=preview.pk)
    assert (job.state, job.error_code) == (State.SUPERSEDED, "Conflict")


def test_it_is_superseded_by_a_move_after_the_preview(world, helpdesk):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    world.store.move(world.object("Ada Lovelace").guid, world.object("Munich").dn)
    assert world.do(helpdesk, "disable-user", "Ada Lovelace", preview_of=preview.pk).state == State.SUPERSEDED


def test_another_attribute_does_not_matter(world, helpdesk):
    preview = world.preview(helpdesk, "disable-user", "Ada Lovelace")
    world.store.modify(world.object("Ada Lovelace").guid, {"title": "Countess"})
    assert world.do(helpdesk, "disable-user", "Ada Lovelace", preview_of=preview.pk).state == State.SUCCEEDED


def test_it_fails_after_three_attempts_when_the_directory_does_not_answer(world, helpdesk, monkeypatch):
    def silent(self, guid):
        raise SourceError("No domain controller answers.")

    monkeypatch.setattr(EmbeddedSource, "one", silent)
    job = world.ask(helpdesk, "disable-user", "Ada Lovelace")
    for state in (State.QUEUED, State.QUEUED, State.FAILED, State.FAILED):
        assert ran(job).state == state
    assert job.sent_at is None
    assert not Entry.objects.filter(job=job.pk, event="operation.started").exists()


def test_the_door_refuses_and_records(world, viewer, stranger, auditor):
    for actor in (viewer, stranger, auditor):
        with pytest.raises((NotPermitted, Exception)):
            world.ask(actor, "disable-user", "Ada Lovelace")
    assert not Job.objects.exists()
    assert Entry.objects.filter(event="access.refused", actor=viewer, operation="disable-user").count() == 1


def test_rows_outside_the_scope_are_dropped(world):
    job = world.do(clerk(world, "viewer"), "find-user", parameters={"Query": "a"})
    assert job.state == State.SUCCEEDED
    names = {row["name"] for row in job.result}
    assert "Ada Lovelace" in names
    assert "Max Munich" not in names
    assert job.dropped > 0


def test_it_reads_no_secret_of_a_privileged_computer(world, administrator):
    """Who has the password of a domain controller has the domain."""
    row = world.stored("PC-1")
    world.store.modify(row.guid, {"adminCount": 1})
    for name in ("get-laps-password", "get-bitlocker-key"):
        job = world.do(administrator, name, "PC-1")
        assert (job.state, job.error_code) == (State.REFUSED, "Protected"), name


def test_a_copy_of_memberships_waits_for_a_mirror_that_knows_them_all(world):
    giver = world.object("Ada Lovelace")
    actor = clerk(world, "operator")
    job = world.ask(actor, "copy-user-membership", "Zoë O'Brien", parameters={"SourceUser": str(giver.guid)})
    world.store.link(world.object("GG-Munich").guid, [giver.dn])
    assert (ran(job).state, job.error_code) == (State.REFUSED, "Conflict")


def test_a_copy_of_memberships_inside_the_scope_runs(world):
    giver = world.object("Ada Lovelace")
    world.store.link(world.object("GG-Sales").guid, [giver.dn])
    world.mirror()
    actor = clerk(world, "operator")
    job = world.do(actor, "copy-user-membership", "Zoë O'Brien", parameters={"SourceUser": str(giver.guid)})
    assert job.state == State.SUCCEEDED, job.error_message


def test_a_deleted_object_out_of_scope_does_not_exist(world):
    guid = world.object("Max Munich").guid
    world.store.delete(guid)
    world.mirror()
    for actor, is_there in ((clerk(world, "administrator"), False), (person("boss", role="administrator"), True)):
        try:
            found = target_for("directory", str(guid), actor).name
        except NoSuchTarget:
            found = ""
        assert bool(found) is is_there


def test_the_page_of_a_narrowed_search_says_the_same_whatever_it_hid(world, client_of):
    """A sentence that comes only where something was left out would tell that it is there."""
    actor = clerk(world, "viewer")
    said = set()
    for query in ("Max Munich", "Nobody at all"):
        job = world.do(actor, "find-user", parameters={"Query": query})
        assert job.result == []
        said.add("lies outside your scope" in client_of(actor).get(job.get_absolute_url()).content.decode())
    assert said == {True}
