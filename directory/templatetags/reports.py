"""Tags for reports: `{% load reports %}`."""

from django import template
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from directory.reports import Cell, Report

register = template.Library()


@register.simple_tag
def report_cell(report: Report, place: int, cell: Cell, *, plain: bool = False) -> str | SafeString:
    """A cell as its column says. plain: as text, for mails."""
    kind = report.columns[place].kind if place < len(report.columns) else "text"
    if cell is None or cell == "":
        return _("Never") if kind == "time" else "" if plain else "–"
    if kind == "number" and isinstance(cell, int):
        return number_format(cell, use_l10n=True, force_grouping=True)
    if kind == "time":
        return _time(str(cell), plain=plain)
    if kind == "word":
        return _(str(cell))
    if kind == "ident" and not plain:
        return format_html('<span class="ident">{}</span>', cell)
    return str(cell) if plain else format_html("<bdi>{}</bdi>", cell)


def _time(text: str, *, plain: bool) -> str | SafeString:
    when = parse_datetime(text)
    if when is None:
        return text
    said = date_format(localtime(when), "j M Y, H:i")
    return said if plain else format_html('<time class="when" datetime="{}">{}</time>', text, said)


@register.simple_tag
def report_classes(report: Report, place: int) -> str:
    column = report.columns[place] if place < len(report.columns) else None
    return f"num nowrap {column.look}".strip() if column and column.is_right else column.look if column else ""
