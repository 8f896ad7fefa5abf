"""Which folded words an object is found by, and how far up it stands among the hits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from directory.normalise import compact, compact_parts, fold, joined_words, phone_forms, words

if TYPE_CHECKING:
    from directory.models import DirectoryObject

NOT_MAIN = 1024  # added to the rank of a token that is not from a main name
DISABLED = 512
_LAST_MONTH = 12 * 2042  # months are counted back from here, so that a rank need not change as time goes on
_MOST_TOKENS = 80
_LONGEST = 64
_LONGEST_FORM = 24  # letters of a word for which misspelt forms are kept
_SHORTEST_FORM = 4


@dataclass(frozen=True, slots=True)
class Tokens:
    main: frozenset[str]
    other: frozenset[str]

    @property
    def text(self) -> str:
        """All of them with a blank before and after each, main ones first."""
        tokens = [*sorted(self.main), *sorted(self.other - self.main)]
        return f" {' '.join(tokens)} " if tokens else ""

    def ranked(self, rank: int) -> Iterable[tuple[str, int]]:
        yield from ((token, rank) for token in self.main)
        yield from ((token, rank + NOT_MAIN) for token in self.other - self.main)


def rank_of(*, enabled: bool, last_used: datetime | None) -> int:
    """Smaller is higher: enabled before disabled, lately used before long unused (by month)."""
    months = _LAST_MONTH - (last_used.year * 12 + last_used.month) if last_used else DISABLED - 1
    return (0 if enabled else DISABLED) + max(0, min(DISABLED - 1, months))


def tokens_of(obj: "DirectoryObject") -> Tokens:
    main = list(_main_tokens(obj))
    other = list(_other_tokens(obj))
    return Tokens(_tidy(main), _tidy(other))


def _tidy(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset([token[:_LONGEST] for token in dict.fromkeys(tokens) if token][:_MOST_TOKENS])


def _main_tokens(obj: "DirectoryObject") -> Iterable[str]:
    account = obj.sam.rstrip("$")
    names = {obj.name, obj.display_name, _text(obj, "givenName"), _text(obj, "sn")}
    yield compact(account)
    for name in sorted(names):
        yield from words(name)
        yield from joined_words(name)
    yield from words(account)
    if obj.kind in ("group", "computer"):
        yield from compact_parts(account or obj.name)
    if obj.kind == "computer":
        yield compact(_text(obj, "dNSHostName"))


def _other_tokens(obj: "DirectoryObject") -> Iterable[str]:
    for address in {obj.mail, obj.upn}:
        local, _, domain = address.partition("@")
        yield from words(local)
        yield f"@{fold(domain)}" if domain else ""
    for number in {obj.phone, obj.mobile}:
        yield from phone_forms(number)
    yield from words(_text(obj, "employeeID"))
    yield from words(_text(obj, "employeeNumber"))
    for text in (obj.department, obj.office, obj.title, obj.description):
        yield from words(text)


def _text(obj: "DirectoryObject", attribute: str) -> str:
    value = obj.attributes.get(attribute)
    return str(value) if value else ""


def spellable(token: str) -> bool:
    """Whether misspelt forms of the word are kept."""
    return token.isalpha() and _SHORTEST_FORM <= len(token) <= _LONGEST_FORM


def one_left_out(word: str) -> frozenset[str]:
    """The word with each letter left out once."""
    return frozenset(word[:place] + word[place + 1 :] for place in range(len(word)))


def is_near(left: str, right: str) -> bool:
    """Whether one letter more, less, other, or two neighbours swapped make one of the other."""
    shorter, longer = sorted((left, right), key=len)
    if longer == shorter or len(longer) - len(shorter) > 1:
        return False
    at = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    if len(longer) > len(shorter):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[at : at + 2][::-1] == longer[at : at + 2] and shorter[at + 2 :] == longer[at + 2 :]
    return swapped or shorter[at + 1 :] == longer[at + 1 :]
