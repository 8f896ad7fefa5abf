"""Posting to the worker: a message with the name of a task and ids, nothing else."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def post(task: str, *ids: str | int) -> bool:
    """False where the broker did not take it: the page is shown all the same, and somebody asks again."""
    try:
        current_app.send_task(task, args=list(ids), ignore_result=True, retry=False)
    except (OperationalError, OSError) as fault:
        logger.warning("%s was not posted: %s", task, fault)
        return False
    return True
