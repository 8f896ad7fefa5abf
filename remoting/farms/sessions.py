"""A session as one line of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.grants import grants_of
from accounts.models import User
from remoting.farms.acts import Act, act_on, allowed_on
from remoting.farms.models import Session
from remoting.jobs.targets import target_of_server

ROW_ACTS = ("send-session-message", "stop-session")


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in a table. `allowed`: names of the operations that the reader may run on it."""

    session: Session
    allowed: frozenset[str]

    @property
    def acts(self) -> list[Act]:
        """The acts of its row, the one that takes something away last."""
        name = {"name": self.session.shown_name}
        labels = {
            "send-session-message": (_("Message"), _("Message to %(name)s") % name, ""),
            "stop-session": (_("Log off"), _("Log off %(name)s") % name, "danger"),
        }
        return [
            act_on(self.session.key, operation, label, said, look=look, UserName=self.session.user_name)
            for operation, (label, said, look) in labels.items()
            if operation in self.allowed
        ]

    @property
    def idle(self) -> timedelta | None:
        """How long there was no input until now."""
        return timezone.now() - self.session.input_at if self.session.input_at else None

    @property
    def is_stale(self) -> bool:
        """Whether its server has not answered since."""
        reading = getattr(self.session.server, "reading", None)
        return reading is None or reading.is_stale or reading.failing_since is not None


def session_lines(sessions: Sequence[Session], user: User) -> list[SessionLine]:
    """The sessions as lines. What may be done is asked once for each server, not for each session."""
    held = grants_of(user)
    servers = {session.server for session in sessions}
    allowed = {server: allowed_on(target_of_server(server, session=0), held, ROW_ACTS) for server in servers}
    return [SessionLine(session, allowed[session.server]) for session in sessions]
