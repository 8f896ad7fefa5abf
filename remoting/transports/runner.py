"""The runner client: speaks the frames with one warm runner. Knows channels only by their protocol."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from remoting.transports.channel import Channel, ChannelClosed
from remoting.transports.frames import BadFrame, Decoder, Frame, encode
from remoting.transports.invocation import (
    AnswerLost,
    Event,
    Fault,
    HelperText,
    Invocation,
    NothingSent,
    OnEvent,
    Outcome,
    Stopping,
    TransportError,
    never_stop,
)
from remoting.transports.storable import LONGEST_MESSAGE, storable, storable_text, whole

START_SECONDS = 30.0
LOAD_SECONDS = 30.0
ANSWER_SECONDS = 10.0
# The runner stops a call at its own limit and has 5 s to do so; the client waits longer than that, then gives up.
GRACE_SECONDS = 10.0
LOOK_SECONDS = 0.25

FindHelper = Callable[[str], HelperText]


class RunnerClient:
    """One session with one runner. Belongs to one thread at a time; thrown away when `is_tainted`."""

    def __init__(self, channel: Channel, *, find_helper: FindHelper, name: str = "the server") -> None:
        self._channel = channel
        self._find_helper = find_helper
        self._name = name
        self._decoder = Decoder()
        self._frames: deque[Frame] = deque()
        self._loaded: set[str] = set()
        self._broken = ""
        self.ready: Frame = {}
        self.calls = 0

    @property
    def is_tainted(self) -> bool:
        """Whether something came that no runner sends: the session serves no further call."""
        return bool(self._broken or self._decoder.stray or self._ended or self._channel.complaints())

    @property
    def _ended(self) -> bool:
        """Whether the runner said, after its last answer, that its process ends."""
        return any(frame["type"] == "fatal" for frame in self._frames)

    def start(self, *, seconds: float = START_SECONDS) -> None:
        """Wait until the runner is ready. Raises NothingSent."""
        frame = self._expect({"ready"}, call=None, seconds=seconds, fault=NothingSent)
        self.ready = frame

    def run(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping = never_stop) -> Outcome:
        """Run it and wait for its result, loading its helper where the runner does not have it."""
        self._receive(0, fault=NothingSent)  # A runner that has ended meanwhile is noticed before anything is sent.
        if self.is_tainted:
            raise NothingSent(f"The session with {self._name} cannot be used any more.")
        self._load(invocation.helper)
        outcome = self._call(invocation, on_event=on_event, stop=stop)
        if outcome.error is not None and outcome.error.code == "NotLoaded":
            self._loaded.clear()
            self._load(invocation.helper)
            outcome = self._call(invocation, on_event=on_event, stop=stop)
        self.calls += 1
        return outcome

    def replay(self, call: UUID, *, seconds: float = ANSWER_SECONDS) -> Outcome | None:
        """The outcome of an earlier call; waits while it still runs. None where the runner does not know it."""
        deadline = time.monotonic() + seconds
        while True:
            self._send({"type": "replay", "id": str(call)}, fault=NothingSent)
            left = max(deadline - time.monotonic(), LOOK_SECONDS)
            frame = self._expect({"result", "running", "unknown"}, call=str(call), seconds=left, fault=AnswerLost)
            if frame["type"] != "running":
                return self._replayed(frame)
            if time.monotonic() > deadline:
                raise AnswerLost(f"The call on {self._name} still runs.")
            late = self._expect_soon(str(call), until=deadline)
            if late is not None:
                return self._replayed(late)

    def _replayed(self, frame: Frame) -> Outcome | None:
        """The runner itself, not a helper, says that a call has run whose result it has not kept."""
        if frame["type"] == "unknown":
            return None
        outcome = outcome_of(frame)
        if outcome.error and not outcome.error.exception and outcome.error.code in {"Conflict", "TooLarge"}:
            raise AnswerLost(f"The call has run on {self._name}; its result is not kept there.")
        return outcome

    def ping(self, *, seconds: float = ANSWER_SECONDS) -> None:
        """Raises NothingSent where the runner does not answer."""
        call = str(uuid4())
        self._send({"type": "ping", "id": call}, fault=NothingSent)
        self._expect({"pong"}, call=call, seconds=seconds, fault=NothingSent)

    def close(self) -> None:
        """Ask the process to end, then make it."""
        if not self._broken:
            try:
                self._channel.send(encode({"type": "quit"}))
            except ChannelClosed:
                self._broken = "closed"
        self._channel.close()

    def _load(self, name: str) -> None:
        """Load a helper after those that it needs. Nothing has been run when it fails, so it is NothingSent."""
        if name in self._loaded:
            return
        text = self._find_helper(name)
        for needed in text.requires:
            self._load(needed)
        call = str(uuid4())
        frame: Frame = {
            "type": "load",
            "id": call,
            "name": text.name,
            "sha256": text.sha256,
            "source": text.source,
            "requires": list(text.requires),
        }
        self._send(frame, fault=NothingSent)
        answer = self._expect({"loaded", "result"}, call=call, seconds=LOAD_SECONDS, fault=NothingSent)
        if answer["type"] != "loaded" or answer.get("sha256") != text.sha256:
            raise NothingSent(f"{self._name} did not take the helper {name}: {_message(answer)}")
        self._loaded.add(name)

    def _call(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping) -> Outcome:
        """One invoke frame and its result. The deadline lives here: the runner's limit and a grace on top."""
        call = str(invocation.id)
        self._send(invoke_frame(invocation), fault=AnswerLost)
        deadline = time.monotonic() + invocation.timeout + GRACE_SECONDS
        cancelled = False
        while True:
            for frame in self._take(fault=AnswerLost):
                if frame.get("id") != call:
                    continue
                if frame["type"] == "result":
                    return outcome_of(frame)
                if frame["type"] == "event":
                    on_event(event_of(frame))
            if not cancelled and stop():
                cancelled = True
                self._send({"type": "cancel", "id": call}, fault=AnswerLost)
                deadline = min(deadline, time.monotonic() + GRACE_SECONDS)
            if time.monotonic() > deadline:
                self._broken = "deadline"
                raise AnswerLost(f"{self._name} did not answer within {invocation.timeout} s.")
            self._receive(min(LOOK_SECONDS, max(deadline - time.monotonic(), 0.01)), fault=AnswerLost)

    def _expect(self, types: set[str], *, call: str | None, seconds: float, fault: type[TransportError]) -> Frame:
        """The next frame of these types for this id."""
        deadline = time.monotonic() + seconds
        while True:
            for frame in self._take(fault=fault):
                if frame["type"] in types and (call is None or frame.get("id") == call):
                    return frame
            if time.monotonic() > deadline:
                self._broken = "deadline"
                raise fault(f"{self._name} did not answer within {seconds:.0f} s.")
            self._receive(min(LOOK_SECONDS, max(deadline - time.monotonic(), 0.01)), fault=fault)

    def _expect_soon(self, call: str, *, until: float) -> Frame | None:
        """The result of a call that still ran a moment ago; None to ask again."""
        pause = min(until, time.monotonic() + 1.0)
        while time.monotonic() < pause:
            for frame in self._take(fault=AnswerLost):
                if frame["type"] == "result" and frame.get("id") == call:
                    return frame
            self._receive(LOOK_SECONDS / 5, fault=AnswerLost)
        return None

    def _take(self, *, fault: type[TransportError]) -> Iterator[Frame]:
        """The frames that have come, one by one, so that what follows an answer is still there for the next call."""
        while self._frames:
            frame = self._frames.popleft()
            if frame["type"] == "fatal":
                self._broken = "fatal"
                raise fault(f"The runner on {self._name} ended: {_message(frame)}")
            yield frame

    def _send(self, frame: Mapping[str, Any], *, fault: type[TransportError]) -> None:
        try:
            self._channel.send(encode(frame))
        except ChannelClosed as gone:
            self._broken = "closed"
            kind = NothingSent if gone.nothing_went else fault
            raise kind(f"The connection to {self._name} ended: {gone}") from gone

    def _receive(self, seconds: float, *, fault: type[TransportError]) -> None:
        try:
            self._frames.extend(self._decoder.feed(self._channel.receive(seconds)))
        except ChannelClosed as gone:
            self._broken = "closed"
            raise fault(f"The connection to {self._name} ended: {gone}") from gone
        except BadFrame as bad:
            self._broken = "bad frame"
            raise fault(f"{self._name} sent what is no frame: {bad}") from bad


