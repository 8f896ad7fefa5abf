"""The simulated engine: speaks the wire of Runner.ps1 over a store. It knows no Django and no transport."""

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from remoting.simulated import operations  # noqa: F401  Importing it registers the counterparts.
from remoting.simulated.answers import Answer, failure, without_secrets
from remoting.simulated.binding import bind, context_of, defaults, refused
from remoting.simulated.calls import Call
from remoting.simulated.counterparts import Body, Counterpart, counterpart_of
from remoting.simulated.declared import DeclaredFunction
from remoting.simulated.faults import Fault
from remoting.simulated.store import Frame, Store

KEPT_IN_MEMORY = 32
LARGEST_KEPT = 1024 * 1024  # characters of JSON
_FUNCTION = re.compile(r"^function ([A-Z][A-Za-z]*-Tsm[A-Za-z0-9]+)\b", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class _Bound:
    body: Body
    call: Call
    is_change: bool  # runs in a transaction, and its answer is kept with what it changes


class Engine:
    """One warm runner. `declared`: what functions say about themselves, by name in small letters."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], declared: Mapping[str, DeclaredFunction]
    ) -> None:
        self._store = store
        self._clock = clock
        self._declared = declared
        self._helpers: dict[str, str] = {}  # name -> digest
        self._functions: dict[str, frozenset[str]] = {}  # digest -> functions, in small letters
        self._answers: OrderedDict[str, Frame] = OrderedDict()
        self._running: dict[str, str] = {}  # id -> why it is to stop
        self._lock = threading.Lock()

    def ready(self) -> Frame:
        """The first frame, before any is asked for."""
        return {
            "type": "ready", "protocol": 1, "version": "simulated", "edition": "Simulated", "process": 0,
            "language": "FullLanguage", "host": "simulated", "isolated": True,
        }  # fmt: skip

    def answer(self, frame: Frame) -> Iterator[Frame]:
        """The frames that answer one frame. A `cancel` may come from another thread while a call runs."""
        call = str(frame.get("id") or "")
        match frame.get("type"):
            case "load":
                yield self._load(call, frame)
            case "invoke":
                yield from self._invoke(call, frame)
            case "replay":
                yield self._known(call) or {"type": "unknown", "id": call}
            case "cancel":
                self._stop(call)
            case "ping":
                yield {"type": "pong", "id": call}
            case "quit":
                return
            case "script":
                yield failure(call, refused("The simulated engine runs no scripts."))
            case _:
                yield failure(call, refused("The runner does not know this frame."))

    def _load(self, call: str, frame: Frame) -> Frame:
        name, source, announced = str(frame.get("name")), str(frame.get("source")), str(frame.get("sha256")).lower()
        if not _NAME.fullmatch(name):
            return failure(call, refused("The name of a helper is letters and digits."))
        if hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest() != announced:
            return failure(call, refused(f"The helper '{name}' is not the one that was announced."))
        for needed in frame.get("requires") or ():
            if needed not in self._helpers:
                return failure(call, Fault("NotLoaded", f"The helper '{name}' needs '{needed}': load that first."))
        functions = sorted(set(_FUNCTION.findall(source)))
        self._functions.pop(self._helpers.get(name, ""), None)
        self._helpers[name] = announced
        self._functions[announced] = frozenset(one.lower() for one in functions)
        return {"type": "loaded", "id": call, "sha256": frame.get("sha256"), "functions": functions}

    def _in_memory(self, call: str) -> Frame | None:
        """The answer to a call that runs or has run lately. Called under the lock."""
        return {"type": "running", "id": call} if call in self._running else self._answers.get(call)

    def _known(self, call: str) -> Frame | None:
        """The answer to a call that runs or has run, without running it."""
        with self._lock:
            found = self._in_memory(call)
        return found or self._store.journal.recall(call)

    def _begin(self, call: str) -> Frame | None:
        """Mark a call as running, or say why it does not run."""
        with self._lock:
            found = self._in_memory(call)
            if found is None:
                self._running[call] = ""
        return found

    def _stop(self, call: str) -> None:
        with self._lock:
            if call in self._running:
                self._running[call] = "Cancelled"

    def _invoke(self, call: str, frame: Frame) -> Iterator[Frame]:
        known = self._begin(call) if call else None
        if known is not None:
            yield known
            return
        try:
            kept = self._store.journal.recall(call) if call else None
            if kept is not None:
                yield kept
                return
            answer = Answer(call, streams=bool(frame.get("stream")))
            yield from self._run(answer, frame)
            result = answer.result()
            self._remember(call, result)
            yield result
        finally:
            with self._lock:
                self._running.pop(call, None)

    def _remember(self, call: str, result: Frame) -> None:
        """Keep an answer in memory, whole; what was not run for want of its helper may come again."""
        if not call or (result["error"] or {}).get("code") == "NotLoaded":
            return
        if len(json.dumps(result)) > LARGEST_KEPT:
            result = failure(call, Fault("TooLarge", "The call has run; its result is too large to be sent again."))
        with self._lock:
            self._answers[call] = result
            if len(self._answers) > KEPT_IN_MEMORY:
                self._answers.popitem(last=False)

    def _run(self, answer: Answer, frame: Frame) -> Iterator[Frame]:
        """Bind and run one call. Its events come out; how it ended stands in the answer."""
        try:
            bound = self._bound(answer, frame)
        except Fault as fault:
            answer.fault = fault
            return
        if bound.is_change:
            answer.streams = False  # Its records are what counts.
            yield from self._change(answer, bound)
        else:
            yield from answer.gather(bound.body, bound.call)

    def _change(self, answer: Answer, bound: _Bound) -> list[Frame]:
        """Run a change. What it does and its answer are kept together or not at all; what it says comes out after."""
        events: list[Frame] = []
        try:
            with self._store.transaction():
                events += answer.gather(bound.body, bound.call)
                bound.call.go_on()
                if answer.fault and (answer.fault.code == "Unexpected" or not answer.has_done):
                    raise answer.fault
                self._keep(answer)
        except Fault as fault:
            answer.fault, answer.rows = fault, []
            with self._store.transaction():
                self._keep(answer)  # It has run, if without effect: the same order does not run a second time.
        return events

    def _keep(self, answer: Answer) -> None:
        if answer.id:
            self._store.journal.remember(answer.id, without_secrets(answer.result()))

    def _bound(self, answer: Answer, frame: Frame) -> _Bound:
        name = str(frame.get("function"))
        loaded = self._functions.get(str(frame.get("sha256")).lower())
        if loaded is None:
            raise Fault("NotLoaded", "The helper is not loaded.")
        if name.lower() not in loaded:
            raise refused(f"The helper has no function '{name}'.")
        counterpart = counterpart_of(name)
        if counterpart is None:
            raise refused(f"The simulated engine has no counterpart of '{name}'.")
        function = self._function(counterpart)
        parameters = bind(function, frame.get("parameters"))
        what_if = bool(frame.get("whatIf"))
        if what_if and not function.previews and not function.is_read:
            raise refused(f"'{function.name}' cannot be previewed.")
        call = Call(
            function=function.name,
            store=self._store,
            now=self._clock(),
            parameters=parameters,
            defaults=defaults(function),
            context=context_of(function, frame.get("context")),
            what_if=what_if and function.previews,
            stopped=self._stopper(answer, float(frame.get("timeout") or 0)),
        )
        return _Bound(counterpart.body, call, not function.is_read and not call.what_if)

    def _stopper(self, answer: Answer, limit: float) -> Callable[[], str]:
        def stopped() -> str:
            over = limit > 0 and answer.seconds > limit
            return self._running.get(answer.id) or ("Timeout" if over else "")

        return stopped

    def _function(self, counterpart: Counterpart) -> DeclaredFunction:
        if counterpart.parameters is not None:
            return DeclaredFunction(counterpart.function, counterpart.parameters, counterpart.previews)
        declared = self._declared.get(counterpart.function.lower())
        if declared is None:
            raise refused(f"The catalog does not know '{counterpart.function}'.")
        return declared
