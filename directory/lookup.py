"""Candidates for a query from the tables of folded tokens; the same steps on SQLite and PostgreSQL.

Every step stops at a limit in the order of an index. A small scope drives the search itself; a large one filters the
stream in rank order, some thousand rows deep, and drives it only where that gave too little.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

from django.db.models import QuerySet

from directory.models import DirectoryObject, HeavyStart, Misspelling, Token, Word
from directory.models.objects import DirectoryObjectQuerySet
from directory.models.search import Start
from directory.parts import containing
from directory.scopes import Scope
from directory.tokens import DISABLED, NOT_MAIN, is_near, one_left_out

WANTED = 20
EXACT, MAIN, WORD, PART, SIMILAR = range(5)  # how well a hit fits
_SMALL_SCOPE = 300  # places
_STREAM = 120
_DEEP = 2000
_LONGEST_START = 5
_MANY = 1000
_SHORTEST_PART = 3
_SHORTEST_SPELLABLE = 4
_FEW = 5

TokenQuery: TypeAlias = QuerySet[Token]
Rows = list[tuple[int, int]]  # object, rank
Found = dict[int, tuple[int, int]]  # object: how well it fits, rank


def after(word: str) -> str:
    """The smallest text above every text that starts with the word."""
    return word[:-1] + chr(ord(word[-1]) + 1)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One search: for whom, among which kinds."""

    scope: Scope
    kinds: tuple[str, ...] = ()
    wanted: int = WANTED

    @property
    def is_small(self) -> bool:
        return not self.scope.everywhere and len(self.scope.places) <= _SMALL_SCOPE

    def objects(self) -> DirectoryObjectQuerySet:
        found = DirectoryObject.objects.present()
        if self.kinds:
            found = found.of_kind(*self.kinds)
        return found if self.scope.everywhere else found.filter(place__in=self.scope.places)

    def candidates(self, words: Sequence[str]) -> Found:
        """Objects that have all the words, best fits first found; as many as are wanted, or a few more."""
        found: Found = {}
        whole = " ".join(words)
        if len(words) > 1:
            _add(found, self._named(whole), MAIN)
        if len(found) < self.wanted:
            _add(found, self._one(words[0]) if len(words) == 1 else self._many(words), MAIN)
        if len(found) < self.wanted and max(map(len, words)) >= _SHORTEST_PART:
            _add(found, self._parts(words), PART)
        return found

    def similar(self, words: Sequence[str]) -> Found:
        """Where hardly anything has the words: objects whose names differ by one letter."""
        found: Found = {}
        for spelling in islice(product(*(_spellings(word) for word in words)), 4):
            if list(spelling) == list(words):
                continue
            rows = self._whole(spelling[0]) if len(spelling) == 1 else self._many(spelling)
            _add(found, rows, SIMILAR)
            if len(found) >= _FEW:
                break
        return found

    def _named(self, whole: str) -> Rows:
        return list(self.objects().filter(name_fold=whole).order_by("rank").values_list("pk", "rank")[: self.wanted])

    def _whole(self, word: str) -> Rows:
        return self._stream(Token.objects.filter(token=word))

    def _one(self, word: str) -> Rows:
        rows = self._whole(word)
        if len({pk for pk, _ in rows}) >= self.wanted:
            return rows
        if len(word) <= _LONGEST_START:
            return rows + self._stream(_starting(word))
        return rows + self._long(word)

    def _long(self, word: str) -> Rows:
        """Words over five letters have no index in rank order: few are sorted here, many by the database."""
        tokens = self._within(Token.objects.filter(token__gte=word, token__lt=after(word)))
        light = list(tokens.values_list("object_id", "rank", "place")[: _DEEP + 1])
        if len(light) > _DEEP:
            return self._stream(Token.objects.filter(token__gte=word, token__lt=after(word)))
        return sorted(((pk, rank) for pk, rank, place in light if self.scope.holds(place)), key=_by_rank)[
            : max(_STREAM, self.wanted)
        ]

    def _within(self, tokens: TokenQuery) -> TokenQuery:
        if self.kinds:
            tokens = tokens.filter(kind__in=self.kinds)
        return tokens.filter(place__in=self.scope.places) if self.is_small else tokens

    def _stream(self, tokens: TokenQuery, limit: int = 0) -> Rows:
        """The first in rank order that are in scope."""
        limit = limit or max(_STREAM, self.wanted)
        ordered = self._within(tokens).order_by("rank")
        if self.scope.everywhere or self.is_small:
            return list(ordered.values_list("object_id", "rank")[:limit])
        deep = list(ordered.values_list("object_id", "rank", "place")[: max(_DEEP, limit)])
        rows = [(pk, rank) for pk, rank, place in deep if self.scope.holds(place)]
        if len(rows) >= self.wanted or len(deep) < max(_DEEP, limit):
            return rows[:limit]
        return list(ordered.filter(place__in=self.scope.places).values_list("object_id", "rank")[:limit])

    def _many(self, words: Sequence[str]) -> Rows:
        """The rarest word drives, the others are looked up among its objects."""
        heavy = _weights(words)
        first, *others = sorted(words, key=lambda word: (heavy[word], -len(word)))
        driving = _starting(first) if len(first) <= _LONGEST_START else _between(first)
        rows = self._stream(driving, limit=_MANY)
        was_cut = len(rows) >= _MANY
        for word in others:
            left = {pk for pk, _ in rows}
            have = set(_between(word).filter(object__in=left).values_list("object_id", flat=True)) if left else set()
            rows = [(pk, rank) for pk, rank in rows if pk in have]
        if was_cut and len({pk for pk, _ in rows}) < self.wanted:
            rows += self._containing([f" {word}" for word in words])
        return rows

    def _parts(self, words: Sequence[str]) -> Rows:
        return self._containing([word if len(word) >= _SHORTEST_PART else f" {word}" for word in words])

    def _containing(self, parts: Iterable[str]) -> Rows:
        found = containing(self.objects(), list(parts))
        return sorted(found.values_list("pk", "rank")[: _STREAM * 2], key=_by_rank)


