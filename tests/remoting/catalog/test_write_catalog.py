"""`./tsm catalog` writes what the helpers say, and `--check` finds what has drifted."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError

from remoting.catalog.drift import drift
from remoting.catalog.operations import catalog
from remoting.catalog.wording import message_files
from remoting.catalog.writing import FILE, catalog_of, catalog_text
from tsm_site.management.commands import catalog as command

HOUSE = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path, settings, monkeypatch) -> Path:
    """A copy of the helpers, and a folder of messages of its own."""
    settings.TSM_POWERSHELL = tmp_path / "powershell"
    shutil.copytree(HOUSE / "powershell", settings.TSM_POWERSHELL, ignore=shutil.ignore_patterns("tests"))
    monkeypatch.setattr(command, "MESSAGES", tmp_path / "messages")
    shutil.copytree(HOUSE / "remoting/catalog/messages", tmp_path / "messages")
    return settings.TSM_POWERSHELL


def run(**options) -> str:
    out = StringIO()
    command.Command(stdout=out).handle(check=options.get("check", False))
    return out.getvalue()


def test_it_is_what_is_committed() -> None:
    rows = catalog_of(HOUSE / "powershell")
    assert drift(HOUSE / "powershell", HOUSE / "remoting/catalog/messages", rows) == []


def test_it_writes_one_line_for_each_operation() -> None:
    text = catalog_text(catalog_of(HOUSE / "powershell"))
    names = [json.loads(line.rstrip(","))["name"] for line in text.splitlines() if line.startswith('{"name"')]
    assert len(names) == 87
    assert names == sorted(names)


def test_it_says_that_all_is_well(folder) -> None:
    assert run(check=True) == "87 operations.\n"


def test_it_names_the_operation_that_has_drifted(folder) -> None:
    path = folder / "UserHelper/Unlock-TsmUser.ps1"
    path.write_text(path.read_text().replace("Unlock a user account.", "Unlock somebody."))
    with pytest.raises(CommandError) as caught:
        run(check=True)
    said = str(caught.value).splitlines()
    assert said[0] == (
        "powershell/catalog.json is not what the helpers say of UserHelper, unlock-user. "
        "Run ./tsm catalog and commit what it writes."
    )
    assert said[1].startswith("remoting/catalog/messages/user.py does not have")


def test_it_is_well_again_after_writing(folder) -> None:
    path = folder / "UserHelper/Unlock-TsmUser.ps1"
    path.write_text(path.read_text().replace("Unlock a user account.", "Unlock somebody."))
    run()
    assert run(check=True) == "87 operations.\n"
    found = catalog().get("unlock-user")
    assert found
    assert found.title == "Unlock somebody"


def test_it_writes_nothing_where_something_is_wrong(folder) -> None:
    before = (folder / FILE).read_text()
    (folder / "UserHelper/Get-TsmNothing.ps1").write_text("function Get-TsmNothing { }")
    with pytest.raises(CommandError, match=r"UserHelper/Get-TsmNothing.ps1: the help has no .COMPONENT"):
        run()
    assert (folder / FILE).read_text() == before


def test_it_survives_a_catalog_that_is_broken(folder) -> None:
    (folder / FILE).write_text("{")
    with pytest.raises(CommandError, match=r"is not what the helpers say\. Run"):
        run(check=True)


def test_it_lists_every_text_once_for_the_translators() -> None:
    files = message_files(catalog_of(HOUSE / "powershell"))
    lines = [line for text in files.values() for line in text.splitlines() if line.startswith("    _(")]
    assert len(lines) == len(set(lines))
    assert '    _("Unlock a user account."),' in files["user.py"].splitlines()
    assert '    _("Must change"),' in files["user.py"].splitlines()
    assert '    _("Drain until restart"),' in files["server.py"].splitlines()
