"""Values as the trail can keep them: JSON that every database takes, hostile text as it is, size capped."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias
from uuid import UUID

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

LARGEST = 64 * 1024  # bytes of one entry's data
LONGEST = 8_000  # characters of one text in it
DEEPEST = 20
# No database keeps U+0000 in text, and half a surrogate pair has no encoding: they are spelled out.
UNSTORABLE = {0: "\\u0000"} | {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def plain_text(text: str, longest: int = LONGEST) -> str:
    """The text as it is, but for characters that no database holds, and at most `longest` characters."""
    kept = text[: longest + 1].translate(UNSTORABLE)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def plain(value: object, depth: int = 0) -> JSON:
    """The value as JSON. Times become ISO 8601, what JSON does not know becomes its text."""
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value, depth)
        case str():
            return plain_text(str(value))
        case int():
            return int(value) if abs(value) < 2**63 else str(value)
        case float():
            return value if math.isfinite(value) else str(value)
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return f"{len(value)} bytes"
    if depth >= DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {plain_text(str(key), 200): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, Iterable):
        members = list(value) if not isinstance(value, (set, frozenset)) else sorted(value, key=str)
        return [plain(one, depth + 1) for one in members]
    return plain_text(str(value))


def plain_data(data: Mapping[str, object]) -> dict[str, JSON]:
    """The details of an entry as JSON of at most 64 KiB; what is larger keeps its outline and says so."""
    whole = {plain_text(str(key), 200): plain(value, 1) for key, value in data.items()}
    size = len(json.dumps(whole))
    if size <= LARGEST:
        return whole
    for longest, most in ((200, 100), (80, 20), (20, 5)):
        shorter = {key: shortened(value, longest, most) for key, value in list(whole.items())[:100]}
        if len(json.dumps(shorter)) <= LARGEST - 100:
            return shorter | {"shortened": True, "size": size}
    return {"shortened": True, "size": size}


def shortened(value: JSON, longest: int, most: int) -> JSON:
    """The value with texts of at most `longest` characters and lists of at most `most` members."""
    if isinstance(value, str):
        return plain_text(value, longest)
    if isinstance(value, list):
        rest: list[JSON] = [f"… {len(value) - most} more"] if len(value) > most else []
        return [shortened(one, longest, most) for one in value[:most]] + rest
    if isinstance(value, dict):
        return {key: shortened(one, longest, most) for key, one in list(value.items())[:most]}
    return value
