"""`./tsm test [pytest arguments]`, once the environment is there: servers, all tests, and nothing left running.

Two processes side by side: one on SQLite, one on PostgreSQL (`conftest.py` says who runs what), one summary.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

from tests.servers import servers
from tsm_site.processes import ends_with_parent

SIDE_BY_SIDE = ("--tx", "popen//env:TSM_TEST_DATABASE=sqlite", "--tx", "popen//env:TSM_TEST_DATABASE=postgresql")


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, interrupt)  # Said aloud, as what was started in the background is deaf to it.
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    try:
        with servers() as told:
            command = (sys.executable, "-P", "-m", "pytest", *SIDE_BY_SIDE, "--dist", "each", *arguments)
            tests = subprocess.Popen(command, env=os.environ | told, preexec_fn=ends_with_parent(os.getpid()))
            try:
                return tests.wait()
            finally:
                end(tests)
    except KeyboardInterrupt:
        return 130


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def end(tests: subprocess.Popen[bytes]) -> None:
    """What is still there has been interrupted; pytest then ends its fixtures, among them demos and browsers."""
    if tests.poll() is None:
        tests.send_signal(signal.SIGINT)
        try:
            tests.wait(timeout=30)
        except subprocess.TimeoutExpired:
            tests.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
