"""The bell of production: Celery over Redis, with the settings that TSM's worker has."""

import os
import threading

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.conf import settings

REDIS = os.environ.get("TSM_TEST_REDIS", "")
BELLS = 200


@pytest.mark.skipif(not REDIS, reason="./tsm test starts a Redis")
def test_hears_every_bell_once():
    heard: list[int] = []
    done = threading.Event()
    app = Celery("bells", broker=REDIS, set_as_current=False)
    ours = {name: getattr(settings, name) for name in dir(settings) if name.startswith("CELERY_")}
    app.config_from_object({**ours, "CELERY_BROKER_URL": REDIS, "CELERY_BEAT_SCHEDULE": {}}, namespace="CELERY")

    assert (app.conf.task_acks_late, app.conf.worker_prefetch_multiplier) == (True, 1)

    @app.task(name="note")
    def note(number: int) -> None:
        heard.append(number)
        if len(heard) == BELLS:
            done.set()

    with start_worker(app, pool="threads", concurrency=4, perform_ping_check=False, shutdown_timeout=30):
        for number in range(BELLS):
            note.delay(number)
        assert done.wait(30)
    assert sorted(heard) == list(range(BELLS))
