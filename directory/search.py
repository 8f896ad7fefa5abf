"""Search as you type over the mirror, limited to what the person may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from directory.lookup import EXACT, SIMILAR, WANTED, Found, Lookup
from directory.marks import Piece, marked
from directory.models import DirectoryObject, Kind
from directory.normalise import compact, words
from directory.queries import Query, parse
from directory.scopes import Scope, visible_units
from directory.states import is_locked

_MOST = 200
_FEW = 5
FITS = ("exact", "name", "word", "part", "similar")


@dataclass(frozen=True, slots=True)
class Hit:
    """One object that was found, and how: exact, name, word, part or similar."""

    guid: UUID
    kind: str
    name: str
    account: str
    domain: str
    fit: str
    obj: DirectoryObject
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return str(self.guid)

    @property
    def name_pieces(self) -> tuple[Piece, ...]:
        return marked(self.name, self.words)

    @property
    def account_pieces(self) -> tuple[Piece, ...]:
        return marked(self.account, self.words)

    @property
    def is_similar(self) -> bool:
        return self.fit == "similar"


def search(text: str, *, user: User, kinds: Collection[str] | None = None, limit: int = WANTED) -> list[Hit]:
    """The best hits of what was typed, best first, at most `limit` (200 at most); [] for nothing to look for."""
    return search_in(visible_units(user), text, kinds=kinds, limit=limit)


def search_in(scope: Scope, text: str, *, kinds: Collection[str] | None = None, limit: int = WANTED) -> list[Hit]:
    query = parse(text)
    most = min(limit, _MOST)
    lookup = Lookup(scope, tuple(kind for kind in Kind.values if kinds and kind in kinds), max(most, WANTED))
    if not query.keys or (not scope.everywhere and not scope.places):
        return []
    if query.shape != "words":
        return [_hit(obj, "exact", query) for obj in _by_key(lookup, query)[:most]]
    found = lookup.candidates(query.keys)
    if len(found) < _FEW and query.is_text:
        found = lookup.similar(query.keys) | found
    return _best(lookup, query, found, most)


def _by_key(lookup: Lookup, query: Query) -> list[DirectoryObject]:
    column = {"guid": "guid", "sid": "sid", "dn": "dn_fold"}[query.shape]
    return list(lookup.objects().filter(**{column: query.keys[0]}).select_related("domain", "unit"))


def _best(lookup: Lookup, query: Query, found: Found, most: int) -> list[Hit]:
    """Ordered by how well they fit; then the locked, who may be calling; then enabled ones, lately used first."""
    first = sorted(found, key=lambda pk: found[pk])[: max(most * 2, 40)]
    now = timezone.now()
    # Asked once more within the scope: a token is never the last word on what somebody may see.
    rows = lookup.objects().filter(pk__in=first).select_related("domain", "unit")
    fits = {row.pk: EXACT if _is_exact(row, query) else found[row.pk][0] for row in rows}
    ordered = sorted(rows, key=lambda row: (fits[row.pk], not is_locked(row, now), row.rank, row.name_fold, row.pk))
    return [_hit(row, FITS[fits[row.pk]], query) for row in ordered[:most]]


def _is_exact(row: DirectoryObject, query: Query) -> bool:
    typed = list(query.keys)
    return typed in (words(row.shown_name), words(row.name)) or "".join(typed) == compact(row.sam.rstrip("$"))


def _hit(row: DirectoryObject, fit: str, query: Query) -> Hit:
    shown: Sequence[str] = query.keys if fit != FITS[SIMILAR] and query.shape == "words" else ()
    return Hit(row.guid, row.kind, row.shown_name, row.sam, row.domain.name, fit, row, tuple(shown))
