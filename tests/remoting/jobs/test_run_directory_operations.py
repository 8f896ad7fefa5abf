"""Every operation on directory objects, from order to outcome: previewed, run, run again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from remoting.catalog.operations import catalog
from remoting.jobs.models import Change, JobSecret
from remoting.jobs.states import State
from tests.remoting.jobs.worlds import SmallWorld

DIRECTORY = [each for each in catalog().offered if each.is_of_directory]


@dataclass(frozen=True)
class Case:
    """On what, with what: @Name is the GUID of that object. `again` is how a second run ends."""

    on: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    again: str = "succeeded"
    again_applies: bool = False


CASES = {
    "add-group-member": Case("GG-Finance", {"Members": ["@Ada Lovelace"]}),
    "clear-user-expiration": Case("Ada Lovelace"),
    "copy-user-membership": Case("Ada Lovelace", {"SourceUser": "@Zoë O'Brien"}),
    "disable-computer": Case("PC-1"),
    "disable-leaver": Case("Ada Lovelace", {"TargetPath": "@Leavers"}),
    "disable-user": Case("Ada Lovelace"),
    "enable-computer": Case("PC-1"),
    "enable-user": Case("Ada Lovelace"),
    "move-computer": Case("PC-1", {"TargetPath": "@Munich"}),
    "move-group": Case("GG-Finance", {"TargetPath": "@Munich"}),
    "move-ou": Case("Leavers", {"TargetPath": "@Munich"}),
    "move-user": Case("Ada Lovelace", {"TargetPath": "@Munich"}),
    "new-computer": Case("", {"Name": "PC-9", "Path": "@Hamburg"}, again="refused"),
    "new-group": Case("", {"Name": "GG-New", "Path": "@Hamburg"}, again="refused"),
    "new-ou": Case("", {"Name": "New", "Path": "@Hamburg", "Protected": False}, again="refused"),
    "new-user": Case(
        "",
        {"Name": "New Person", "SamAccountName": "new1", "Path": "@Hamburg", "Groups": ["@GG-Sales"]},
        again="refused",
    ),
    "remove-computer": Case("PC-1", again="refused"),
    "remove-group": Case("GG-Sales", again="refused"),
    "remove-group-member": Case("GG-Finance", {"Members": ["@Zoë O'Brien"]}),
    "remove-ou": Case("Leavers", again="refused"),
    "remove-user": Case("Max Munich", again="refused"),
    "rename-group": Case("GG-Finance", {"NewName": "GG-Money"}),
    "rename-ou": Case("Leavers", {"NewName": "Gone"}),
    "rename-user": Case("Ada Lovelace", {"NewName": "Ada King"}),
    "reset-computer-account": Case("PC-1", again_applies=True),
    "reset-user-password": Case("Ada Lovelace", again_applies=True),
    "set-computer": Case("PC-1", {"Description": "Front desk"}),
    "set-group": Case("GG-Finance", {"Description": "Money"}),
    "set-laps-expiration": Case("PC-1", {"When": "2030-01-01T00:00:00Z"}),
    "set-ou": Case("Hamburg", {"Description": "North"}),
    "set-user": Case("Ada Lovelace", {"Title": "Countess", "Manager": "@Zoë O'Brien"}),
    "set-user-expiration": Case("Ada Lovelace", {"AccountExpires": "2030-01-01T00:00:00Z"}),
    "set-user-password-flag": Case("Ada Lovelace", {"PasswordNeverExpires": True}),
    "unlock-user": Case("Ada Lovelace"),
    # Reads
    "find-computer": Case("", {"Query": "PC"}),
    "find-deleted-user": Case("", {}),
    "find-group": Case("", {"Query": "GG"}),
    "find-ou": Case("", {"Query": "Ham"}),
    "find-user": Case("", {"Query": "Ada"}),
    "get-bitlocker-key": Case("PC-1"),
    "get-computer": Case("PC-1"),
    "get-group": Case("GG-Finance"),
    "get-group-member": Case("GG-Finance"),
    "get-laps-password": Case("PC-1"),
    "get-lockout-source": Case("Ada Lovelace"),
    "get-ou": Case("Hamburg"),
    "get-ou-child": Case("Hamburg"),
    "get-ou-hierarchy": Case(""),
    "get-user": Case("Ada Lovelace"),
    "get-user-group": Case("Ada Lovelace"),
    "get-user-password-policy": Case("Ada Lovelace"),
    "new-password": Case(""),
    "search-account": Case("", {"State": "Disabled"}),
    "test-computer": Case("PC-1"),
    "test-group": Case("GG-Finance"),
    "test-ou": Case("Hamburg"),
    "test-user": Case("Ada Lovelace"),
}
# These have cases of their own: the object of restore-user must be deleted first.
ELSEWHERE = {"restore-user"}
# In the small world nothing is kept that they could show.
MAY_REFUSE = {"get-bitlocker-key", "get-laps-password", "set-laps-expiration"}
# Their records hold a time of day.
WITH_TIME = {"disable-leaver", "reset-computer-account"}


def parameters_of(world: SmallWorld, case: Case) -> dict[str, Any]:
    def meant(value: Any) -> Any:
        if isinstance(value, list):
            return [meant(each) for each in value]
        return str(world.object(value[1:]).guid) if isinstance(value, str) and value.startswith("@") else value

    return {name: meant(value) for name, value in case.parameters.items()}


def prepare(world: SmallWorld, name: str) -> None:
    if name == "unlock-user":
        world.lock("Ada Lovelace")
    if name in ("enable-user", "enable-computer"):
        flags = 514 if name == "enable-user" else 4098
        which = "Ada Lovelace" if name == "enable-user" else "PC-1"
        world.store.modify(world.object(which).guid, {"userAccountControl": flags})
    if name == "clear-user-expiration":
        world.store.modify(world.object("Ada Lovelace").guid, {"accountExpires": 134000000000000000})
    if name in ("remove-group-member", "copy-user-membership"):
        world.store.link(world.object("GG-Finance").guid, [world.object("Zoë O'Brien").dn])
    world.mirror()


def test_there_is_a_case_for_each():
    assert {each.name for each in DIRECTORY} - ELSEWHERE == set(CASES)


@pytest.mark.parametrize(
    "operation", [each for each in DIRECTORY if each.is_change and each.name in CASES], ids=lambda each: each.name
)
def test_it_previews_runs_and_runs_again(world, administrator, operation):
    case = CASES[operation.name]
    prepare(world, operation.name)
    parameters = parameters_of(world, case)
    target = world.object(case.on) if case.on else None

    preview = world.preview(administrator, operation.name, case.on, parameters=parameters)
    if operation.name in MAY_REFUSE and preview.state == State.REFUSED:
        return
    assert (preview.state, preview.error_message) == (State.SUCCEEDED, "")
    planned = list(Change.objects.filter(job=preview))
    assert planned
    assert not any(change.applied for change in planned)

    job = world.do(administrator, operation.name, case.on, parameters=parameters, preview_of=preview.pk, proved=True)
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    done = list(Change.objects.filter(job=job))
    assert any(change.applied for change in done)
    if operation.name not in WITH_TIME:
        assert [(change.before, change.after) for change in done] == [
            (change.before, change.after) for change in planned
        ]
    assert JobSecret.objects.filter(job=job).exists() == (operation.has_secret_output)

    if target is not None and case.again == "refused":
        return
    order = {"parameters": parameters, "proved": True}
    if operation.needs_preview:
        name = world.stored_name(target)
        order["preview_of"] = world.preview(administrator, operation.name, name, parameters=parameters).pk
        again = world.do(administrator, operation.name, name, **order)
    else:
        again = world.do(administrator, operation.name, world.stored_name(target) if target else "", **order)
    assert again.state == case.again, again.error_message
    assert any(change.applied for change in Change.objects.filter(job=again)) == case.again_applies


@pytest.mark.parametrize("operation", [each for each in DIRECTORY if each.is_read], ids=lambda each: each.name)
def test_it_reads(world, administrator, operation):
    case = CASES[operation.name]
    job = world.do(administrator, operation.name, case.on, parameters=parameters_of(world, case))
    if operation.name in MAY_REFUSE and job.state == State.REFUSED:
        return
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    assert not Change.objects.filter(job=job).exists()
    assert isinstance(job.result, list)


def test_it_restores_somebody_deleted(world, administrator):
    guid = world.object("Max Munich").guid
    assert world.do(administrator, "remove-user", "Max Munich").state == State.SUCCEEDED
    found = world.do(administrator, "find-deleted-user")
    assert str(guid) in {row["id"] for row in found.result}
    job = world.do_on_key(administrator, "restore-user", str(guid))
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    assert world.object("Max Munich").deleted_at is None
