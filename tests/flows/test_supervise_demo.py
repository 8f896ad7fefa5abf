"""The demo's supervisor: nothing stays dead, nothing stays behind, nobody is disturbed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.flows.portal import (
    Portal,
    clean_environment,
    descendants_of,
    is_alive,
    running_demo,
    wait_until_gone,
)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One that goes on, in a folder with blanks in its name, as people have them."""
    with running_demo(tmp_path_factory.mktemp("a demo") / "in here") as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for demos that begin and end."""
    return tmp_path_factory.mktemp("demos") / "demo"


def call(*options: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-P", "-m", "tsm_site.demo", *options)
    environment = clean_environment()
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def live(portal: Portal) -> str:
    with urlopen(f"{portal.url}/health/live", timeout=20) as answer:
        return answer.read().decode().strip()


def wait_for_another(portal: Portal, name: str, old: int) -> int:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            found = portal.child(name)
        except (LookupError, FileNotFoundError):
            found = old
        if found != old:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{name} was not started again")


@pytest.mark.parametrize("name", ["web", "worker", "sweep", "beat"])
def test_starts_again_what_was_killed(portal, name):
    killed = portal.child(name)
    os.kill(killed, signal.SIGKILL)
    assert wait_for_another(portal, name, killed) != killed
    assert live(portal) == "ok"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_leaves_no_process_behind(folder, how):
    with running_demo(folder) as ending:
        below = descendants_of(ending.process.pid)
        assert len(below) >= 4
        os.kill(ending.process.pid, how)
        assert wait_until_gone([ending.process.pid, *below]) == []


def test_is_ready_again_within_five_seconds(folder):
    with running_demo(folder):
        pass
    started = time.monotonic()
    with running_demo(folder) as again:
        took = time.monotonic() - started
        assert live(again) == "ok"
    assert took < 5 * slowness()


def slowness() -> float:
    """How much longer than a second this machine takes now for what a quiet one does in one: CI has neighbours."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import django.db.models, celery.app.base, ninja"], check=True)
    return max(1.0, (time.monotonic() - started) / 0.8)


def test_says_who_holds_the_folder(portal):
    second = call("--dir", str(portal.folder))
    assert second.returncode == 1
    assert portal.url in second.stderr
    assert len(second.stderr.splitlines()) == 1
    assert live(portal) == "ok"


def test_takes_the_next_port_where_one_is_busy(folder):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with running_demo(folder, "--port", str(port)) as beside:
            assert int(beside.url.rpartition(":")[2]) > port


def test_lets_two_folders_live_side_by_side(portal, folder):
    with running_demo(folder) as second:
        assert second.url != portal.url
        assert live(second) == "ok"
    assert live(portal) == "ok"


def test_touches_no_folder_that_holds_other_things(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    refused = call("--dir", str(tmp_path), "--fresh")
    assert refused.returncode == 1
    assert (tmp_path / "letter.txt").read_text() == "Dear all"


def test_refuses_another_size_for_a_folder(folder):
    with running_demo(folder):
        pass
    refused = call("--dir", str(folder), "--people", "50")
    assert refused.returncode == 1
    assert re.search(r"300 people.*--fresh", refused.stderr)


def test_gives_each_process_the_one_private_key_it_needs(portal):
    told = {name: environment_of(portal.child(name)) for name in ("web", "worker", "sweep", "beat")}
    assert {name: [key for key in found if key.endswith("_PRIVATE_KEYS")] for name, found in told.items()} == {
        "web": ["TSM_WEB_PRIVATE_KEYS"],
        "worker": ["TSM_WORKER_PRIVATE_KEYS"],
        "sweep": [],
        "beat": [],
    }


def environment_of(pid: int) -> set[str]:
    return {entry.partition("=")[0] for entry in Path(f"/proc/{pid}/environ").read_text().split("\0") if entry}


def test_lets_nobody_else_read_its_folder(portal):
    assert portal.folder.stat().st_mode & 0o077 == 0
    secrets = [portal.folder / "secret.key", *(portal.folder / "keys").glob("*.key")]
    assert len(secrets) == 3
    assert [path.name for path in secrets if path.stat().st_mode & 0o077] == []


def test_knows_dead_from_alive():
    child = subprocess.Popen(["true"])
    child.wait()
    assert not is_alive(child.pid)
    assert is_alive(os.getpid())
