"""States: a word, a colour, a shape."""

import pytest
from django.conf import settings
from django.template import Context, Template

from remoting.jobs.states import State
from tsm_site.shapes import SHAPES
from tsm_site.states import JOB, KINDS, look_of

LOOKS = [(kind, code, look) for kind, table in KINDS.items() for code, look in table.items()]


@pytest.mark.parametrize("state", State.values)
def test_knows_every_state_of_a_job(state):
    assert state in JOB


@pytest.mark.parametrize(("kind", "code", "look"), LOOKS)
def test_has_a_shape_and_a_colour_of_the_sheet(kind, code, look):
    assert look.glyph in SHAPES
    assert f".state-{look.colour} " in (settings.ROOT / "static" / "tsm.css").read_text("utf-8")


def test_differs_in_shape_where_the_kind_is_one():
    """Two states of a job never look the same in grey print."""
    shapes = [look.glyph for look in JOB.values()]
    assert len(shapes) == len(set(shapes))


def test_shows_what_nobody_drew():
    assert look_of("strange", "job").word == "strange"


def test_turns_what_runs():
    shown = Template('{% load tsm %}{% state "running" kind="job" %}').render(Context())
    assert "glyph-turn" in shown
    assert "Running" in shown


def test_goes_grey_when_stale():
    shown = Template('{% load tsm %}{% state "locked" stale=True loud=True %}').render(Context())
    assert 'class="state state-off state-loud"' in shown
