"""Transports to stand-in runners."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from remoting.transports.invocation import HelperText, Invocation
from remoting.transports.process import ProcessTransport

STAND_IN = Path(__file__).with_name("stand_in.py")
HELPERS = {
    "GenericHelper": HelperText("GenericHelper", "a" * 64, "function Generic {}"),
    "UserHelper": HelperText("UserHelper", "b" * 64, "function Unlock-TsmUser {}", ("GenericHelper",)),
}


def call(**more: object) -> Invocation:
    fields = {"helper": "UserHelper", "sha256": "b" * 64, "function": "Unlock-TsmUser", "parameters": {}, "timeout": 2}
    return Invocation(**({"id": uuid4()} | fields | more))


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a stand-in counts how often calls have run."""
    path = tmp_path / "count"
    monkeypatch.setenv("STAND_IN_COUNT", str(path))
    return path


@pytest.fixture
def runner(counted: Path) -> Iterator[Callable[[str], ProcessTransport]]:
    opened: list[ProcessTransport] = []

    def make(kind: str) -> ProcessTransport:
        command = [sys.executable, str(STAND_IN), kind]
        opened.append(ProcessTransport(command, find_helper=HELPERS.__getitem__, name="stand-in"))
        return opened[-1]

    yield make
    for transport in opened:
        transport.close()
