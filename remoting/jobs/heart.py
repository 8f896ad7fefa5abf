"""The heart of a worker: says that the process lives, and ends it when it has become deaf."""

from __future__ import annotations

import logging
import os
import threading
from typing import Any

from django.db import DatabaseError, close_old_connections

from remoting.jobs.workers import BEAT_SECONDS, beat, forget_old, gone, is_deaf, worker_name

logger = logging.getLogger(__name__)

DEAF = 70  # exit status; the supervisor starts the worker anew


class Heart:
    """A thread of the worker's process."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, **_kwargs: Any) -> None:
        """Begin to beat. Called when Celery says that the worker is ready."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)
            self._thread.start()

    def stop(self, **_kwargs: Any) -> None:
        self._stopped.set()

    def _beat(self) -> None:
        name = worker_name()
        while not self._stopped.is_set():
            try:
                beat(name, process=os.getpid())
                forget_old()
                if is_deaf(name):
                    logger.error("Jobs wait and this worker has heard no bell for long: it ends.")
                    os._exit(DEAF)
            except DatabaseError:
                logger.warning("The database did not take the worker's sign of life.")
            close_old_connections()
            self._stopped.wait(BEAT_SECONDS)
        try:
            gone(name)
        except DatabaseError:
            logger.info("The worker ended without taking its row along.")


HEART = Heart()
