"""`./tsm seed [--people N] [--seed S]`: fills an empty database with the simulated domain."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tsm_site.demo.progress import nobody
from tsm_site.demo.world import OtherWorld, seed


class Command(BaseCommand):
    """Makes the simulated domain, its servers and its sign-ins; does nothing where they are there."""

    help = "Fills an empty database with the simulated domain; may be called again and again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--people", type=int, default=settings.TSM_PEOPLE, help="how many people (default %(default)s)"
        )
        parser.add_argument(
            "--seed", type=int, default=settings.TSM_SEED, help="what the world follows from (default %(default)s)"
        )

    def _say(self, verbosity: int) -> Callable[[str], None]:
        return self.stdout.write if verbosity else nobody

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = seed(people=options["people"], seed=options["seed"], say=self._say(options["verbosity"]))
        except OtherWorld as other:
            raise CommandError(str(other)) from other
        if options["verbosity"]:
            word = "made" if found.is_new else "is there already"
            self.stdout.write(f"The domain {found.domain} of {found.people:,} people {word}.")
