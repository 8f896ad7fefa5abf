"""How far the preparation of a demo is: the child that prepares writes lines, the supervisor repeats them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

MARK = "… "  # a line of progress begins with it; what else stands in a log stays there
_PAUSE = 3.0  # seconds between two lines about the same step


@dataclass(slots=True)
class Progress:
    """Says at once that a step begins, and now and then how far it is."""

    say: Callable[[str], None]
    said_at: float = field(default=0.0)

    def begins(self, step: str) -> None:
        self.say(MARK + step)
        self.said_at = time.monotonic()

    def is_at(self, step: str, done: int, total: int) -> None:
        if time.monotonic() - self.said_at >= _PAUSE:
            self.begins(f"{step}: {done:,} of {total:,}")


def nobody(line: str) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Follower:
    """Reads what a log gets from now on."""

    log: Path
    at: int = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.log.stat().st_size if self.log.exists() else 0

    def news(self) -> list[str]:
        """Whole new lines of progress, without their mark."""
        if not self.log.exists() or self.log.stat().st_size <= self.at:
            return []
        with self.log.open("rb") as log:
            log.seek(self.at)
            new = log.read().rpartition(b"\n")[0]
        self.at += len(new) + 1 if new else 0
        lines = new.decode(errors="replace").splitlines()
        return [line.removeprefix(MARK) for line in lines if line.startswith(MARK)]
