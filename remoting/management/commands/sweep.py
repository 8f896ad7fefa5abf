"""`./tsm sweep`: the sweeper, a supervised process of its own."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from remoting.jobs.sweep import sweep_once

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Sweep every few seconds until told to stop; a database that does not answer is asked again."""

    help = "Rings for waiting jobs, ends expired ones and takes over those whose worker has gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=5.0, help="Seconds between two rounds.")
        parser.add_argument("--once", action="store_true", help="One round, then end.")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def end(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        while not stop.is_set():
            try:
                sweep_once()
            except DatabaseError:
                logger.exception("The database did not answer the sweeper.")
            close_old_connections()
            if options["once"]:
                return
            stop.wait(options["every"])
