"""`./tsm sweep`: the sweeper, a process of its own under systemd or the demo's supervisor."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from remoting.jobs.sweep import sweep_once

logger = logging.getLogger(__name__)
PAUSE = 2.0  # seconds between rounds
GLANCE = 0.2


class Command(BaseCommand):
    help = "Ring again for what waits, take over what a dead worker held, expire what nobody started."
    asked_to_stop = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(str(sweep_once()))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_soon)
        while not self.asked_to_stop:
            round_of_sweeping()
            self._pause()

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _pause(self) -> None:
        end = time.monotonic() + PAUSE
        while not self.asked_to_stop and time.monotonic() < end:
            time.sleep(GLANCE)


def round_of_sweeping() -> None:
    """A database that is away for a while must not end the one process that repairs things afterwards."""
    close_old_connections()
    try:
        swept = sweep_once()
    except DatabaseError:
        logger.exception("A round of sweeping failed; the next one tries again.")
    else:
        if swept.taken or swept.expired:
            logger.info("%s", swept)
