"""How names, accounts, telephone and host names become search tokens: the same for what is stored and what is typed.

ASCII becomes lower case. All else: NFKC, casefold, Cyrillic and odd Latin letters, then no combining marks. Then "ae",
"oe" and "ue" become the vowel alone, so that Müller, Mueller and Muller are one, and each typed start of a word folds
to a start of the folded word.
"""

import re
import unicodedata

_LATIN = {  # letters without a decomposition
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ə": "e",
    "ʼ": "'", "’": "'", "‘": "'", "ʻ": "'",
}  # fmt: skip
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)) | {
    "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "d",
    "џ": "dz", "ў": "u", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}  # fmt: skip
_LETTERS = str.maketrans(_LATIN | _CYRILLIC)
_VOWEL_E = re.compile("([aou])e")
_ABROAD = 9  # digits that make a leading 00 the way abroad
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\W_]+(?:['-][^\W_]+)+")


def fold_letters(text: str) -> str:
    """Folded, but "ae", "oe" and "ue" still stand."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).translate(_LETTERS)
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def fold(text: str) -> str:
    return _VOWEL_E.sub(r"\1", fold_letters(text))


def words(text: str) -> list[str]:
    """The folded words: O'Brien gives "o" and "brien"."""
    return _WORD.findall(fold(text))


def joined_words(text: str) -> list[str]:
    """Words around an apostrophe or hyphen as one: O'Brien gives "obrien"."""
    return [compact(part) for part in _JOINED.findall(fold_letters(text))]


def compact(text: str) -> str:
    """All words in one: PC-BER-01234 gives "pcber01234"."""
    return _VOWEL_E.sub(r"\1", "".join(_WORD.findall(fold(text))))


def compact_parts(text: str) -> list[str]:
    """From each word start to the end: PC-BER-01234 gives pcber01234, ber01234, 01234."""
    parts = words(text)
    return ["".join(parts[start:]) for start in range(len(parts))]


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter in "0123456789")


def phone_forms(text: str) -> list[str]:
    """The digits as stored, without a leading 00, and the national form of a German number."""
    number = digits(text)
    if not text.strip().startswith("+") and number.startswith("00") and len(number) >= _ABROAD:
        number = number[2:]
        text = "+" + number
    if text.strip().startswith("+49"):
        return [number, "0" + number[2:].removeprefix("0")]
    return [number]
