"""The chart of a report: bars of the last nights, computed here so that the page needs no script and no style."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from directory.models import ReportRun

NIGHTS = 30
STEP, BAR = 32, 24
LEFT, TOP, BOTTOM = 32, 12, 108
EVERY = 7  # nights between two dates below the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the picture. `added` is the part on top that is new."""

    x: int
    y: float
    height: float
    added_y: float
    added_height: float
    label: str
    number: int
    is_last: bool

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, int], ...]  # y, number: of the grid
    runs: tuple[ReportRun, ...]


def chart_of(name: str) -> Chart:
    """The newest run of each of the last nights that have one; the axis starts at zero."""
    newest: dict[object, ReportRun] = {}
    found = ReportRun.objects.filter(report=name).defer("rows").order_by("-date", "-made_at")
    for run in found[: NIGHTS * 4]:
        newest.setdefault(run.date, run)
    runs = sorted(newest.values(), key=lambda run: run.date)[-NIGHTS:]
    top = _round_up(max((run.number for run in runs), default=0))
    bars = tuple(_bar(run, place, top, runs) for place, run in enumerate(runs))
    middle = (TOP + BOTTOM) // 2
    return Chart(bars, ((TOP, top), (middle, top // 2), (BOTTOM, 0)), tuple(runs))


def _bar(run: ReportRun, place: int, top: int, runs: Sequence[ReportRun]) -> Bar:
    scale = (BOTTOM - TOP) / top
    height = run.number * scale
    added = min(run.added, run.number) * scale
    is_last = place == len(runs) - 1
    label = date_format(run.date, "j M") if place % EVERY == 0 and not is_last else ""
    y = BOTTOM - height
    return Bar(LEFT + place * STEP, y + added, height - added, y, added, label, run.number, is_last)


def _round_up(number: int) -> int:
    """The next even round number, so that half of it is one too: 2, 4, 10, 20, 40, 100."""
    step = 1
    while True:
        for factor in (2, 4, 10):
            if number <= factor * step:
                return factor * step
        step *= 10
