"""`./tsm bench bell`: kombu's own file transport beside ours, with a reader that polls without a pause.

A reader that meets half a message has no way to go on in Celery: the worker ends. Here it only counts them.
"""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from kombu import Connection

from tsm_site import bell


def connect(address: str, folder: str) -> Connection:
    bell.register()
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": f"{folder}-control"}
    return Connection(address, transport_options={**options, "polling_interval": 0.0})


def ring(address: str, folder: str, bells: int) -> None:
    with connect(address, folder) as connection, connection.SimpleQueue("tsm") as queue:
        for number in range(bells):
            queue.put({"job": number}, serializer="json")


def hear(address: str, folder: str, bells: int) -> tuple[int, int]:
    """How many messages came whole, and how many ended the reader."""
    heard = broken = 0
    quiet_since = time.monotonic()
    with connect(address, folder) as connection, connection.SimpleQueue("tsm") as queue:
        while heard + broken < bells and time.monotonic() - quiet_since < 5:
            try:
                message = queue.get_nowait()
            except Empty:
                continue
            except ValueError:  # half a message is no JSON
                broken += 1
            else:
                message.ack()
                heard += 1
            quiet_since = time.monotonic()
    return heard, broken


def measure(address: str, bells: int) -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = str(Path(base, "bell"))
        for name in (folder, f"{folder}-control"):
            Path(name).mkdir()
        ringer = multiprocessing.get_context("spawn").Process(target=ring, args=(address, folder, bells))
        ringer.start()
        started = time.monotonic()
        heard, broken = hear(address, folder, bells)
        took = time.monotonic() - started
        ringer.join()
    print(f"{address:14} {heard:>6} of {bells} whole, {broken:>5} ended the reader, {took:5.1f} s")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    for transport in ("filesystem://", "tsmfs://"):
        measure(transport, wanted)
