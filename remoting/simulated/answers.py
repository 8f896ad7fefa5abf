"""The frames that a call answers with: events while it runs, one result at its end."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from remoting.simulated.calls import Call, Notice
from remoting.simulated.counterparts import Body
from remoting.simulated.faults import Fault
from remoting.simulated.store import JSON, Frame

logger = logging.getLogger(__name__)

LARGEST_RESULT = 8 * 1024 * 1024  # characters of JSON
BATCH = 500  # objects in one event of a streamed call
TOO_LARGE = "The result is larger than 8 MiB: ask for less, or for the output as a stream."


@dataclass(slots=True)
class Answer:
    """What one call puts out, and how it ends."""

    id: str
    streams: bool
    started: float = field(default_factory=time.monotonic)
    rows: list[JSON] = field(default_factory=list)
    count: int = 0
    fault: Fault | None = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def has_done(self) -> bool:
        """Whether a record says that something was done."""
        return any(isinstance(row, dict) and row.get("applied") for row in self.rows)

    def gather(self, body: Body, call: Call) -> Iterator[Frame]:
        """Run the body: what it says comes out, its rows are kept or, streamed, come out in batches."""
        try:
            for output in body(call):
                call.go_on()
                if isinstance(output, Notice):
                    yield self._event(output.stream, {"message": output.message, "percent": output.percent})
                    continue
                self.rows.append(output)
                self.count += 1
                if self.streams and len(self.rows) >= BATCH:
                    yield self._flush()
        except Fault as fault:
            self.fault = fault
        except Exception as error:  # noqa: BLE001  Whatever fails ends the call, not the engine.
            # The error's own text may hold a parameter; its kind and place do not.
            logger.error("%s: %s in %s", self.id, type(error).__name__, call.function)
            self.fault = Fault("Unexpected", f"The simulated engine failed in '{call.function}'.")
        if self.streams and self.rows:
            yield self._flush()

    def _flush(self) -> Frame:
        rows, self.rows = self.rows, []
        return self._event("output", {"data": rows})

    def _event(self, stream: str, more: Frame) -> Frame:
        return {"type": "event", "id": self.id, "stream": stream} | more

    def result(self) -> Frame:
        """The frame that ends the call."""
        fault = self.fault
        data: JSON = {"count": self.count} if self.streams else self.rows
        if not fault and len(json.dumps(data, ensure_ascii=False)) > LARGEST_RESULT:
            fault, data = Fault("TooLarge", TOO_LARGE), []
        frame: Frame = {"type": "result", "id": self.id, "ok": fault is None, "data": data}
        error = error_of(fault) if fault else None
        return frame | {"error": error, "milliseconds": round(self.seconds * 1000)}


def error_of(fault: Fault) -> Frame:
    return {
        "code": fault.code,
        "message": fault.message,
        "exception": fault.exception,
        "category": fault.category,
    }


def failure(call: str, fault: Fault) -> Frame:
    """The result of what did not begin."""
    return {"type": "result", "id": call, "ok": False, "data": [], "error": error_of(fault), "milliseconds": 0}


def without_secrets(result: Frame) -> Frame:
    """A result as it may lie in a file."""
    return result | {"data": _plain(result["data"])}


def _plain(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if name != "secret"}
    return [_plain(one) for one in value] if isinstance(value, list) else value