def _starting(word: str) -> TokenQuery:
    return Token.objects.annotate(start=Start("token", letters=len(word))).filter(start=word)


def _between(word: str) -> TokenQuery:
    return Token.objects.filter(token__gte=word, token__lt=after(word))


def _by_rank(row: tuple[int, int]) -> int:
    return row[1]


def _add(found: Found, rows: Iterable[tuple[int, int]], fit: int) -> None:
    """Keep the best of each object; a token that is no main name fits less."""
    for pk, rank in rows:
        fits = (WORD if fit == MAIN and rank >= NOT_MAIN else fit, rank % NOT_MAIN)
        if pk not in found or fits < found[pk]:
            found[pk] = fits


def _weights(words: Sequence[str]) -> dict[str, int]:
    starts = {word: word[:_LONGEST_START] for word in words}
    heavy = dict(HeavyStart.objects.filter(start__in=set(starts.values())).values_list("start", "number"))
    return {word: heavy.get(start, 0) for word, start in starts.items()}


def _spellings(word: str) -> list[str]:
    """Known name words that differ by one letter, the commonest first; the word itself where there are none."""
    if len(word) < _SHORTEST_SPELLABLE:
        return [word]
    forms = {word, *one_left_out(word)}
    near = set(Misspelling.objects.filter(form__in=forms).values_list("word_id", flat=True)[:200])
    known = Word.objects.filter(pk__in=near) | Word.objects.filter(word__in=forms)
    found = [row.word for row in known.order_by("-number")[:50] if is_near(word, row.word)]
    own = [word] if Token.objects.filter(token=word).exists() else []
    return [*own, *found][:_FEW] or [word]


def is_disabled(rank: int) -> bool:
    return rank % NOT_MAIN >= DISABLED
