"""The trail as CSV: streamed, complete, and with no cell that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from audit.spreadsheet import lines_of, safe_cell
from audit.trail import About, Way, record
from tests.cast import client_of


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", " =1", "＝1"]
)
def test_it_defuses_formulas(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@given(text=st.text())
def test_it_starts_no_cell_like_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"])), min_size=1, max_size=3)
    )
)
def test_it_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    text = "".join(lines_of(["h"], rows)).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [safe_cell(c).removeprefix("'") for c in row] or [] for row in rows
    ]


@pytest.mark.django_db
def test_it_holds_what_the_filters_find_and_is_recorded(auditor: User, helpdesk: User) -> None:
    for name in ("=HYPERLINK(1)", "Ada", "Grace"):
        record(
            Event.REQUESTED, actor=helpdesk, about=About("user", name, name), way=Way("page"), operation="unlock-user"
        )
    answer = client_of(auditor).get("/audit/csv/", {"operation": "unlock-user", "q": "a"})
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-')
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["on"] for row in rows] == ["Grace", "Ada", "'=HYPERLINK(1)"]
    exported = Entry.objects.get(event=Event.EXPORTED)
    assert exported.actor == auditor
    assert "operation=unlock-user" in exported.data["filters"]
