"""Tables as files: CSV that a spreadsheet takes as text, never as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.http import StreamingHttpResponse
from django.utils.timezone import localtime

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """What csv writes into; each line is handed out at once."""

    def write(self, text: str) -> str:
        return text


def plain(value: object) -> str:
    """A cell as text. What a spreadsheet would take for a formula gets a quotation mark in front."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return localtime(value).isoformat(sep=" ", timespec="seconds")
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def csv_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """UTF-8 with a mark in front, as spreadsheets expect it; lines end as RFC 4180 says."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([plain(cell) for cell in header])
    for row in rows:
        yield writer.writerow([cell if isinstance(cell, int) else plain(cell) for cell in row])


def csv_answer(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
