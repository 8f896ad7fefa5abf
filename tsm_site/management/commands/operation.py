"""`./tsm operation unlock-user --identity … --reason … --as USER`: an operation from the command line."""

import getpass
import json
import os
import pwd
import sys
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404
from django.utils import translation

from accounts.models import User
from accounts.proof import prove_by_command
from accounts.sealed import KeyMissing
from audit.trail import Way
from directory.people import resolve
from remoting.catalog.names import option_name
from remoting.catalog.operations import DIRECTORY_KINDS, Operation, catalog
from remoting.jobs.calls import Call, place
from remoting.jobs.models import Job
from remoting.jobs.orders import NotAcceptable
from remoting.jobs.outlines import job_out
from remoting.jobs.reveal import NothingToReveal, reveal
from remoting.jobs.states import State
from remoting.jobs.waiting import wait_for
from tsm_site.options import add_options, as_text, parameters_said, target_said


class Command(BaseCommand):
    """The same door, form, guard and trail as page and API; the trail names the operating system's account."""

    help = "Runs an operation and waits for its end. Secrets are asked for or read from standard input, line by line."

    def add_arguments(self, parser: CommandParser) -> None:
        operations = parser.add_subparsers(dest="operation", required=True, metavar="OPERATION")
        for operation in catalog().offered:
            own = operations.add_parser(operation.name, help=operation.synopsis.replace("%", "%%"))
            add_options(own, operation)
            own.add_argument("--as", required=True, dest="user", metavar="USER", help="whose grants count")
            own.add_argument("--wait", type=int, default=60, metavar="SECONDS", help="for its end; 60 where not said")
            own.add_argument("--json", action="store_true", help="the job as the API tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        operation = catalog().get(options["operation"])
        if operation is None:
            raise CommandError(f"There is no operation {options['operation']}.")
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is nobody called {options['user']} who may sign in.")
        way = Way(kind="command", account=pwd.getpwuid(os.getuid()).pw_name)
        with translation.override("en"):
            job = self._run(operation, options, user, way)
            self._tell(job, user, way, as_json=options["json"])
        if job.state != State.SUCCEEDED:
            sys.exit(1)

    def _run(self, operation: Operation, options: dict[str, Any], user: User, way: Way) -> Job:
        call = Call(
            name=operation.name,
            target=self._target(operation, options, user),
            domain=options.get("domain") or "",
            parameters=parameters_said(operation, options, self._ask),
            reason=options["reason"],
            ticket=options["ticket"],
            preview=options.get("preview", False),
        )
        if not operation.needs_preview or call.preview:
            return self._place(call, user, way, wait=options["wait"])
        return self._run_high(call, user, way, options)

    def _run_high(self, call: Call, user: User, way: Way, options: dict[str, Any]) -> Job:
        """What has high impact: a preview, a yes, and the password of whose grants count."""
        shown = self._place(replace(call, preview=True), user, way, wait=options["wait"])
        if shown.state != State.SUCCEEDED:
            return shown
        self._tell_changes(shown)
        if not options["yes"] and self._read("Do this? Write yes: ").strip() != "yes":
            raise CommandError("Nothing was changed.")
        if not prove_by_command(user, self._ask(f"Password of {user.get_username()} in TSM"), way=way):
            raise CommandError("This is not the password. Nothing was changed.")
        return self._place(replace(call, preview_of=shown.pk), user, way, wait=options["wait"], proved=True)

    def _target(self, operation: Operation, options: dict[str, Any], user: User) -> str:
        said = target_said(operation, options)
        if said and operation.component in DIRECTORY_KINDS:
            found = resolve(operation.component, said, user=user)
            return str(found) if found else said
        return said

    def _place(self, call: Call, user: User, way: Way, *, wait: int, proved: bool = False) -> Job:
        try:
            job = place(call, actor=user, way=way, proved=proved)
        except NotAcceptable as error:
            lines = [f"--{option_name(name)}: {one}" for name, all_of in error.problems.items() for one in all_of]
            raise CommandError("\n".join(lines)) from None
        except Http404:
            raise CommandError("This does not exist, or lies outside what this person may see.") from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None
        wait_for(job.pk, seconds=wait)
        return Job.objects.select_related("actor").get(pk=job.pk)

    def _ask(self, what: str) -> str:
        """A secret: without echo at a terminal, else the next line of standard input."""
        if sys.stdin.isatty():
            return getpass.getpass(f"{what.rstrip('.')}: ")
        return self._read("").rstrip("\r\n")

    def _read(self, prompt: str) -> str:
        self.stdout.write(prompt, ending="")
        self.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise CommandError("Standard input ended before everything was said.")
        return line

    def _tell(self, job: Job, user: User, way: Way, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(job_out(job, user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{job.get_state_display()}: {as_text(str(job))} ({job.pk})")
        if job.is_open:
            self.stdout.write("It has not ended yet. Its page in TSM says when it has.")
        if job.error_code or job.error_message:
            self.stdout.write(f"{job.error_code}: {as_text(job.error_message)}")
        self._tell_changes(job)
        for row in job.result or []:
            self.stdout.write(as_text(row))
        self._tell_secrets(job, user, way)

    def _tell_changes(self, job: Job) -> None:
        for change in job.changes.all():
            word = "changed" if change.applied else "would change" if job.what_if else "unchanged"
            self.stdout.write(f"{as_text(change.name)}: {word}")
            for name, after in change.after.items():
                self.stdout.write(f"  {name}: {as_text(change.before.get(name))} -> {as_text(after)}")

    def _tell_secrets(self, job: Job, user: User, way: Way) -> None:
        try:
            for secret in reveal(job, actor=user, way=way):
                self.stdout.write(f"{as_text(secret.name)}: {secret.secret}")
        except NothingToReveal:
            return
        except KeyMissing:
            self.stdout.write("The secret is shown on the job's page: this account cannot open it.")
