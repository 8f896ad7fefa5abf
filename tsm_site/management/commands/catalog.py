"""`./tsm catalog [--check]`: writes powershell/catalog.json, or says what keeps it from being right."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from remoting.catalog.writing import FILE, catalog_of, catalog_text


class Command(BaseCommand):
    help = "Writes powershell/catalog.json from the text of the helpers."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.TSM_POWERSHELL)
        (root / FILE).write_text(catalog_text(catalog_of(root)), "utf-8")
