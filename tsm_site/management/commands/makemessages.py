"""Django's makemessages with what it always needs here: no places in the file, and only our own texts."""

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

NOT_OURS = (".venv/*", ".demo/*", ".test/*", "tests/*", "docs/*", "static/*", "powershell/*")


class Command(makemessages.Command):
    """`./tsm makemessages -l de`, then the translations, then `./tsm compilemessages -l de -i .venv`."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        # Places would change the file with every line that moves; what is gone is found in the history.
        parser.set_defaults(no_location=True, no_obsolete=True, ignore_patterns=list(NOT_OURS))
