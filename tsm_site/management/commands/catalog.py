"""`./tsm catalog [--check]`: writes powershell/catalog.json, or says what keeps it from being right."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from remoting.catalog import messages
from remoting.catalog.checking import problems
from remoting.catalog.drift import drift
from remoting.catalog.operations import catalog_from
from remoting.catalog.wording import write_messages
from remoting.catalog.writing import FILE, catalog_of, catalog_text

MESSAGES = Path(messages.__file__).parent


class Command(BaseCommand):
    """Reads every helper, refuses what is not a good operation, and writes what the portal is made from."""

    help = "Writes powershell/catalog.json and the messages for translators from the text of the helpers."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, only say what is wrong")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        root = Path(settings.TSM_POWERSHELL)
        self._fail(problems(root))
        rows = catalog_of(root)
        if check:
            self._fail(drift(root, MESSAGES, rows))
        else:
            (root / FILE).write_text(catalog_text(rows), "utf-8")
            write_messages(MESSAGES, rows)
        count = len(catalog_from(rows).operations)
        self.stdout.write(f"{count} operations." if check else f"{count} operations written to {root.name}/{FILE}.")

    def _fail(self, sentences: list[str]) -> None:
        if sentences:
            raise CommandError("\n".join(sentences))
