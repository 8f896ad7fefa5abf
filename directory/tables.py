"""Tables as files: CSV that a spreadsheet takes as text, never as a formula."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import StreamingHttpResponse
from django.utils.timezone import localtime

from audit.spreadsheet import lines_of


def csv_answer(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Times are written in the reader's zone."""
    lines = lines_of(header, ([_plain(cell) for cell in row] for row in rows))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _plain(cell: object) -> object:
    return localtime(cell).isoformat(sep=" ", timespec="seconds") if isinstance(cell, datetime) else cell
