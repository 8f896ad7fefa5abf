"""The demo's bell under load: whoever reads as fast as they can gets every message once, whole and in order."""

import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

from tsm_site import bell

BELLS = 5000


@pytest.fixture
def options(tmp_path: Path) -> dict[str, object]:
    for name in ("bell", "control"):
        (tmp_path / name).mkdir()
    folder = str(tmp_path / "bell")
    return {
        "data_folder_in": folder,
        "data_folder_out": folder,
        "control_folder": str(tmp_path / "control"),
        "polling_interval": 0.0,
    }


@pytest.fixture
def queue(options: dict[str, object]) -> Iterator[SimpleQueue]:
    with connect(options) as connection, connection.SimpleQueue("tsm") as queue:
        yield queue


def connect(options: dict[str, object]) -> Connection:
    bell.register()
    return Connection("tsmfs://", transport_options=options)


def ring(options: dict[str, object], first: int, last: int) -> None:
    with connect(options) as connection, connection.SimpleQueue("tsm") as queue:
        for number in range(first, last):
            queue.put({"job": number}, serializer="json")


def hear(queue: SimpleQueue, heard: list[int], wanted: int) -> None:
    """Poll without a pause; a half-written message would raise here and end the reader."""
    while len(heard) < wanted:
        try:
            message = queue.get_nowait()
        except Empty:
            continue
        message.ack()
        heard.append(message.payload["job"])


def test_loses_none_of_5000_to_a_reader_that_polls_hard(options, queue):
    spawn = multiprocessing.get_context("spawn")
    half = BELLS // 2
    ringers = [spawn.Process(target=ring, args=(options, first, first + half)) for first in (0, half)]
    heard: list[int] = []
    reader = threading.Thread(target=hear, args=(queue, heard, BELLS), daemon=True)
    for each in (reader, *ringers):
        each.start()
    for ringer in ringers:
        ringer.join()
    reader.join(timeout=60)
    assert sorted(heard) == list(range(BELLS))


def test_hears_in_the_order_of_ringing(options, queue):
    ring(options, 0, 50)
    heard: list[int] = []
    hear(queue, heard, 50)
    assert heard == list(range(50))


def test_never_takes_what_is_half_written(options, queue):
    Path(options["data_folder_in"], "00_x.tsm.msg.0.part").write_text('{"body": "ha')
    with pytest.raises(Empty):
        queue.get_nowait()


def test_leaves_nothing_behind(options, queue):
    ring(options, 0, 5)
    hear(queue, [], 5)
    assert list(Path(options["data_folder_in"]).iterdir()) == []
