"""The catalog's English texts as messages, so that they are translated like all others."""

from pathlib import Path
from typing import Any

from remoting.catalog.names import choice_text, label_text
from remoting.catalog.operations import COMPONENTS, Catalog, catalog_from

HEAD = '''"""Written by `./tsm catalog` from the helpers' texts: what it says of the kind "{component}"."""

# ruff: noqa: E501
# fmt: off
from django.utils.translation import gettext_noop as _

MESSAGES = (
'''


def message_files(rows: dict[str, Any]) -> dict[str, str]:
    """The text of each file in `messages/` by its name; a message that several kinds share is in the first one."""
    catalog = catalog_from(rows)
    seen: set[str] = set()
    files = {}
    for component in COMPONENTS:
        texts = sorted(texts_of(catalog, component) - seen)
        seen.update(texts)
        lines = "".join(f"    _({_quoted(text)}),\n" for text in texts)
        files[f"{component}.py"] = HEAD.format(component=component) + lines + ")\n"
    return files


def texts_of(catalog: Catalog, component: str) -> set[str]:
    """Synopsis, description, help, label and choices of the operations of a kind."""
    texts: set[str] = set()
    for operation in catalog:
        if operation.component == component:
            texts |= {operation.synopsis, operation.description}
            for parameter in (*operation.fields, *filter(None, [operation.identity])):
                texts |= {parameter.help, label_text(parameter.name), *map(choice_text, parameter.choices)}
    return texts - {""}


def write_messages(folder: Path, rows: dict[str, Any]) -> None:
    for name, text in message_files(rows).items():
        (folder / name).write_text(text, "utf-8")


def _quoted(text: str) -> str:
    """A literal as the formatter writes it."""
    escaped = text.replace("\\", "\\\\")
    return f"'{escaped}'" if '"' in text and "'" not in text else '"' + escaped.replace('"', '\\"') + '"'
