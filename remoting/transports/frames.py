"""Frames of the wire: each is one ASCII line, `TSM1 ` and the base64 of a UTF-8 JSON object."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

MARK = b"TSM1 "
# The runner sends at most 8 MiB of JSON, which base64 makes a third longer.
LINE_LIMIT = 12 * 1024 * 1024
DEPTH_LIMIT = 40

Frame = dict[str, Any]


class BadFrame(Exception):
    """What came is no frame: the stream cannot be trusted any more."""


def encode(frame: Mapping[str, Any]) -> bytes:
    """One line, with its end. Raises ValueError for what JSON cannot carry."""
    text = json.dumps(frame, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return MARK + base64.b64encode(text.encode("ascii")) + b"\n"


def decode(line: bytes) -> Frame:
    """The frame in one line, without its end. Raises BadFrame."""
    try:
        frame = json.loads(base64.b64decode(line[len(MARK) :], validate=True), parse_constant=_refuse)
    except (binascii.Error, ValueError, RecursionError) as fault:
        raise BadFrame("a line that looks like a frame is none") from fault
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame("a frame without a type")
    if _depth(frame) > DEPTH_LIMIT:
        raise BadFrame("a frame that is nested too deep")
    return frame


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _depth(value: Any) -> int:
    """How deep lists and objects lie in each other, counted without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        found, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(found, dict):
            waiting.extend((each, depth + 1) for each in found.values())
        elif isinstance(found, list):
            waiting.extend((each, depth + 1) for each in found)
    return deepest


class Decoder:
    """Bytes in, in pieces of any size; frames out. `stray` counts bytes that belong to no frame: a tainted stream."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0
        self.stray = 0

    def feed(self, piece: bytes) -> list[Frame]:
        """The frames that this piece completes. Raises BadFrame, after which the stream must be given up."""
        self._buffer += piece
        found: list[Frame] = []
        while (end := self._buffer.find(b"\n", self._searched)) >= 0:
            line = bytes(self._buffer[:end]).removesuffix(b"\r")
            del self._buffer[: end + 1]
            self._searched = 0
            if line.startswith(MARK):
                found.append(decode(line))
            else:
                self.stray += len(line.strip())
        self._searched = len(self._buffer)
        if len(self._buffer) > LINE_LIMIT:
            raise BadFrame(f"a line of over {LINE_LIMIT} bytes")
        return found
