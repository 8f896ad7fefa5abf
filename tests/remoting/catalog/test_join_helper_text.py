"""The text of a helper on the wire is the one that the runner is tested with."""

import hashlib
import json
from pathlib import Path

import pytest

from remoting.catalog.operations import catalog
from remoting.catalog.texts import helper_text, requires_of

HOUSE = Path(__file__).parents[3]


@pytest.mark.parametrize("name", sorted(catalog().helpers))
def test_it_has_the_digest_that_the_catalog_names(name) -> None:
    assert hashlib.sha256(helper_text(name).encode()).hexdigest() == catalog().helpers[name].sha256


@pytest.mark.parametrize("name", sorted(catalog().helpers))
def test_it_holds_every_file_in_the_place_of_the_loader(name) -> None:
    text = helper_text(name)
    files = sorted((HOUSE / "powershell" / name).glob("*.ps1"), key=lambda path: path.name)
    joined = "\n".join(path.read_text("utf-8") for path in files)
    assert joined + "\nExport-ModuleMember" in text
    assert "foreach ($file in Get-ChildItem -Path $PSScriptRoot" not in text


def test_it_reads_what_a_helper_needs() -> None:
    assert requires_of("# A. Needs GenericHelper and\n# SessionHelper. More.\n\n# Needs OtherHelper.\n") == [
        "GenericHelper",
        "SessionHelper",
    ]
    assert requires_of("# A.\n$x = 1\n") == []


def test_it_loads_a_helper_after_those_it_needs() -> None:
    assert [one.name for one in catalog().needed_by("ServerHelper")] == [
        "GenericHelper",
        "SessionHelper",
        "ServerHelper",
    ]
    assert [one.name for one in catalog().needed_by("GenericHelper")] == ["GenericHelper"]


def test_it_is_named_once_in_the_file() -> None:
    written = json.loads((HOUSE / "powershell/catalog.json").read_text("utf-8"))
    assert list(written["helpers"]) == sorted(written["helpers"])
