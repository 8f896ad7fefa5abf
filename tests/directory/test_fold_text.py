"""Folding: what is stored and what is typed become the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.normalise import compact, compact_parts, fold, joined_words, phone_forms, words

NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("Mueller", "muller"),
        ("Weiß", "weiss"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Ångström", "angstrom"),
        ("Иванов", "ivanov"),
        ("Мюллер", "myuller"),
        ("Øresund", "oresund"),
        ("İstanbul", "istanbul"),
        ("ﬁnanz", "finanz"),
        ("Nguyễn", "nguyen"),
    ],
)
def test_it_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_it_keeps_names_with_a_mark_as_one_word_too() -> None:
    assert words("O'Brien") == ["o", "brien"]
    assert joined_words("O’Brien") == ["obrien"]
    assert joined_words("Anna-Lena O'Brien") == ["annalena", "obrien"]


def test_it_finds_a_host_from_each_part() -> None:
    assert compact_parts("PC-BER-01234") == ["pcber01234", "ber01234", "01234"]


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("+49 40 5550-4417", ["494055504417", "04055504417"]),
        ("0049 (0)40 5550", ["490405550", "0405550"]),
        ("+44 20 7946 0018", ["442079460018"]),
        ("4417", ["4417"]),
    ],
)
def test_it_writes_telephone_numbers_in_their_forms(written: str, forms: list[str]) -> None:
    assert phone_forms(written) == forms


@given(NAMES)
def test_it_folds_the_folded_no_further(text: str) -> None:
    assert all(word == fold(word) or "e" in word for word in words(text))


@given(st.from_regex(r"[a-zA-Zäöüßéñ]{1,12}", fullmatch=True), st.integers(min_value=1, max_value=12))
def test_it_folds_a_start_to_a_start(name: str, letters: int) -> None:
    # "ue" at the cut may lose its e, so the start is one letter short there and still a start.
    assert compact(name).startswith(compact(name[:letters]))
