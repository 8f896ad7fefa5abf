"""Adding an operation is adding one file: form, schema, permission and help page follow from it."""

import shutil
from pathlib import Path

import pytest
from django.urls import reverse

from remoting.catalog.forms import form_for
from remoting.catalog.operations import Operation, catalog
from remoting.catalog.schemas import schema_for
from remoting.catalog.texts import digest, helper_text
from remoting.catalog.writing import FILE, catalog_of, catalog_text
from remoting.jobs.access import offered
from remoting.jobs.targets import Target
from tsm_site.management.commands.operation import Command

HOUSE = Path(__file__).parents[3]
TEXT = """function Set-TsmUserBadge {
    <#
    .SYNOPSIS
    Give a user a badge.
    .DESCRIPTION
    The badge opens doors.
    .COMPONENT
    user
    .ROLE
    operator
    .FUNCTIONALITY
    bulk
    .PARAMETER Identity
    The user.
    .PARAMETER Color
    Color of the badge.
    .PARAMETER DoorGroups
    Groups of doors.
    .PARAMETER Pin
    The secret number.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory)] [ValidateNotNullOrEmpty()] [string] $Identity,
        [Parameter(Mandatory)] [ValidateSet('Red', 'Blue')] [string] $Color,
        [string[]] $DoorGroups,
        [securestring] $Pin,
        [string] $Server,
        [pscredential] $Credential,
        [switch] $AllowPrivileged
    )
    $PSCmdlet.ShouldProcess($Identity, 'Give badge')
}
"""


@pytest.fixture
def added(tmp_path, settings) -> Operation:
    root = tmp_path / "powershell"
    shutil.copytree(HOUSE / "powershell", root, ignore=shutil.ignore_patterns("tests"))
    (root / "UserHelper/Set-TsmUserBadge.ps1").write_text(TEXT)
    (root / FILE).write_text(catalog_text(catalog_of(root)))
    settings.TSM_POWERSHELL = root
    found = catalog().get("set-user-badge")
    assert found
    return found


def test_it_has_a_form(added) -> None:
    form = form_for(added, data={"Color": "Red", "DoorGroups": "a\nb", "Pin": "4711", "reason": "New here"})
    assert form.is_valid(), form.errors
    assert form.cleaned_parameters() == {"Color": "Red", "DoorGroups": ["a", "b"]}
    assert form.secret_parameters() == {"Pin": "4711"}


def test_it_has_a_schema(added) -> None:
    shown = schema_for(added)
    assert shown["required"] == ["Color"]
    assert shown["properties"]["Color"]["enum"] == ["Red", "Blue"]
    assert shown["properties"]["DoorGroups"]["x-object"] == "group"
    assert shown["properties"]["Pin"]["writeOnly"] is True


def test_it_has_a_permission_and_its_rules(added) -> None:
    assert (added.permission, added.role, added.impact) == ("set-user-badge", "operator", "High")
    assert added.needs_reason
    assert added.needs_preview
    assert added.needs_proof
    assert added in catalog().of_kind("user")


def test_it_travels_with_its_helper(added) -> None:
    text = helper_text("UserHelper")
    assert TEXT in text
    assert catalog().helpers["UserHelper"].sha256 == digest(text)


@pytest.mark.django_db
@pytest.mark.one_database
def test_it_has_a_help_page(added, client_of, viewer) -> None:
    text = client_of(viewer).get(reverse("remoting:operation-help", args=[added.name])).content.decode()
    assert "Give a user a badge" in text
    assert "The badge opens doors." in text


@pytest.mark.django_db
@pytest.mark.one_database
def test_it_has_a_call_of_the_api_and_a_command(added, client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    body = paths["/api/v1/operations/set-user-badge"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["parameters"]["required"] == ["Color"]
    assert body["required"] == ["parameters", "target"]
    parser = Command().create_parser("tsm", "operation")
    line = ["set-user-badge", "--identity", "ada", "--color", "Red", "--door-groups", "a", "b", "--pin", "--as", "x"]
    said = parser.parse_args(line)
    assert (said.Color, said.DoorGroups, said.Pin) == ("Red", ["a", "b"], True)


@pytest.mark.django_db
@pytest.mark.one_database
def test_it_is_offered_by_role(added, helpdesk, operator) -> None:
    place = Target(kind="user", key="7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2", domain="corp.example")
    for user, enabled in ((helpdesk, False), (operator, True)):
        offers = {offer.operation.name: offer.enabled for offer in offered(user, place)}
        assert offers["set-user-badge"] is enabled
