"""A job as its reader may see it: words, acts, and what is hidden from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from accounts.grants import is_administrator, is_auditor
from accounts.models import User
from directory.models import DirectoryObject
from remoting.catalog.names import label_text
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.afterwards import TOUCHING
from remoting.jobs.by_hand import may_settle
from remoting.jobs.cancel import may_cancel
from remoting.jobs.effects import Effect, effects_of, said, sentence_of
from remoting.jobs.labels import short_label
from remoting.jobs.models import Change, Job
from remoting.jobs.reveal import revealable_until
from remoting.jobs.states import WORRYING, State
from remoting.jobs.targets import guid_in

RESULTS = settings.ROOT / "templates"
AGAIN = frozenset({State.SUCCEEDED, State.CANCELLED, State.EXPIRED, State.SUPERSEDED})
SETTLING = timedelta(seconds=3)
RETRY = frozenset({State.FAILED, State.PARTIAL})


@dataclass(frozen=True, slots=True)
class Shown:
    """A job for one reader. `sees_all` tells whether parameters, reason and output are theirs to see."""

    job: Job
    operation: Operation | None
    title: str
    outcome: str
    changes: Sequence[Change]
    sees_all: bool
    is_mine: bool
    may_cancel: bool
    may_settle: bool
    reveal_until: datetime | None

    @property
    def state(self) -> str:
        return "cancelling" if self.job.is_stopping else str(self.job.state)

    @property
    def is_settling(self) -> bool:
        """Ended a moment ago, and the mirror has not read the object anew yet: pages look once more."""
        job = self.job
        if job.is_open or not job.is_change or job.what_if or job.object_guid is None or job.ended_at is None:
            return False
        if job.state not in TOUCHING or timezone.now() - job.ended_at > SETTLING:
            return False
        stale = DirectoryObject.objects.present().filter(guid=job.object_guid, mirrored_at__lt=job.ended_at)
        return stale.exists()

    @property
    def polls(self) -> bool:
        return self.job.is_open or self.is_settling

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What was asked for, in words; objects by their names."""
        return [(gettext(label_text(name)), _worded(name, value)) for name, value in self.job.parameters.items()]

    @property
    def effects(self) -> list[Effect]:
        return effects_of(self.changes)

    @property
    def again_url(self) -> str:
        """The dialog with the same order; empty where running it again makes no sense, or for others' jobs."""
        if not self.is_mine or self.operation is None or self.job.what_if:
            return ""
        if self.job.state in AGAIN or self.job.state in RETRY or self.job.state == State.REFUSED:
            return f"{reverse('remoting:operation', args=[self.job.operation])}?again={self.job.pk}"
        return ""

    @property
    def again_label(self) -> str:
        if self.job.state in RETRY or self.job.state == State.REFUSED:
            return _("Retry")
        return _("Run again")

    @property
    def pause(self) -> str:
        """Seconds until the row looks again: often while it is young, seldom later."""
        age = timezone.now() - self.job.created_at
        if age < timedelta(seconds=20):
            return "1s"
        return "2s" if age < timedelta(minutes=2) else "10s"

    @property
    def milliseconds(self) -> int | None:
        return None if self.job.seconds is None else int(self.job.seconds * 1000)

    @property
    def target_url(self) -> str:
        """The page of what it acts on; empty where there is none."""
        job = self.job
        if job.target_kind in ("user", "group", "computer", "ou") and job.target_key:
            return reverse("directory:object", args=[job.target_key])
        if job.target_kind in ("server", "session") and job.server:
            return reverse("remoting:server", args=[job.server])
        return ""

    @property
    def result_template(self) -> str:
        """A template of its own where a result deserves one, else facts or a table."""
        own = f"remoting/results/{self.job.operation}.html"
        return own if (RESULTS / own).is_file() else "remoting/job.html#result"

    @property
    def is_plain_success(self) -> bool:
        """Succeeded, with nothing to look at: no secret, no result, one object at the most."""
        done = self.job.state == State.SUCCEEDED and not self.is_settling
        return done and self.reveal_until is None and not self.job.result and len(self.changes) <= 1

    @property
    def toast_text(self) -> str:
        whom = f"{self.title}, {self.job.target_name}" if self.job.target_name else self.title
        return f"{whom}: {self.outcome}" if self.outcome else whom

    @property
    def toast_look(self) -> str:
        return {State.SUCCEEDED: "ok", State.PARTIAL: "warn"}.get(
            State(self.job.state), "bad" if self.job.state in WORRYING else "off"
        )

    @property
    def secret_title(self) -> str:
        """The head of the page that shows its secret."""
        if self.job.operation in ("reset-user-password", "new-user"):
            return _("New password for %(name)s") % {"name": self._whom}
        return f"{self.title}: {self.job.target_name}" if self.job.target_name else self.title

    @property
    def secret_hint(self) -> str:
        """What to say to the caller."""
        if self.job.operation not in ("reset-user-password", "new-user"):
            return ""
        if self.job.parameters.get("MustChange", True):
            return _("Windows asks for a new one at the next sign-in.")
        return _("It stays until it is changed.")

    @property
    def _whom(self) -> str:
        first = self.changes[0].name if self.changes else ""
        return first if self.job.operation == "new-user" and first else self.job.target_name


