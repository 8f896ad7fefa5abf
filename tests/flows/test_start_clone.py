"""A fresh clone, with the packages of the runtime set alone: what development packages would hide comes out here."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.portal import clean_environment
from tests.sources import ROOMS, ROOT

# Modules that need an extra; nothing that the demo runs may import them.
NEEDS_AN_EXTRA: set[str] = set()


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What git keeps, as it is now, in a folder that was moved and has blanks in its name."""
    first = tmp_path_factory.mktemp("clone") / "tsm"
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, asked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (first / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, first / name)
    moved = first.parent / "moved to here"
    first.rename(moved)
    yield moved
    shutil.rmtree(moved, ignore_errors=True)


def call(clone: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """From another folder, as people do."""
    environment = {name: value for name, value in clean_environment().items() if name != "PYTHONPATH"}
    environment |= {"PATH": path} if path else {}
    command = (str(clone / "tsm"), *words)
    return subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, timeout=300, check=False)


def test_unlocks_somebody_with_one_command(clone, tmp_path):
    done = call(clone, "demo", "--check", "--dir", str(tmp_path / "demo"), "--people", "300")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{logs_of(tmp_path / 'demo')}"
    assert done.stdout.splitlines()[-1] == "ok    the demo works"


def test_unlocks_somebody_after_it_was_moved_again(clone, tmp_path):
    moved = clone.parent / "and there"
    clone.rename(moved)
    try:
        done = call(moved, "demo", "--check", "--dir", str(tmp_path / "demo"), "--people", "300")
    finally:
        moved.rename(clone)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{logs_of(tmp_path / 'demo')}"


def logs_of(folder: Path) -> str:
    return "\n".join(f"--- {path.name}\n{path.read_text()[-1500:]}" for path in sorted(folder.glob("logs/*.log")))


def test_imports_every_module_with_the_runtime_set_alone(clone, tmp_path):
    files = (path for room in ROOMS for path in (clone / room).rglob("*.py") if "migrations" not in path.parts)
    names = {".".join(path.relative_to(clone).with_suffix("").parts).removesuffix(".__init__") for path in files}
    wanted = sorted(name for name in names - NEEDS_AN_EXTRA if not name.endswith("__main__"))
    program = (
        "import django, importlib; django.setup()\n"
        f"for name in {wanted!r}:\n    importlib.import_module(name)\n"
        "try:\n    import pytest\nexcept ImportError:\n    print('alone')\n"
    )
    environment = clean_environment() | {"PYTHONPATH": str(clone), "TSM_HOME": str(tmp_path), "TSM_SECRET_KEY": "x"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tsm_site.settings"}
    python = str(clone / ".venv/bin/python")
    done = subprocess.run((python, "-c", program), env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("alone", 0), done.stderr


def test_hands_other_words_to_management_commands(clone):
    assert re.fullmatch(r"5\.2\.\d+", call(clone, "version").stdout.strip())


def test_lists_its_words(clone):
    assert "./tsm demo" in call(clone, "help").stdout


def test_names_the_benchmarks_where_none_is_chosen(clone):
    asked = call(clone, "bench")
    assert asked.returncode == 1
    assert "bell" in asked.stderr


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ("#!/bin/sh\nexit 1\n", "needs Python 3.11 or newer"),
        ("#!/bin/sh\ncase $2 in *ensurepip*) exit 1;; *print*) echo 3.12;; esac\n", "apt install python3.12-venv"),
    ],
)
def test_says_in_one_line_which_package_is_missing(clone, tmp_path, python, said):
    for name in ("sh", "readlink", "cksum", "cut", "grep", "flock", "dirname", "printf"):
        found = shutil.which(name)
        assert found or name == "printf"
        if found:
            (tmp_path / name).symlink_to(found)
    (tmp_path / "python3").write_text(python)
    (tmp_path / "python3").chmod(0o755)
    bare = clone.parent / "bare"
    bare.mkdir(exist_ok=True)
    shutil.copytree(clone / "requirements", bare / "requirements", dirs_exist_ok=True)
    shutil.copy2(clone / "tsm", bare / "tsm")
    refused = call(bare, "demo", path=os.fspath(tmp_path))
    assert refused.returncode == 1
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
