"""Answers as every database takes them. What a server says is hostile: it may not stop its own job from ending."""

from __future__ import annotations

import math
from typing import Any

from audit.plain import UNSTORABLE

# A frame holds 8 MiB at most; no single text that people read is longer than this.
LONGEST_MESSAGE = 10_000
LARGEST_WHOLE = 2**63


def storable_text(text: str, most: int | None = None) -> str:
    """The text with what no database holds spelled out, and at most `most` characters."""
    kept = text.translate(UNSTORABLE)
    return kept if most is None or len(kept) <= most else kept[: most - 1] + "…"


def storable(value: Any) -> Any:
    """The JSON value with every text storable, and numbers that JSON or a column cannot hold as their text."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, dict):
        return {storable_text(str(key)): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= LARGEST_WHOLE:
        return str(value) if value.bit_length() < 8_000 else "…"
    return value


def whole(value: Any, least: int = 0, most: int = 2**31 - 1) -> int | None:
    """A number as a whole one between two bounds; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        return None
    return int(value)
