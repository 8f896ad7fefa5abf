"""Makes the reports now: `./tsm run_reports --date 2026-11-17`."""

import getpass
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.trail import Way
from directory.reports import reports
from directory.reports.mailing import send_reports
from directory.reports.runs import make_reports


class Command(BaseCommand):
    """Makes reports for a day, and mails them where that is asked for."""

    help = "Make the nightly reports now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="REPORT", help="some of them only; all where none is named")
        parser.add_argument("--date", type=date.fromisoformat, default=None, help="the day (2026-11-17); today")
        parser.add_argument("--mail", action="store_true", help="mail them to those who subscribed")

    def handle(self, *_args: Any, **options: Any) -> None:
        unknown = set(options["names"]) - set(reports())
        if unknown:
            raise CommandError(f"No report is called {', '.join(sorted(unknown))}. There are: {', '.join(reports())}.")
        way = Way("command", account=getpass.getuser())
        day = options["date"] or timezone.localdate()
        runs = make_reports(day, actor=None, way=way, names=options["names"])
        for run in runs:
            self.stdout.write(f"{run.report} {run.date}: {run.number} rows, {run.added} new, {run.removed} gone")
        if options["mail"]:
            self.stdout.write(f"{send_reports(runs, actor=None, way=way)} mails sent")
