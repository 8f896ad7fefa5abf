"""A duplex byte stream to one PowerShell process, and how such a process is started."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Protocol

from django.conf import settings

BOOT_MARK = "boot: "


class ChannelClosed(Exception):
    """The other side has gone; the text holds what is known about why, and no parameters.

    `nothing_went` is true only where it is certain that no byte of what was being sent has reached it.
    """

    def __init__(self, why: str, *, nothing_went: bool = False) -> None:
        super().__init__(why)
        self.nothing_went = nothing_went


class Channel(Protocol):
    """Bytes to and from one process. Used by one thread at a time."""

    def send(self, data: bytes) -> None:
        """Hand it over entirely. Raises ChannelClosed."""
        ...

    def receive(self, seconds: float) -> bytes:
        """What has come, at the latest after so many seconds; empty when nothing has. Raises ChannelClosed."""
        ...

    def complaints(self) -> str:
        """What the process wrote to its standard error so far; anything at all taints the session."""
        ...

    def close(self) -> None:
        """End the process, kindly first. May be called twice."""
        ...


def runner_text() -> str:
    """The runner as it is sent: the first line of standard input holds it."""
    return (Path(settings.TSM_POWERSHELL) / "Runner.ps1").read_text("utf-8")


def runner_line() -> bytes:
    return base64.b64encode(runner_text().encode()) + b"\n"


def bootstrap() -> str:
    """The value of -EncodedCommand: the runner's own "boot:" line, in UTF-16 as PowerShell wants it."""
    line = next(line for line in runner_text().splitlines() if line.startswith(BOOT_MARK))
    return base64.b64encode(line.removeprefix(BOOT_MARK).encode("utf-16-le")).decode("ascii")
