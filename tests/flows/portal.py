"""A real `./tsm demo` for tests: started as its users start it, on a free port, in a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sources import ROOT
from tsm_site.processes import ends_with_parent

START = 90.0  # seconds from nothing to the first page, on a busy machine
END = 20.0
PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Portal:
    url: str
    folder: Path
    process: subprocess.Popen[str]

    def child(self, name: str) -> int:
        """The process id of web, worker, sweep or beat, now."""
        words = {"web": " gunicorn ", "worker": ".celery worker ", "sweep": "manage.py sweep", "beat": ".celery beat "}
        for pid in children_of(self.process.pid):
            if words[name] in command_of(pid):
                return pid
        raise LookupError(f"there is no {name} below {self.process.pid}")


@contextmanager
def running_demo(folder: Path, *options: str, people: int = PEOPLE, **told: str) -> Iterator[Portal]:
    """`told` are settings of the demo, as the shell would give them."""
    command = (sys.executable, "-P", "-m", "tsm_site.demo", "--dir", str(folder), "--people", str(people), *options)
    process = subprocess.Popen(
        command,
        env=clean_environment() | told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=ends_with_parent(os.getpid()),
    )
    try:
        yield Portal(wait_for_address(process), folder, process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def clean_environment() -> dict[str, str]:
    """As in a shell of somebody who has set nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TSM_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(ROOT)}


def manage(portal: Portal, *words: str) -> str:
    """What a command of the portal says."""
    command = (sys.executable, str(ROOT / "manage.py"), *words)
    environment = clean_environment() | {"TSM_HOME": str(portal.folder), "TSM_DEMO": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def wait_for_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        found = re.search(r"ready:\s+(http://localhost:\d+)", line)
        if found:
            return found[1]
    raise AssertionError(f"the demo did not start:\n{''.join(said)}")


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def descendants_of(pid: int) -> list[int]:
    below = children_of(pid)
    return [*below, *(deeper for child in below for deeper in descendants_of(child))]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def is_alive(pid: int) -> bool:
    """A zombie has ended; only nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pids: list[int], *, seconds: float = END) -> list[int]:
    """Those that are still there after this long."""
    end = time.monotonic() + seconds
    while (alive := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.1)
    return alive
