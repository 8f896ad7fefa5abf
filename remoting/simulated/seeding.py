"""What follows from the seed: numbers, GUIDs, choices and secrets that are the same every time they are asked for."""

import hashlib
import hmac
from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

Choice = TypeVar("Choice")


def _digest(seed: int, parts: tuple[object, ...], size: int) -> bytes:
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=size, key=f"tsm/{seed}".encode()).digest()


def guid_of(seed: int, *parts: object) -> UUID:
    """The GUID of what `parts` name."""
    return UUID(bytes=_digest(seed, parts, 16), version=4)


def number_of(seed: int, *parts: object, below: int) -> int:
    """A number from 0 up to `below`, without it."""
    return int.from_bytes(_digest(seed, parts, 8)) % below


def share_of(seed: int, *parts: object) -> float:
    """A number from 0 to 1."""
    return int.from_bytes(_digest(seed, parts, 8)) / 2**64


def pick(options: Sequence[Choice], seed: int, *parts: object) -> Choice:
    """One of the options."""
    return options[number_of(seed, *parts, below=len(options))]


def random_of(seed: int, *parts: object) -> Random:
    """A source of many choices; its sequence depends on nothing but seed and parts."""
    return Random(_digest(seed, parts, 16))  # noqa: S311  a made-up world, not a secret


def secret_bytes(seed: int, *parts: object) -> bytes:
    """32 bytes that a simulated secret is spelled from. They are made anew each time and kept nowhere."""
    text = "\x1f".join(str(part) for part in parts)
    return hmac.new(f"tsm secret/{seed}".encode(), text.encode(), hashlib.sha256).digest()
