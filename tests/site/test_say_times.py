"""Times as people say them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from tsm_site.times import spoken, took

NOW = datetime(2026, 11, 17, 8, 55, 0, tzinfo=UTC)  # 09:55 in Berlin, a Tuesday


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(seconds=2), "now"),
        (timedelta(seconds=12), "12 s ago"),
        (timedelta(seconds=59), "59 s ago"),
        (timedelta(minutes=14), "14 min ago"),
        (timedelta(hours=1, minutes=59), "1 h ago"),
        (timedelta(hours=5), "today, 04:55"),
        (timedelta(hours=10), "yesterday, 23:55"),
        (timedelta(days=1), "yesterday, 09:55"),
        (timedelta(days=3), "Sat 09:55"),
        (timedelta(days=14), "3 Nov"),
        (timedelta(days=400), "13 Oct 2025"),
        (-timedelta(minutes=16, seconds=30), "in 16 min"),
        (-timedelta(hours=7), "today, 16:55"),
        (-timedelta(days=1), "tomorrow, 09:55"),
        (-timedelta(days=6), "Mon 09:55"),
        (-timedelta(days=30), "17 Dec"),
    ],
)
def test_says_it_short(gap, said):
    with timezone.override("Europe/Berlin"), translation.override("en"):
        assert spoken(NOW - gap, now=NOW) == said


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(300, "0.3 s"), (9_940, "9.9 s"), (34_000, "34 s"), (480_000, "8 min"), (7_200_000, "2 h")],
)
def test_says_how_long(milliseconds, said):
    assert took(milliseconds) == said


def test_carries_the_exact_time():
    when = timezone.now() - timedelta(minutes=14)
    shown = Template("{% load tsm %}{% ago when %}").render(Context({"when": when}))
    assert f'datetime="{when.isoformat()}"' in shown
    assert "data-age" in shown
    assert ">14 min ago<" in shown


def test_does_not_grow_what_is_old():
    when = timezone.now() - timedelta(days=2)
    assert "data-age" not in Template("{% load tsm %}{% ago when %}").render(Context({"when": when}))
