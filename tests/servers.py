"""PostgreSQL and Redis for one run of the tests: in a throw-away folder, on addresses of their own."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.network import POSTGRESQL, REDIS, network
from tsm_site.processes import start, stop

START = 30.0  # seconds a server may take until it answers
PATIENCE = 10.0


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """What the tests are told about the servers, as environment; they end with the block."""
    home = Path(tempfile.mkdtemp(prefix="tsm-servers-"))
    home.chmod(0o711)  # PostgreSQL's own user has to get through to its folder below.
    running: list[subprocess.Popen[bytes]] = []
    try:
        with network() as prefix:
            password = secrets.token_hex(16)
            running.append(postgresql(home, f"{prefix}.{POSTGRESQL}", password))
            running.append(redis(home, f"{prefix}.{REDIS}"))
            wait_for(f"{prefix}.{POSTGRESQL}", 5432, running[0], home / "postgresql.log")
            wait_for(f"{prefix}.{REDIS}", 6379, running[1], home / "redis.log")
            yield {
                "TSM_TEST_POSTGRESQL": f"postgres://tsm:{password}@{prefix}.{POSTGRESQL}:5432/postgres",
                "TSM_TEST_REDIS": f"redis://{prefix}.{REDIS}:6379/0",
            }
    finally:
        # INT ends PostgreSQL at once and in order; at TERM it would wait for the last of its clients.
        for process in running:
            process.send_signal(signal.SIGINT)
        stop(running, patience=PATIENCE)
        shutil.rmtree(home, ignore_errors=True)


def postgresql(home: Path, address: str, password: str) -> subprocess.Popen[bytes]:
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    data, hint = home / "postgresql", home / "password"
    data.mkdir()
    hint.touch(mode=0o600)
    hint.write_text(password)
    as_owner: Sequence[str] = ()
    if os.getuid() == 0:  # PostgreSQL refuses root. setpriv sets the wish to end with the parent after the change.
        owner = pwd.getpwnam("postgres")
        for path in (data, hint):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        as_owner = ("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--pdeathsig", "INT")
    make = (programs / "initdb", "--no-sync", "--auth", "scram-sha-256", "--username", "tsm", "--pwfile", hint)
    made = run((*as_owner, *make, "--locale", "C.UTF-8", "--encoding", "UTF8", "--pgdata", data))
    if made.returncode:
        raise SystemExit(f"initdb failed:\n{made.stderr}")
    options = {
        "listen_addresses": address,
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "dynamic_shared_memory_type": "mmap",
    }
    settings = (word for name, value in options.items() for word in ("-c", f"{name}={value}"))
    return serve((*as_owner, programs / "postgres", "-D", data, *settings), home / "postgresql.log")


def redis(home: Path, address: str) -> subprocess.Popen[bytes]:
    options = ("--bind", address, "--port", "6379", "--save", "", "--appendonly", "no", "--dir", home)
    return serve(("redis-server", *options), home / "redis.log")


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True, cwd="/")


def serve(command: Sequence[str | Path], log: Path) -> subprocess.Popen[bytes]:
    environment: Mapping[str, str] = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return start([str(word) for word in command], environment=environment, log=log, folder=Path("/"))


def wait_for(address: str, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"{log.stem} does not answer; the end of its log:\n{log.read_text()[-2000:]}")
