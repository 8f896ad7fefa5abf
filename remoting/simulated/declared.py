"""What functions declare about themselves, read from the catalog file without the catalog's room."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READING_VERBS = frozenset({"Get", "Find", "Search", "Test", "Measure"})


@dataclass(frozen=True, slots=True)
class DeclaredParameter:
    """`type` as PowerShell writes it, in small letters."""

    name: str
    type: str = "string"
    mandatory: bool = False
    not_empty: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    length: tuple[int, int] | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredFunction:
    name: str
    parameters: tuple[DeclaredParameter, ...]
    previews: bool  # SupportsShouldProcess
    flags: frozenset[str] = frozenset()

    @property
    def is_read(self) -> bool:
        """Reads run whatever `whatIf` says; their answers are kept in memory only."""
        return self.name.split("-")[0] in READING_VERBS or "read" in self.flags


def read_declarations(path: Path) -> dict[str, DeclaredFunction]:
    """Every function of a catalog file, under its name in small letters."""
    data = json.loads(path.read_text("utf-8"))
    rows = data["operations"] if isinstance(data, dict) else data
    return declarations(rows)


def declarations(rows: Iterable[Mapping[str, Any]]) -> dict[str, DeclaredFunction]:
    """The same from rows of the catalog's shape."""
    return {
        row["function"].lower(): DeclaredFunction(
            name=row["function"],
            parameters=tuple(_parameter(one) for one in row["parameters"]),
            previews=bool(row["supportsShouldProcess"]),
            flags=frozenset(row["flags"]),
        )
        for row in rows
    }


def _parameter(row: Mapping[str, Any]) -> DeclaredParameter:
    def pair(name: str) -> tuple[int, int] | None:
        found = row.get(name)
        return (int(found[0]), int(found[1])) if found else None

    return DeclaredParameter(
        name=row["name"],
        type=row["type"],
        mandatory=bool(row["mandatory"]),
        not_empty=bool(row.get("notEmpty")),
        default=row.get("default"),
        choices=tuple(row.get("set") or ()),
        range=pair("range"),
        length=pair("length"),
        pattern=row.get("pattern") or "",
    )
