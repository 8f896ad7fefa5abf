"""What others made: complete, unchanged, and nothing that leads outside."""

import hashlib
import re

import pytest
from django.conf import settings

from tsm_site.shapes import SHAPES
from tsm_site.vendoring import USED, without_source_map

STATIC = settings.ROOT / "static"
TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
SUMS = {  # beginnings of SHA-256 of the files as they are committed, without the line that names a map
    "vendor/tabler-1.6.1/tabler.min.css": "09c0ad77d135f90fd8cbc583824b2fdb",
    "vendor/tom-select-2.6.2/tom-select.popular.min.js": "efe100e0ed61d056d0dcc3dd377ea850",
    "vendor/tom-select-2.6.2/tom-select.bootstrap5.min.css": "03b3fd2695d34ba7a84ce7cbb560e239",
}


def ids_of_sprite():
    return set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "sprite.svg").read_text("utf-8")))


def test_holds_every_icon_and_shape():
    assert ids_of_sprite() == {f"i-{name}" for name in USED} | {f"g-{name}" for name in SHAPES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_holds_what_templates_use(template):
    used = re.findall(r'{% (icon|glyph) "([a-z0-9-]+)"', template.read_text("utf-8"))
    missing = {f"{kind[0]}-{name}" for kind, name in used} - ids_of_sprite()
    assert missing == set()


@pytest.mark.parametrize(("path", "sha256"), SUMS.items())
def test_is_whole(path, sha256):
    assert hashlib.sha256((STATIC / path).read_bytes()).hexdigest().startswith(sha256)


def test_names_no_map():
    assert without_source_map("a{}\n/*# sourceMappingURL=a.css.map */") == "a{}\n"
    assert without_source_map("a()\n//# sourceMappingURL=a.js.map\n") == "a()\n"


@pytest.mark.parametrize("sheet", [*STATIC.glob("*.css"), *STATIC.glob("vendor/*/*.css")], ids=lambda path: path.name)
def test_loads_nothing_from_elsewhere(sheet):
    addresses = re.findall(r"url\(\s*[\"']?(?!data:)([^)\"']+)", sheet.read_text("utf-8"))
    assert addresses == []