def invoke_frame(invocation: Invocation) -> Frame:
    """The frame of a call, as the runner and the simulated engine take it."""
    return {
        "type": "invoke",
        "id": str(invocation.id),
        "sha256": invocation.sha256,
        "function": invocation.function,
        "parameters": dict(invocation.parameters),
        "context": dict(invocation.context),
        "whatIf": invocation.what_if,
        "verbose": True,
        "stream": invocation.stream,
        "timeout": invocation.timeout,
    }


def event_of(frame: Mapping[str, Any]) -> Event:
    return Event(
        stream=storable_text(str(frame.get("stream") or "information"), 20),
        message=storable_text(str(frame.get("message") or ""), LONGEST_MESSAGE),
        percent=whole(frame.get("percent"), most=100),
        data=storable(frame.get("data")),
    )


def outcome_of(frame: Mapping[str, Any]) -> Outcome:
    """What a result frame says; a failure without an error is an error of its own."""
    data = storable(frame.get("data"))
    error = frame.get("error")
    fault = None
    if not frame.get("ok"):
        said = error if isinstance(error, Mapping) else {}
        fault = Fault(
            code=storable_text(str(said.get("code") or "Unexpected"), 40),
            message=storable_text(str(said.get("message") or ""), LONGEST_MESSAGE),
            exception=storable_text(str(said.get("exception") or ""), 300),
            category=storable_text(str(said.get("category") or ""), 300),
        )
    return Outcome(
        ok=bool(frame.get("ok")),
        data=data if isinstance(data, list) else [] if data is None else [data],
        error=fault,
        milliseconds=whole(frame.get("milliseconds")) or 0,
    )


def _message(frame: Mapping[str, Any]) -> str:
    error = frame.get("error")
    said = error if isinstance(error, Mapping) else frame
    return str(said.get("message") or said.get("code") or "no reason given")
