"""One process over the others: starts them, starts what died again, ends them all."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tsm_site.demo.children import Child
from tsm_site.demo.folder import ROOT
from tsm_site.demo.progress import Follower
from tsm_site.processes import kill_session, start, stop

FIRST_PAUSE = 0.5  # seconds before what died is started again; doubled each time
LONGEST_PAUSE = 30.0
STEADY = 30.0  # seconds that a child has to run before its pause is the first one again
PATIENCE = 12.0  # seconds that children get for what they are at; a web answer has five of its own
GLANCE = 0.05
LONGEST_LOG = 5_000_000  # bytes, looked at when a demo starts


class Failed(Exception):
    """A step of the start did not work; the text says where to read why."""


@dataclass(slots=True)
class Kept:
    """A child that is started again whenever it ends."""

    child: Child
    process: subprocess.Popen[bytes]
    since: float
    pause: float = FIRST_PAUSE
    again_at: float = 0.0  # 0 while it runs


class Supervisor:
    """Tells of every child that ends through `say`."""

    def __init__(self, logs: Path, *, say: Callable[[str], None]) -> None:
        self.logs = logs
        self.say = say
        self.asked_to_stop = False
        self.kept: list[Kept] = []
        for log in logs.glob("*.log"):
            if log.stat().st_size > LONGEST_LOG:
                log.replace(log.with_suffix(".log.1"))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def run(self, child: Child) -> None:
        """Run a step to its end, and repeat what it says of its progress.

        A step that was asked to stop ends at once: it is done again at the next start.
        """
        follower = Follower(self.log_of(child))
        process = self._start(child)
        while process.poll() is None and not self.asked_to_stop:
            for line in follower.news():
                self.say(f"  {line} …")
            time.sleep(GLANCE)
        stop([process], patience=PATIENCE)
        if process.returncode and not self.asked_to_stop:
            raise Failed(f"{child.name} ended with {process.returncode}; see {self.log_of(child)}")

    def keep(self, children: Sequence[Child]) -> None:
        """Start children and keep them running from now on."""
        self.kept += [Kept(child, self._start(child), time.monotonic()) for child in children]

    def look(self) -> None:
        """One glance: what has ended is started again, after a pause that grows while it keeps ending."""
        for kept in self.kept:
            now = time.monotonic()
            if kept.again_at:
                if now >= kept.again_at:
                    kept.process, kept.since, kept.again_at = self._start(kept.child), now, 0.0
            elif kept.process.poll() is not None:
                kill_session(kept.process)  # Nothing that it had started may go on beside its successor.
                if now - kept.since > STEADY:
                    kept.pause = FIRST_PAUSE
                code, log = kept.process.returncode, self.log_of(kept.child)
                self.say(f"{kept.child.name} ended ({code}); starting it again in {kept.pause:g} s. See {log}")
                kept.again_at = now + kept.pause
                kept.pause = min(kept.pause * 2, LONGEST_PAUSE)
        time.sleep(GLANCE)

    def stop(self) -> None:
        stop([kept.process for kept in self.kept], patience=PATIENCE)

    def log_of(self, child: Child) -> Path:
        return self.logs / f"{child.name}.log"

    def _start(self, child: Child) -> subprocess.Popen[bytes]:
        log = self.log_of(child)
        return start(child.command, environment=child.environment, log=log, folder=ROOT, handed=child.handed)
