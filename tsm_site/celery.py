"""The Celery app. The database is the queue; a message is a bell that carries a job's id and nothing else."""

import os

from celery import Celery

from tsm_site import bell

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsm_site.settings")  # Celery looks for it when the app is made.
bell.register()

app = Celery("tsm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The only entry that beat has: what runs when stands in rows (remoting/schedules), and each tick rings for what is due.
app.conf.beat_schedule = {"tick": {"task": "remoting.schedules.tasks.tick", "schedule": 30.0}}
