"""A secret, spelt as one reads it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsm_site.spelling import spell


@pytest.mark.parametrize(
    ("letter", "language", "word", "kind"),
    [
        ("k", "en", "kilo", "lower"),
        ("K", "en", "big Kilo", "upper"),
        ("x", "en", "x-ray", "lower"),
        ("7", "en", "seven", "digit"),
        ("-", "en", "hyphen", "sign"),
        ("k", "de", "Köln", "lower"),
        ("K", "de", "groß Köln", "upper"),
        ("Ä", "de", "groß Umlaut-Aachen", "upper"),
        ("7", "de", "sieben", "digit"),
        ("-", "de", "Bindestrich", "sign"),
        ("k", "de-at", "Köln", "lower"),
        ("k", "fr", "kilo", "lower"),
        ("ж", "en", "ж", "lower"),
        ("€", "en", "€", "sign"),
        ("²", "en", "²", "sign"),
    ],
)
def test_says_a_word_for_each(letter, language, word, kind):
    (said,) = spell(letter, language)
    assert (said.text, said.word, said.kind) == (letter, word, kind)


@pytest.mark.parametrize("language", ["en", "de"])
def test_knows_every_sign_of_a_keyboard(language):
    signs = [chr(code) for code in range(32, 127) if not chr(code).isalnum()]
    silent = [letter.text for letter in spell("".join(signs), language) if letter.word == letter.text]
    assert silent == []


@given(st.text(max_size=40), st.sampled_from(["en", "de"]))
def test_leaves_nothing_out(secret, language):
    assert "".join(letter.text for letter in spell(secret, language)) == secret
