"""The road with one operation: asked for, run, told."""

from audit.events import Event
from audit.models import Entry
from remoting.jobs.models import Change
from remoting.jobs.states import State


def test_it_unlocks_somebody(world, helpdesk):
    world.lock("Ada Lovelace")
    assert world.object("Ada Lovelace").locked_at is not None
    job = world.do(helpdesk, "unlock-user", "Ada Lovelace")
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    change = Change.objects.get(job=job)
    assert change.applied
    assert change.before["lockoutTime"]
    assert not change.after["lockoutTime"]


def test_it_shows_in_the_mirror(world, helpdesk):
    world.lock("Ada Lovelace")
    world.do(helpdesk, "unlock-user", "Ada Lovelace")
    assert world.object("Ada Lovelace").locked_at is None


def test_it_changes_nothing_the_second_time(world, helpdesk):
    world.lock("Ada Lovelace")
    world.do(helpdesk, "unlock-user", "Ada Lovelace")
    again = world.do(helpdesk, "unlock-user", "Ada Lovelace")
    assert again.state == State.SUCCEEDED
    assert not Change.objects.get(job=again).applied


def test_it_stands_in_the_trail(world, helpdesk):
    world.lock("Ada Lovelace")
    job = world.do(helpdesk, "unlock-user", "Ada Lovelace", ticket="INC-1")
    entries = list(Entry.objects.filter(job=job.pk).order_by("pk"))
    assert [entry.event for entry in entries] == [Event.REQUESTED, Event.STARTED, Event.FINISHED]
    assert {entry.ticket for entry in entries} == {"INC-1"}
    finished = entries[-1]
    assert finished.outcome == "succeeded"
    assert finished.data["changes"][0]["before"]["lockoutTime"]
    assert finished.about_name == "Ada Lovelace"
