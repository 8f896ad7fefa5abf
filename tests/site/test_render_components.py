"""Components: what they draw, and that hostile text stays text."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.utils import timezone, translation

HOSTILE = "<script>alert(1)</script>'\"&"


def draw(component, /, **context):
    return render_to_string(f"components/{component}.html", context)


@pytest.mark.parametrize(
    ("component", "context"),
    [
        ("fact", {"term": HOSTILE, "value": HOSTILE, "copy": True}),
        ("fact", {"term": "Mail", "value": HOSTILE, "mail": True}),
        ("fact", {"term": "Phone", "value": HOSTILE, "phone": True}),
        ("ident", {"text": HOSTILE, "label": HOSTILE}),
        ("button", {"label": HOSTILE, "url": "/x?" + HOSTILE, "dialog": True, "key": "u", "name": HOSTILE}),
        ("button", {"label": HOSTILE, "url": "/x", "why": HOSTILE}),
        ("notice", {"lead": HOSTILE, "text": HOSTILE, "url": "/x?" + HOSTILE, "label": HOSTILE}),
        ("toast", {"text": HOSTILE}),
        ("crumbs", {"crumbs": [(HOSTILE, "/x?" + HOSTILE), (HOSTILE, "")]}),
        ("blank", {"title": HOSTILE, "text": HOSTILE, "url": "/", "label": HOSTILE}),
        ("change_diff", {"caption": HOSTILE, "changes": [{"label": HOSTILE, "before": HOSTILE, "after": "b"}]}),
        ("rows", {"rows": [{"name": HOSTILE, "url": "/x?" + HOSTILE, "sub": HOSTILE, "hint": HOSTILE}]}),
        ("tally", {"number": 3, "label": HOSTILE, "url": "/x?" + HOSTILE}),
        ("dialog_head", {"title": HOSTILE, "name": HOSTILE, "ident": HOSTILE, "back": "/x?" + HOSTILE}),
        ("dialog", {"title": HOSTILE, "text": HOSTILE, "back": "/", "action": "/x?" + HOSTILE, "label": HOSTILE}),
        ("secret", {"title": HOSTILE, "secrets": [{"name": HOSTILE, "secret": HOSTILE}], "back": "/"}),
        ("filter_bar", {"action": "/", "label": HOSTILE, "q": HOSTILE, "filters": [{"key": HOSTILE, "off": HOSTILE}]}),
        ("meter", {"percent": 12.5, "label": HOSTILE}),
    ],
)
def test_keeps_text_text(component, context):
    shown = draw(component, **context)
    assert "<script>" not in shown
    assert "&lt;" in shown


def test_never_leaves_a_fact_empty():
    for value in (None, ""):
        assert "Not set" in draw("fact", term="Mobile", value=value, copy=True)
    assert "data-copy" not in draw("fact", term="Mobile", value="", copy=True)


def test_says_why_a_button_cannot_be_pressed():
    shown = draw("button", label="Delete", url="/x", dialog=True, look="danger", key="d", why="It needs Administrator.")
    assert 'aria-disabled="true"' in shown
    assert "It needs Administrator." in shown
    assert "hx-get" not in shown
    assert "data-key" not in shown


def test_writes_a_number_into_a_picture_as_a_number():
    with translation.override("de"):
        assert 'width="12.5"' in draw("meter", percent=12.5, label="x")


@pytest.mark.parametrize(
    ("before", "after", "drawn"),
    [
        ("locked", "none", ['class="was">locked', 'class="now">none']),
        ("", "x", ['class="same">none', 'class="now">x']),
        ("x", None, ['class="was">x', "now-gone"]),
        ("x", "x", ['class="same">x', "stays"]),
        (0, 1, ['class="was">0', 'class="now">1']),
    ],
)
def test_draws_a_change(before, after, drawn):
    shown = draw("change_diff", caption="x", changes=[{"label": "A", "before": before, "after": after}])
    assert all(part in shown for part in drawn)


def test_spells_a_secret_once_per_character():
    shown = draw("secret", title="x", secrets=[{"name": "", "secret": "Kr7-"}], back="/")
    assert shown.count("<li>") == 4
    assert "big Kilo" in shown
    assert '<span class="ch-digit">7</span>' in shown
    assert "Kr7-" not in shown  # in no attribute, where nobody would take it out


def test_says_how_old_a_part_is():
    shown = draw("as_of", when=timezone.now() - timedelta(seconds=12))
    assert "as of" in shown
    assert "12 s ago" in shown
    assert "not read yet" in draw("as_of", when=None)


def test_pages_through_a_list(rf):
    request = rf.get("/users/?q=x&page=2")
    pages = Paginator(range(2014), 50)
    template = engines["django"].get_template("components/pager.html")
    shown = template.render({"page": pages.page(2), "target": "#list", "request": request}, request)
    assert "51–100 of 2,014" in shown
    assert 'href="?q=x&amp;page=3"' in shown
    assert 'rel="prev"' in shown


def test_marks_the_open_tab():
    tabs = [
        SimpleNamespace(name="overview", label="Overview", url="/a/", count=None),
        SimpleNamespace(name="groups", label="Groups", url="/b/", count=2300),
    ]
    shown = draw("tabs", tabs=tabs, current="groups", label="Ada")
    assert shown.count("aria-current") == 1
    assert "2,300" in shown
