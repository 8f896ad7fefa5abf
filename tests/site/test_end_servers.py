"""The servers of `./tsm test`: two runs never meet, and nothing stays behind, however a run ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.flows.portal import clean_environment, descendants_of, wait_until_gone

PROGRAM = """
import json, signal, sys, time
from tests.__main__ import interrupt
from tests.servers import servers
signal.signal(signal.SIGTERM, interrupt)
signal.signal(signal.SIGINT, interrupt)  # Whoever starts things in the background starts them deaf to it.
with servers() as told:
    print(json.dumps(told), flush=True)
    time.sleep(600)
"""
missing = not list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
pytestmark = pytest.mark.skipif(missing, reason="./tsm test installs PostgreSQL and Redis")


@contextmanager
def run() -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    command = (sys.executable, "-P", "-c", PROGRAM)
    environment = clean_environment()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_leaves_no_server_behind(how):
    with run() as (process, _):
        below = descendants_of(process.pid)
        assert len(below) >= 2
        os.kill(process.pid, how)
        assert wait_until_gone([process.pid, *below]) == []


def test_gives_each_run_its_own_addresses():
    with run() as (_, first), run() as (_, second):
        assert set(first.values()).isdisjoint(second.values())
        assert all("127.0.0.1" not in address for address in first.values())
