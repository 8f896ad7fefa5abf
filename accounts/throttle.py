"""Limits on tries, kept in the cache of the database, so that all web processes count together."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `tries` within any `seconds`, per key.

    Each try takes one of `tries` slots, and a slot comes free after `seconds`. A slot is a row that only one process
    can add, so that tries made at the same moment are counted as well.
    """

    name: str
    tries: int
    seconds: int

    def take(self, key: str) -> bool:
        """Take a slot; False if none is free."""
        taken = cache.get_many(self.slots(key))
        return any(cache.add(slot, 1, self.seconds) for slot in self.slots(key) if slot not in taken)

    def give_back(self, key: str) -> None:
        """Free one slot, after a try that was right and that no limit is meant for."""
        taken = list(cache.get_many(self.slots(key)))
        if taken:
            cache.delete(taken[-1])

    def left(self, key: str) -> int:
        """How many tries are left now."""
        slots = self.slots(key)
        return len(slots) - len(cache.get_many(slots))

    def clear(self, key: str) -> None:
        """Forget the tries of this key, after one that was right."""
        cache.delete_many(self.slots(key))

    def slots(self, key: str) -> list[str]:
        digest = sha256(key.encode(errors="backslashreplace")).hexdigest()[:40]
        return [f"throttle:{self.name}:{digest}:{number}" for number in range(self.tries)]
