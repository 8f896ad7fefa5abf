"""Makes tests/data/errors.json: which codes each operation can end with, and how that is known.

`{operation: {code: [function that raises it, or "recorded"]}}`, from the `-Code` values in the helpers' text, followed
through the functions that an operation calls, and from what the recordings answered. Run it as
`.venv/bin/python -m tests.data.make_errors` after a change of the helpers.
"""

import json
import os
from pathlib import Path

import django

from remoting.catalog.errors import codes_of
from remoting.catalog.operations import catalog

FOLDER = Path(__file__).parent
FILE = FOLDER / "errors.json"


def recorded() -> dict[str, set[str]]:
    """Function to the codes that it answered with on a real PowerShell."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / "recordings").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            if row.get("error"):
                found.setdefault(row["function"], set()).add(row["error"]["code"])
    return found


def table() -> dict[str, dict[str, list[str]]]:
    answered = recorded()
    rows = {}
    for operation in catalog():
        codes = codes_of(operation)
        for code in sorted(answered.get(operation.function, ())):
            codes[code] = [*codes.get(code, []), "recorded"]
        rows[operation.name] = dict(sorted(codes.items()))
    return rows


def text() -> str:
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(codes)}" for name, codes in table().items())
    return f"{{\n{lines}\n}}\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    FILE.write_text(text(), "utf-8")
