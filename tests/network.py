"""A network of one's own on loopback, 127.A.B.0/24, so that runs beside each other never meet."""

import fcntl
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POSTGRESQL, REDIS = 20, 21  # Last numbers of addresses; ports are the usual ones.


@contextmanager
def network() -> Iterator[str]:
    """The first three numbers of a network that is held, by the kernel's lock on a file, until the block ends."""
    held = Path(tempfile.gettempdir(), f"tsm-networks-{os.getuid()}")
    held.mkdir(mode=0o700, exist_ok=True)
    while True:
        prefix = f"127.{random.randint(1, 254)}.{random.randint(0, 254)}"
        with (held / prefix).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            yield prefix
            return
