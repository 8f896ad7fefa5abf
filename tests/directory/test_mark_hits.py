"""Marking what was found in a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.marks import marked


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Zoë O'Brien", ["obr"], ["O'Br"]),
        ("zobrien", ["obr"], ["obr"]),
        ("Łukasz Żółć", ["lukasz", "zol"], ["Łukasz", "Żół"]),
        ("Müller-Lüdenscheid", ["mullerlu"], ["Müller-Lü"]),
        ("Mueller", ["mulle"], ["Muelle"]),
        ("Ada", ["zzz"], []),
        ("Weiß", ["weiss"], ["Weiß"]),
    ],
)
def test_it_marks_the_letters_as_written(name: str, words: list[str], expected: list[str]) -> None:
    assert [piece.text for piece in marked(name, words) if piece.is_marked] == expected


@given(st.text(), st.lists(st.text(min_size=1)))
def test_it_loses_no_letter(name: str, words: list[str]) -> None:
    assert "".join(piece.text for piece in marked(name, words)) == name
