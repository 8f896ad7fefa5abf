"""The linters, as tests, so that `./tsm test` is all that anybody has to run."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

MANAGE = (sys.executable, "manage.py")
LINTERS = {
    "ruff-check": (sys.executable, "-m", "ruff", "check", "."),
    "ruff-format": (sys.executable, "-m", "ruff", "format", "--check", "."),
    "mypy": (sys.executable, "-m", "mypy"),
    "djlint": (sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"),
    "layers": (sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "catalog": (*MANAGE, "catalog", "--check"),
    "system-checks": (*MANAGE, "check", "--fail-level", "WARNING"),
}


@pytest.mark.parametrize("name", LINTERS)
def test_finds_nothing(name, tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TSM_", "DJANGO_"))}
    environment = kept | {"TSM_HOME": str(tmp_path), "TSM_SECRET_KEY": "x" * 60, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(LINTERS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(LINTERS[name])}\n{done.stdout[-12000:]}{done.stderr[-4000:]}", pytrace=False)
