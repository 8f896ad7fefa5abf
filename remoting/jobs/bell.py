"""The bell: a message with a job's id and nothing else. A bell that is lost is rung again by the sweeper."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

RUN_TASK = "remoting.tasks.run_job"
ECHO_TASK = "remoting.tasks.echo"

logger = logging.getLogger(__name__)


def ring(job: UUID) -> bool:
    """Ring for a job. False where the broker did not take it: the job is queued all the same."""
    try:
        current_app.send_task(RUN_TASK, args=[str(job)], ignore_result=True, retry=False)
    except (OperationalError, OSError) as fault:
        logger.warning("The bell for job %s was not rung: %s", job, fault)
        return False
    return True
