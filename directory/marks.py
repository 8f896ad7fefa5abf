"""Which letters of a name were found: matched folded, marked as they are written."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.normalise import fold_letters


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool = False


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The text in pieces, those that the folded words cover marked: "obr" marks O'Br of O'Brien."""
    letters, places = _letters(text)
    covered: set[int] = set()
    for word in words:
        at = _where(letters, places, text, word)
        if at is not None:
            covered |= set(range(places[at], places[at + len(word) - 1] + 1))
    pieces: list[Piece] = []
    for place, letter in enumerate(text):
        is_marked = place in covered
        if pieces and pieces[-1].is_marked == is_marked:
            pieces[-1] = Piece(pieces[-1].text + letter, is_marked)
        else:
            pieces.append(Piece(letter, is_marked))
    return tuple(pieces)


def _letters(text: str) -> tuple[str, list[int]]:
    """The folded letters and digits, and where in the text each comes from."""
    letters = ""
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in fold_letters(written):
            if not letter.isalnum() or (letter == "e" and letters[-1:] in ("a", "o", "u") and place == places[-1] + 1):
                continue
            letters += letter
            places.append(place)
    return letters, places


def _where(letters: str, places: list[int], text: str, word: str) -> int | None:
    """The first place at the start of a word, else the first at all."""
    first: int | None = None
    at = letters.find(word)
    while word and at >= 0:
        if places[at] == 0 or not text[places[at] - 1].isalnum():
            return at
        first = at if first is None else first
        at = letters.find(word, at + 1)
    return first
