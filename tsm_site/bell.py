"""The demo's bell: Celery's messages as files, `tsmfs://`, on kombu's file transport.

kombu's own opens a message under its final name and writes afterwards, so a reader that looks in between takes half a
message and its worker ends. Here nothing has its final name before it is whole.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem, virtual
from kombu.utils.json import dumps


def write_whole(path: Path, text: str) -> None:
    """Write a file that readers see either not at all or whole."""
    part = path.with_name(f"{path.name}.{uuid4()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


class Channel(filesystem.Channel):
    """kombu's channel with whole files; a reader takes names that end in `.msg` only, so it passes over parts."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # Its two parents differ
        # Readers take messages in the order of their names. kombu's monotonic milliseconds start anew with the machine.
        write_whole(Path(self.data_folder_out, f"{time.time_ns():020d}_{uuid4()}.{queue}.msg"), dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str) -> None:
        link = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._binding():
            links = self.get_table(exchange)
            if link not in links:
                write_whole(Path(self.control_folder, f"{exchange}.exchange"), dumps([link, *links]))

    @contextmanager
    def _binding(self) -> Iterator[None]:
        self.control_folder.mkdir(exist_ok=True)
        with Path(self.control_folder, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    """kombu's transport with our channel. What it remembers belongs to its folder and not to the whole process."""

    Channel = Channel

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.state = virtual.BrokerState()


def register() -> None:
    """Make `tsmfs://` a broker address; kombu has no other way to name a transport in one."""
    TRANSPORT_ALIASES["tsmfs"] = f"{__name__}:Transport"
