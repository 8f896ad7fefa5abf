"""`./tsm token USER --name N`: makes an API token. The last line of the output is the token."""

import os
import pwd
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from audit.trail import Way

LONGEST = 3650


class Command(BaseCommand):
    """The token is shown this once and kept nowhere."""

    help = "Makes an API token for somebody; the last line of the output is the token."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER")
        parser.add_argument("--name", required=True, help="what it is for")
        parser.add_argument("--days", type=int, default=90, help="until it expires; 90 where not said")
        parser.add_argument("--may-high", action="store_true", help="for high impact too, where the grant allows that")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is nobody called {options['user']} who may sign in.")
        if not 1 <= options["days"] <= LONGEST:
            raise CommandError(f"--days is a number from 1 to {LONGEST}.")
        if not 1 <= len(options["name"].strip()) <= 100:
            raise CommandError("--name is a text of at most 100 characters.")
        until = timezone.now() + timedelta(days=options["days"])
        way = Way(kind="command", account=pwd.getpwuid(os.getuid()).pw_name)
        name, high = options["name"].strip(), options["may_high"]
        token, text = make_token(user, name=name, may_high=high, expires_at=until, actor=user, way=way)
        self.stdout.write(f"{token.name} of {user.name}, until {until:%Y-%m-%d}. It is shown this once:")
        self.stdout.write(text)
