"""What a demo needs before its first page: keys, tables, the simulated domain, static files, the bell's queue."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.sealed import make_keys
from tsm_site.celery import app


class Command(BaseCommand):
    help = "Prepare the folder of a demo; run again it changes what is out of date."
    requires_system_checks = ()  # There are no tables yet that they could look at.

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TSM_DEMO:
            raise CommandError("This prepares a demo and nothing else: set TSM_DEMO and TSM_HOME, or use ./tsm demo.")
        if not (settings.TSM_KEYS / "worker.key").exists():
            make_keys(settings.TSM_KEYS)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("seed", verbosity=options["verbosity"])
        call_command("collectstatic", verbosity=0, interactive=False)
        declare_queue()


def declare_queue() -> None:
    """Bind the queue now, so that whoever rings first finds it, worker or no worker."""
    with app.connection_for_write() as connection, connection.channel() as channel:
        for queue in app.amqp.queues.values():
            queue(channel).declare()
