"""requirements/*.txt are what `./tsm lock` made of pyproject.toml, and serve on any machine."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.sources import ROOT

SETS = {"runtime": (), "ldap": ("ldap",), "dev": ("ldap", "dev")}


def text_of(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins_of(name: str) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", text_of(name), re.MULTILINE)
    return {package.lower().replace("_", "-"): version for package, version in found}


def wanted_by(name: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in SETS[name] for line in project["optional-dependencies"][extra]),
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", SETS)
def test_pins_what_the_project_asks_for(name):
    pins = pins_of(name)
    for wanted in wanted_by(name):
        pinned = pins.get(wanted.name.lower().replace("_", "-"))
        assert pinned is not None, f"{wanted.name} is not in requirements/{name}.txt; run ./tsm lock"
        assert wanted.specifier.contains(pinned, prereleases=True), f"{wanted} but {pinned} is locked; run ./tsm lock"


def test_has_the_same_versions_in_every_set():
    runtime, ldap, dev = (pins_of(name) for name in SETS)
    assert runtime.items() <= ldap.items() <= dev.items()


@pytest.mark.parametrize("name", SETS)
def test_has_a_hash_for_every_package(name):
    blocks = re.split(r"^(?=[\w.-]+==)", text_of(name), flags=re.MULTILINE)[1:]
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", SETS)
def test_names_no_host(name):
    assert (
        re.findall(r"^.*(?:://|--index|--extra-index|--find-links|--trusted-host).*$", text_of(name), re.MULTILINE)
        == []
    )
