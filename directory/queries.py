"""What somebody typed into the search, told by its shape."""

import re
from dataclasses import dataclass
from uuid import UUID

from directory.names import fold_dn
from directory.normalise import compact, digits, fold, phone_forms, words

_GUID = re.compile(r"\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?", re.IGNORECASE)
_SID = re.compile(r"S-1-\d+(?:-\d+)+", re.IGNORECASE)
_DN = re.compile(r"(?:cn|ou|dc)=.+,", re.IGNORECASE)
_PHONE = re.compile(r"[+()\d\s/.-]{4,}")
_HOST = re.compile(r"(?:pc|nb|lap|srv|ts|dc|ws|gg|dl|ug)-", re.IGNORECASE)
_LONGEST = 200
_MOST_WORDS = 8
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Query:
    """`shape` is guid, sid, dn (one key, looked up as it is) or words (folded, all must be found)."""

    shape: str
    keys: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Only letters: what can be misspelt."""
        return self.shape == "words" and all(word.isalpha() for word in self.keys)


def parse(text: str) -> Query:
    """The query as typed; without words where nothing in it can be looked for."""
    typed = text.replace("\x00", "").strip()[:_LONGEST]
    if _GUID.fullmatch(typed):
        return Query("guid", (str(UUID(typed)),))
    if _SID.fullmatch(typed):
        return Query("sid", (typed.upper(),))
    if _DN.match(typed):
        return Query("dn", (fold_dn(typed),))
    kept = [word[:_LONGEST_WORD] for word in dict.fromkeys(_words(typed)) if word.strip("@")]
    return Query("words", tuple(kept[:_MOST_WORDS]))


def _words(typed: str) -> list[str]:
    if _PHONE.fullmatch(typed) and len(digits(typed)) >= 3:
        return [phone_forms(typed)[0]]
    if "@" in typed:
        local, _, domain = typed.partition("@")
        return [*words(local), f"@{fold(domain).strip()}"]
    parts = typed.split()
    return [word for part in parts for word in (_compact_or_words(part))]


def _compact_or_words(part: str) -> list[str]:
    """PC-BER-01234 is one word; O'Brien is two, as it may be stored either way."""
    if any(letter.isdigit() for letter in part) or _HOST.match(part):
        return [compact(part)]
    return words(part)
