"""An operation that somebody has just added can be called, and ends with a sentence that says what is missing."""

import shutil

import pytest

from remoting.catalog.writing import FILE, catalog_of, catalog_text
from tests.remoting.catalog.test_add_operation import HOUSE, TEXT


@pytest.fixture
def world(tmp_path, settings, world):
    """The small world, with one file more under powershell/."""
    root = tmp_path / "powershell"
    shutil.copytree(HOUSE / "powershell", root, ignore=shutil.ignore_patterns("tests"))
    (root / "UserHelper/Set-TsmUserBadge.ps1").write_text(TEXT.replace("'High'", "'Medium'"))
    (root / FILE).write_text(catalog_text(catalog_of(root)))
    settings.TSM_POWERSHELL = root
    return world


def test_it_shows_its_schema(world, operator, caller_of):
    body = caller_of(operator).get("/operations/set-user-badge").json()
    assert body["parameters"]["required"] == ["Color"]
    assert body["title"] == "Give a user a badge"


def test_it_is_refused_without_the_role(world, helpdesk, caller_of):
    ada = str(world.object("Ada Lovelace").guid)
    answer = caller_of(helpdesk).order("set-user-badge", ada, parameters={"Color": "Red"})
    assert answer.status_code == 403


def test_it_runs_and_says_that_the_demo_cannot_do_it(world, operator, caller_of):
    ada = str(world.object("Ada Lovelace").guid)
    job = caller_of(operator).do("set-user-badge", ada, parameters={"Color": "Red", "DoorGroups": ["GG-Sales"]})
    assert job["state"] == "refused"
    assert job["error"]["message"]
    assert job["parameters"] == {"Color": "Red", "DoorGroups": [str(world.object("GG-Sales").guid)]}
