"""A local process as a channel, through three pipes, and the transport that keeps one warm."""

from __future__ import annotations

import os
import selectors
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from remoting.transports.channel import ChannelClosed, bootstrap, runner_line
from remoting.transports.invocation import Invocation, NothingSent, OnEvent, Outcome, Stopping, never_stop
from remoting.transports.runner import FindHelper, RunnerClient

PIECE = 64 * 1024
SEND_SECONDS = 30.0
END_SECONDS = 5.0
CALLS_OF_A_SESSION = 500


def powershell(program: str = "pwsh") -> list[str]:
    """The command line of a runner: the fixed bootstrap and nothing else."""
    return [
        program,
        "-NoLogo",
        "-NoProfile",
        "-NonInteractive",
        "-OutputFormat",
        "Text",
        "-EncodedCommand",
        bootstrap(),
    ]


class ProcessChannel:
    """Standard input and output of a child process. Its standard error goes to a file, so that it can never block."""

    def __init__(self, command: Sequence[str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  Lives as long as the process and ends in close().
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, bufsize=0
            )
        except OSError as fault:
            self._errors.close()
            raise ChannelClosed(f"{command[0]} could not be started: {fault.strerror}", nothing_went=True) from fault
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        self._reading = selectors.DefaultSelector()
        self._reading.register(self._out, selectors.EVENT_READ)
        self._writing = selectors.DefaultSelector()
        self._writing.register(self._in, selectors.EVENT_WRITE)
        self._closed = False

    def send(self, data: bytes) -> None:
        """Write it all; a process that does not read within half a minute counts as gone."""
        left = memoryview(data)
        deadline = time.monotonic() + SEND_SECONDS
        while left:
            if not self._writing.select(max(deadline - time.monotonic(), 0)):
                raise ChannelClosed("the process does not read", nothing_went=len(left) == len(data))
            try:
                left = left[os.write(self._in, left[:PIECE]) :]
            except BlockingIOError:
                continue
            except OSError as fault:
                raise ChannelClosed(self._epitaph(), nothing_went=len(left) == len(data)) from fault

    def receive(self, seconds: float) -> bytes:
        if not self._reading.select(seconds):
            return b""
        piece = os.read(self._out, PIECE)
        if not piece:
            raise ChannelClosed(self._epitaph())
        return piece

    def complaints(self) -> str:
        """The start of what stands on standard error."""
        if self._closed:
            return ""
        return os.pread(self._errors.fileno(), 4096, 0).decode("utf-8", "replace")

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        self._reading.close()
        self._writing.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def _epitaph(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            return f"the process ended with {self._process.wait(1)}"
        return "the process closed its pipe"


class ProcessTransport:
    """A warm local runner: opened when it is first needed, thrown away when it is tainted or has served enough."""

    remembers = False  # A process that ends forgets its journal.

    def __init__(self, command: Sequence[str], *, find_helper: FindHelper, name: str = "this machine") -> None:
        self._command = list(command)
        self._find_helper = find_helper
        self._name = name
        self._client: RunnerClient | None = None
        self._lock = threading.Lock()

    def run(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping = never_stop) -> Outcome:
        """One call at a time: a session belongs to one thread."""
        with self._lock:
            return self._open().run(invocation, on_event=on_event, stop=stop)

    def replay(self, call: UUID) -> Outcome | None:
        """A process that has ended has forgotten everything, so only the one that is still warm is asked."""
        with self._lock:
            if self._client is None or self._client.is_tainted:
                return None
            return self._client.replay(call)

    def close(self) -> None:
        with self._lock:
            self._discard()

    def _open(self) -> RunnerClient:
        if self._client and (self._client.is_tainted or self._client.calls >= CALLS_OF_A_SESSION):
            self._discard()
        if self._client is None:
            try:
                channel = ProcessChannel(self._command)
            except ChannelClosed as gone:
                raise NothingSent(str(gone)) from gone
            client = RunnerClient(channel, find_helper=self._find_helper, name=self._name)
            try:
                channel.send(runner_line())
                client.start()
            except (ChannelClosed, NothingSent) as fault:
                channel.close()
                raise NothingSent(str(fault)) from fault
            self._client = client
        return self._client

    def _discard(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
