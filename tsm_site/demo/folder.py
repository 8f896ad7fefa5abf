"""The folder of a demo: everything that it keeps, for one demo at a time."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parents[2]
# What the database, the static files and the seed were made from; prepared again when one of them changes.
SOURCES = ("*/migrations/*.py", "static/**/*", "powershell/catalog.json", "tsm_site/settings.py")


class Refused(Exception):
    """A folder that cannot be used; the text says why and what helps."""


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path
    lock: TextIO  # Held open: the kernel takes the lock back when this process ends, however it ends.

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def marker(self) -> Path:
        return self.path / "demo.json"

    def people(self) -> int | None:
        """How many people its domain has; None before the first preparation."""
        return json.loads(self.marker.read_text())["people"] if self.marker.exists() else None

    def is_prepared(self) -> bool:
        return self.marker.exists() and json.loads(self.marker.read_text())["sources"] == digest_of_sources()

    def is_prepared_for(self, people: int) -> None:
        self.marker.write_text(json.dumps({"people": people, "sources": digest_of_sources()}))

    def says(self, address: str) -> None:
        """Write into the lock who holds it, for the one who comes second."""
        self.lock.seek(0)
        self.lock.truncate()
        self.lock.write(f"{address} (process {os.getpid()})")
        self.lock.flush()


def take(path: Path, *, fresh: bool) -> Folder:
    """Make the folder where it is missing and hold it until this process ends."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (path / "lock").open("a+", encoding="utf-8")
    except OSError as problem:
        raise Refused(f"cannot write to {path}: {problem.strerror}. Choose another folder with --dir.") from problem
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        lock.seek(0)
        holder = lock.read() or "it is starting"
        raise Refused(f"a demo already runs in {path}: {holder}. End it, or choose another folder.") from problem
    folder = Folder(path, lock)
    others = {entry.name for entry in path.iterdir()} - {"lock"}
    if others and "secret.key" not in others:
        raise Refused(f"{path} holds other things than a demo. Choose an empty folder with --dir.")
    if fresh:
        clear(path)
    furnish(folder)
    return folder


def clear(path: Path) -> None:
    for entry in path.iterdir():
        if entry.name == "lock":
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def furnish(folder: Folder) -> None:
    """Folders that only their owner may read, and the key of the sessions."""
    for name in ("bell", "bell-control", "keys", "logs", "tmp"):
        (folder.path / name).mkdir(mode=0o700, exist_ok=True)
    key = folder.path / "secret.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50))


def sources() -> Iterator[Path]:
    for pattern in SOURCES:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def digest_of_sources() -> str:
    """Cheap to take at every start: names, sizes and times instead of contents."""
    digest = hashlib.sha256()
    for path in sources():
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
