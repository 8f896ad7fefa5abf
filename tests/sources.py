"""The project's own files, for the tests that hold them to the house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("accounts", "audit", "directory", "remoting", "tsm_site")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def product_files() -> list[Path]:
    """Python files of the rooms; migrations are Django's handwriting."""
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def own_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions_of(path: Path) -> Iterator[FunctionNode]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def at(path: Path, line: int) -> str:
    return f"{short(path)}:{line}"
