"""The text of a helper as it goes over the wire, and its digest."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

# The line of a .psm1 in whose place the other files of the folder stand on the wire.
LOADER = re.compile(r"^foreach \(\$file in .*\n", re.MULTILINE)
NEEDS = re.compile(r"\bNeeds ([^.]*)\.")


class HelperFault(ValueError):
    """A helper's folder is not as the wire needs it; the message names the file."""


def folder_of(name: str) -> Path:
    return Path(settings.TSM_POWERSHELL) / name


def helper_names(root: Path) -> list[str]:
    """Folders with a module of their own name, in the order of their names."""
    return sorted(folder.name for folder in root.iterdir() if (folder / f"{folder.name}.psm1").is_file())


def operation_files(folder: Path) -> list[Path]:
    """All files that the module loads, in ordinal order of their names."""
    return sorted(folder.glob("*.ps1"), key=lambda path: path.name)


def text_in(folder: Path) -> str:
    """The module with the other files of its folder in the place of the line that loads them."""
    module = read(folder / f"{folder.name}.psm1")
    if not LOADER.search(module):
        raise HelperFault(f"{folder.name}/{folder.name}.psm1 has no line that loads the files of its folder.")
    parts = "\n".join(read(path) for path in operation_files(folder))
    return LOADER.sub(lambda _: parts, module)


def read(path: Path) -> str:
    """The text as it is: no change of line ends, which would change the digest. HelperFault where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise HelperFault(f"{path.parent.name}/{path.name} is not UTF-8.") from None


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def helper_text(name: str) -> str:
    """The text to load into a runner. Its digest is what the catalog names for the helper."""
    return text_in(folder_of(name))


def requires_of(module: str) -> list[str]:
    """What the comment at the head of a module says after "Needs", in its order."""
    head = []
    for line in module.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# "))
    return [name for said in NEEDS.findall(" ".join(head)) for name in re.findall(r"[A-Z]\w+", said)]
