"""Lists for spreadsheet programs, line by line, with no cell that one would run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Protocol

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class Line(Protocol):
    def write(self, text: str, /) -> str: ...


class Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def safe_cell(value: object) -> str:
    """The value's text; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def lines_of(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """CSV (RFC 4180), one line at a time, with a byte order mark so that spreadsheets read UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])
