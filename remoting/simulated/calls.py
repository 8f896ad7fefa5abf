"""One call of a function: its parameters as they were bound, the store it works on, its moment in time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from remoting.simulated.faults import Fault
from remoting.simulated.life_store import LifeStore
from remoting.simulated.store import JSON, DirectoryStore, Store


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that no message, log or record shows."""

    text: str = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Notice:
    """What an operation says while it runs. `stream`: information, warning, verbose or progress."""

    stream: str
    message: str
    percent: int | None = None


Row = Mapping[str, JSON] | bool | str | int
Output = Row | Notice


def _never() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Call:
    """What an operation gets. Only parameters that were given are there, under the names that the function declares."""

    function: str
    store: Store
    now: datetime
    parameters: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)  # Server, Credential, AllowPrivileged, AllowedName
    what_if: bool = False
    stopped: Callable[[], str] = _never

    @property
    def directory(self) -> DirectoryStore:
        return self.store.directory

    @property
    def life(self) -> LifeStore:
        return self.store.life

    def given(self, name: str) -> bool:
        """Whether somebody gave this parameter, if only as an empty text."""
        return name in self.parameters

    def value(self, name: str) -> Any:
        """The parameter's value or its default; None where there is neither."""
        return self.parameters.get(name, self.defaults.get(name))

    def text(self, name: str) -> str:
        return str(self.value(name) or "")

    def number(self, name: str) -> int:
        return int(self.value(name) or 0)

    def flag(self, name: str) -> bool:
        return bool(self.value(name))

    def texts(self, name: str) -> list[str]:
        return [str(one) for one in self.value(name) or ()]

    @property
    def allows_privileged(self) -> bool:
        return bool(self.context.get("AllowPrivileged"))

    def go_on(self) -> None:
        """Raise where the call was cancelled or its time is over. Operations that take long ask this now and then."""
        code = self.stopped()
        if code:
            raise Fault(code, STOPPED[code], exception="System.Management.Automation.PipelineStoppedException")


STOPPED = {
    "Cancelled": "Stopped on request. What it had done by then stays done.",
    "Timeout": "Stopped at its time limit. What it had done by then stays done.",
}
