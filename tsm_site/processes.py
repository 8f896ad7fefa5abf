"""Children that end with the process that started them, however that ends."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def ends_with_parent(parent: int) -> Callable[[], None]:
    """What a new child does before it becomes its program: ask the kernel for a TERM when the parent is gone."""

    def ask() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # It went while we were born: nobody would tell us any more.
            os._exit(1)

    return ask


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: Path,
    folder: Path,
    handed: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches its parent alone, who ends it in order.

    `handed` are file descriptors that the child keeps under their numbers.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=handed,
            start_new_session=True,
            preexec_fn=ends_with_parent(os.getpid()),
        )


def stop(children: Sequence[subprocess.Popen[bytes]], *, patience: float) -> None:
    """End them: TERM to all, `patience` seconds for all together, then KILL to what is left of their sessions."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    end = time.monotonic() + patience
    for child in children:
        try:
            child.wait(timeout=max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            kill_session(child)
            child.wait()


def kill_session(child: subprocess.Popen[bytes]) -> None:
    """KILL a child and what it started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
