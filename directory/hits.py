"""Hits as you type: people first, as they are asked for most, and room for all else."""

from accounts.models import User
from directory.models import Kind
from directory.scopes import visible_units
from directory.search import FITS, Hit, search_in

OTHERS = (Kind.COMPUTER, Kind.GROUP, Kind.UNIT)
LEAST_OTHERS = 3


def best_hits(text: str, *, user: User, most: int) -> tuple[list[Hit], bool]:
    """At most so many hits, and whether there are more. Others lead only where they fit better than any person."""
    scope = visible_units(user)
    people = search_in(scope, text, kinds=[Kind.USER], limit=most + 1)
    others = search_in(scope, text, kinds=OTHERS, limit=most + 1)
    people, others = _without_slips(people, others), _without_slips(others, people)
    room = max(most - len(others), most - LEAST_OTHERS)
    first, then = people[:room], others[: most - min(room, len(people))]
    is_cut = len(first) + len(then) < len(people) + len(others)
    others_lead = bool(then) and (not first or _fit(then) < _fit(first) == FITS.index("similar"))
    is_named = bool(then) and bool(first) and _fit(then) == 0 < _fit(first)
    return (then + first if others_lead or is_named else first + then), is_cut


def _without_slips(hits: list[Hit], beside: list[Hit]) -> list[Hit]:
    """What is only similar counts where nothing has the words."""
    has_words = any(not hit.is_similar for hit in [*hits, *beside])
    return [hit for hit in hits if not (has_words and hit.is_similar)]


def _fit(hits: list[Hit]) -> int:
    return min(FITS.index(hit.fit) for hit in hits)
