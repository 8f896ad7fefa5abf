"""Every text of the portal has its German, with the same placeholders, and the compiled file is that of the source."""

import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = settings.ROOT / "tsm_site" / "locale" / "de" / "LC_MESSAGES"
ROOMS = ("accounts", "audit", "directory", "remoting", "tsm_site", "templates")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd%]|\{[a-z_]*\}")


def compiled(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        return GNUTranslations(file)


def catalog_of(path: Path) -> dict[object, str]:
    return {key: text for key, text in compiled(path)._catalog.items() if key}  # type: ignore[attr-defined]  # gettext shows its texts in no other way.


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)))


def untranslated(path: Path) -> list[str]:
    """What has no German or only a guess at it, as gettext's own tools tell."""
    told = subprocess.run(
        ("msgattrib", "--untranslated", "--no-obsolete", str(path)), capture_output=True, text=True, check=True
    )
    guessed = subprocess.run(
        ("msgattrib", "--only-fuzzy", "--no-obsolete", str(path)), capture_output=True, text=True, check=True
    )
    return re.findall(r'^msgid "(.+)"$', told.stdout + guessed.stdout, re.MULTILINE)


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source file as makemessages writes it now, from a copy of the rooms: it writes beside what it reads."""
    root = tmp_path_factory.mktemp("portal")
    for room in ROOMS:
        shutil.copytree(settings.ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(settings.ROOT / "manage.py", root)
    command = (sys.executable, "manage.py", "makemessages", "-l", "de", "-v0")
    subprocess.run(command, cwd=root, env=os.environ | {"DJANGO_SETTINGS_MODULE": "tsm_site.settings"}, check=True)
    return root / FOLDER.relative_to(settings.ROOT) / "django.po"


def test_has_german_for_every_text(anew: Path) -> None:
    missing = untranslated(anew)
    assert missing == [], "run ./tsm makemessages -l de, translate, then ./tsm compilemessages -l de"


def test_keeps_every_placeholder() -> None:
    wrong = {
        source: text
        for key, text in catalog_of(FOLDER / "django.mo").items()
        for source in [key[0] if isinstance(key, tuple) else str(key)]
        if placeholders(source.split("\x04")[-1]) != placeholders(text) and not isinstance(key, tuple)
    }
    assert wrong == {}


def test_is_compiled_from_its_source(tmp_path: Path) -> None:
    subprocess.run(("msgfmt", "--check-format", "-o", str(tmp_path / "new.mo"), str(FOLDER / "django.po")), check=True)
    assert catalog_of(tmp_path / "new.mo") == catalog_of(FOLDER / "django.mo"), "run ./tsm compilemessages -l de"
