"""What travels between a job and PowerShell: frozen, and free of any database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HelperText:
    """A helper as it travels: one text, its digest, and the helpers that must be loaded before it."""

    name: str
    sha256: str
    source: str = field(repr=False)
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of one function. `timeout` in seconds; `parameters` and `context` may hold secrets."""

    id: UUID
    helper: str
    sha256: str
    function: str
    parameters: Mapping[str, Any] = field(repr=False)
    context: Mapping[str, Any] = field(default_factory=dict, repr=False)
    what_if: bool = False
    timeout: int = 30
    stream: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What a call says while it runs."""

    stream: str
    message: str = ""
    percent: int | None = None
    data: Any = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a call did not succeed; `code` is one of the stable codes."""

    code: str
    message: str
    exception: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call came to. `data` counts also where `ok` is false: it says what was done before the failure."""

    ok: bool
    data: list[Any] = field(default_factory=list, repr=False)
    error: Fault | None = None
    milliseconds: int = 0


OnEvent = Callable[[Event], None]
Stopping = Callable[[], bool]


def ignore_event(event: Event) -> None:
    """For callers that only want the outcome."""


def never_stop() -> bool:
    """For callers that nobody can cancel."""
    return False


class TransportError(Exception):
    """A way to PowerShell did not work; the text names the server and holds no parameters."""


class NothingSent(TransportError):
    """The call did not reach the server: it may be repeated."""


class AnswerLost(TransportError):
    """The call may have run: its outcome must be read back."""


class Transport(Protocol):
    """One way to run invocations on one server.

    `remembers` says that its journal is kept with the change itself, so that a call it does not know has not run.
    """

    @property
    def remembers(self) -> bool: ...

    def run(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping = never_stop) -> Outcome:
        """Run it and wait. Raises NothingSent or AnswerLost; asks `stop` now and then whether to cancel."""
        ...

    def replay(self, call: UUID) -> Outcome | None:
        """The outcome of an earlier call, None where it is not known. Raises NothingSent, AnswerLost."""
        ...

    def close(self) -> None:
        """Let go of what is kept warm."""
        ...
