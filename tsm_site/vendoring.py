"""Fetches what others made and pages load, checks it, and builds the sprite. Run by hand, results are committed.

    .venv/bin/python -m tsm_site.vendoring

Needs npm, which brings its own registry; who uses TSM needs neither. A new version is a new row here: its files get
the version in their folder's name, and a wrong sum stops everything before a file is written.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tsm_site.shapes import SHAPES

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    sha256: str  # of the archive that npm packs
    files: tuple[tuple[str, Path], ...]  # path in the package, where it goes


TABLER = STATIC / "vendor" / "tabler-1.6.1"
TOM_SELECT = STATIC / "vendor" / "tom-select-2.6.2"
AXE = ROOT / "tests" / "data" / "axe-4.14.1"
PACKAGES = (
    Package(
        "@tabler/core",
        "1.6.1",
        "d02d679e51f6c179b21f035e154c13cdcb2ae8b18579e56ea606408ba7fc7a87",
        (("dist/css/tabler.min.css", TABLER / "tabler.min.css"),),  # Its licence (MIT) is the first lines of the file.
    ),
    Package(
        "tom-select",
        "2.6.2",
        "91e3a429b42d9163e8ade96f3603109d3b7faa7f9b1a5259fa30f8f4b162415a",
        (
            (
                "dist/js/tom-select.popular.min.js",
                TOM_SELECT / "tom-select.popular.min.js",
            ),
            (
                "dist/css/tom-select.bootstrap5.min.css",
                TOM_SELECT / "tom-select.bootstrap5.min.css",
            ),
            ("LICENSE", TOM_SELECT / "LICENSE"),
        ),
    ),
    # Only tests read it.
    Package(
        "axe-core",
        "4.14.1",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        (("axe.min.js", AXE / "axe.min.js"), ("LICENSE", AXE / "LICENSE")),
    ),
)
ICONS = (
    "@tabler/icons",
    "3.51.0",
    "b30108713d3fa60aee862c2a133225da8e0f309be0708fe2925763ff810c766c",
)

# Tabler's outline icons that stand in the sprite. A test finds one that a template uses and that is missing here.
USED = (ROOT / "tsm_site" / "icons.txt").read_text("utf-8").split()

SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")
INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
OUTLINE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


class WrongSum(Exception):
    """A package that is not the one we looked at."""


def unpack(name: str, version: str, sha256: str, into: Path) -> Path:
    """Packs a package with npm, checks its sum and returns the folder it lies in."""
    into.mkdir(parents=True)
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / packed.stdout.strip().splitlines()[-1]
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        raise WrongSum(f"{name} {version} is not the archive whose sum stands here")
    with tarfile.open(archive) as opened:
        opened.extractall(into, filter="data")
    return into / "package"


def without_source_map(text: str) -> str:
    """The map is not vendored, and the storage of hashed names refuses a reference to a missing file."""
    return SOURCE_MAP.sub("\n", text)


def sprite(outlines: Path) -> str:
    """The sprite's text: `i-<name>` for icons, `g-<name>` for the shapes of states."""
    symbols = [f'<symbol id="g-{name}" viewBox="0 0 16 16">{body}</symbol>' for name, body in sorted(SHAPES.items())]
    for name in sorted(USED):
        found = INNER.search((outlines / f"{name}.svg").read_text("utf-8"))
        if found is None:
            raise ValueError(f"{name}.svg is no icon")
        lines = (line.strip() for line in found.group(1).splitlines())
        body = "".join(line for line in lines if line and 'stroke="none"' not in line)
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24"><g {OUTLINE}>{body}</g></symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written: dict[Path, str] = {}
        for number, package in enumerate(PACKAGES):
            source = unpack(package.name, package.version, package.sha256, folder / str(number))
            for path, target in package.files:
                written[target] = without_source_map((source / path).read_text("utf-8"))
        icons = unpack(*ICONS, folder / "icons")
        written[STATIC / "sprite.svg"] = sprite(icons / "icons" / "outline")
    for target, text in written.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