def shown(job: Job, user: User) -> Shown:
    """The job for this reader."""
    operation = catalog().get(job.operation)
    changes = list(Change.objects.filter(job=job)[:200])
    mine = job.actor_id == user.pk
    return Shown(
        job=job,
        operation=operation,
        title=short_label(operation) if operation else job.operation,
        outcome=outcome_of(job, operation, changes),
        changes=changes,
        sees_all=mine or is_auditor(user) or is_administrator(user),
        is_mine=mine,
        may_cancel=may_cancel(job, user),
        may_settle=may_settle(job, user),
        reveal_until=revealable_until(job, user),
    )


def shown_rows(jobs: Sequence[Job], user: User) -> list[Shown]:
    """Many jobs for one reader, with the questions asked once."""
    by_job: dict[Any, list[Change]] = {}
    for change in Change.objects.filter(job__in=[job.pk for job in jobs], position__lt=20).order_by("position"):
        by_job.setdefault(change.job_id, []).append(change)
    everything = is_auditor(user) or is_administrator(user)
    rows: list[Shown] = []
    for job in jobs:
        operation = catalog().get(job.operation)
        changes = by_job.get(job.pk, [])
        mine = job.actor_id == user.pk
        rows.append(
            Shown(
                job=job,
                operation=operation,
                title=short_label(operation) if operation else job.operation,
                outcome=outcome_of(job, operation, changes),
                changes=changes,
                sees_all=mine or everything,
                is_mine=mine,
                may_cancel=job.is_open and (mine or everything) and may_cancel(job, user),
                may_settle=job.state == State.NEEDS_HUMAN and may_settle(job, user),
                reveal_until=revealable_until(job, user) if mine and job.state == State.SUCCEEDED else None,
            )
        )
    return rows


def outcome_of(job: Job, operation: Operation | None, changes: Sequence[Change]) -> str:
    """One sentence for where it stands or how it ended."""
    match job.state:
        case State.QUEUED if job.attempts:
            return _("Tried %(number)s times, waits for another try") % {"number": job.attempts}
        case State.QUEUED:
            return _("Waits for a worker")
        case State.AWAITING_APPROVAL:
            return _("Waits for a second person")
        case State.AWAITING_SECRET:
            return _("Approved. Type the secret again")
        case State.RUNNING if job.is_stopping:
            return _("Told to stop, waits for the server")
        case State.RUNNING:
            return _("On %(name)s") % {"name": job.ran_on} if job.ran_on else _("Asks the directory")
        case State.UNCERTAIN:
            return _("Answer lost after sending. Reading it back, target held")
        case State.SUCCEEDED if changes:
            return sentence_of(changes, secret=bool(operation and operation.has_secret_output))
        case State.SUCCEEDED:
            return job.error_message or _read_sentence(job)
        case _:
            return job.error_message or sentence_of(changes, secret=False)


def _read_sentence(job: Job) -> str:
    if isinstance(job.result, list):
        return _("%(number)s found") % {"number": len(job.result)} if len(job.result) != 1 else _("Read")
    return _("The result is not kept any more") if job.result is None and not job.is_change else _("Done")


def _worded(name: str, value: Any) -> str:
    """The value of a parameter; where it names objects by GUID, their names."""
    values = value if isinstance(value, list) else [value]
    guids = [guid for each in values if (guid := guid_in(str(each)))]
    rows = DirectoryObject.objects.filter(guid__in=guids) if guids else DirectoryObject.objects.none()
    names = {str(guid): label for guid, label in rows.values_list("guid", "name")}
    return ", ".join(names.get(str(each).lower()) or said(name, each) for each in values)


def usual_seconds(job: Job) -> float | None:
    """How long the operation usually takes: the median of its last twenty runs; None where there are too few."""
    done = Job.objects.runs().filter(operation=job.operation, state=State.SUCCEEDED).exclude(pk=job.pk)
    spans = [
        (ended - started).total_seconds()
        for started, ended in done.order_by("-created_at").values_list("started_at", "ended_at")[:20]
        if started and ended
    ]
    return median(spans) if len(spans) >= 3 else None
