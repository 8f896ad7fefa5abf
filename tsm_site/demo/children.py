"""The processes of a demo, and what each is told."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tsm_site.demo.folder import ROOT

# What a demo may take from the shell it is started in. The rest of TSM_… belongs to some other portal of that machine.
TAKEN_OVER = {
    *("TSM_TIME_ZONE", "TSM_MAIL_URL", "TSM_MAIL_FROM"),
    *("TSM_SEED", "TSM_SESSION_IDLE", "TSM_SIMULATED_SECONDS"),
}


@dataclass(frozen=True, slots=True)
class Child:
    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    handed: tuple[int, ...] = field(default=())


def environment_of(home: Path, *, people: int) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("TSM_") or name in TAKEN_OVER}
    return ours | {
        "DJANGO_SETTINGS_MODULE": "tsm_site.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(home / "tmp"),  # kombu moves a message through it: same file system, nobody else's eyes.
        "TSM_DEMO": "1",
        "TSM_HOME": str(home),
        "TSM_PEOPLE": str(people),
    }


def manage(name: str, *words: str, environment: Mapping[str, str]) -> Child:
    return Child(name, (sys.executable, str(ROOT / "manage.py"), *words), environment)


def preparation(environment: Mapping[str, str]) -> Child:
    """The first look at the simulated servers need not wait as long as a real one would think."""
    return manage("prepare", "prepare_demo", environment={**environment, "TSM_SIMULATED_SECONDS": "0"})


def web(home: Path, listener: int, environment: Mapping[str, str]) -> Child:
    """One process of eight threads on a socket that the supervisor holds, so that a new web process misses no call."""
    command = (
        *(sys.executable, "-P", "-m", "gunicorn", "tsm_site.wsgi"),
        *("--bind", f"fd://{listener}", "--worker-class", "gthread", "--threads", "8", "--no-control-socket"),
        *("--worker-tmp-dir", str(home / "tmp"), "--graceful-timeout", "5", "--log-level", "warning"),
    )
    keys = {"TSM_WEB_PRIVATE_KEYS": str(home / "keys/web.key")}
    return Child("web", command, {**environment, **keys}, handed=(listener,))


def worker(home: Path, environment: Mapping[str, str]) -> Child:
    """Threads: a job is cancelled through its runner, so Celery need not be able to kill; one process ends whole."""
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    keys = {"TSM_WORKER_PRIVATE_KEYS": str(home / "keys/worker.key")}
    command = celery("worker", "--pool", "threads", "--concurrency", "4", "--loglevel", "info", *quiet)
    return Child("worker", command, {**environment, **keys})


def beat(home: Path, environment: Mapping[str, str]) -> Child:
    return Child("beat", celery("beat", "--schedule", str(home / "beat"), "--pidfile", ""), environment)


def sweeper(environment: Mapping[str, str]) -> Child:
    return manage("sweep", "sweep", environment=environment)


def celery(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-P", "-m", "celery", "--app", "tsm_site.celery", *words)
