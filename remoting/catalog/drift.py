"""Whether the files that are written from the helpers say what the helpers say now."""

import json
from pathlib import Path
from typing import Any

from remoting.catalog.wording import message_files
from remoting.catalog.writing import FILE, catalog_text

REMEDY = "Run ./tsm catalog and commit what it writes."


def drift(root: Path, messages: Path, rows: dict[str, Any]) -> list[str]:
    """A sentence for each file that is not what `rows`, read from the helpers just now, would make it."""
    said = []
    written = _text(root / FILE)
    if written != catalog_text(rows):
        said.append(f"{root.name}/{FILE} is not what the helpers say{_names(written, rows)}. {REMEDY}")
    for name, text in message_files(rows).items():
        if _text(messages / name) != text:
            said.append(f"remoting/catalog/messages/{name} does not have the texts of the helpers. {REMEDY}")
    return said


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _names(written: str, rows: dict[str, Any]) -> str:
    """Which helpers and operations differ, where the old file can be read at all."""
    try:
        old = json.loads(written)
        before = {row["name"]: row for row in old["operations"]} | old["helpers"]
    except (ValueError, KeyError, TypeError):
        return ""
    now = {row["name"]: row for row in rows["operations"]} | rows["helpers"]
    names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    return f" of {', '.join(names)}" if names else ""
