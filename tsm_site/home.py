"""What the home page shows: what waits, what is locked, what one has ordered. Each part is asked for on its own."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.grants import grants_of
from accounts.models import User
from directory.lists import state_filter
from directory.models import DirectoryObject
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.access import covers
from remoting.jobs.listing import JobFilter, narrow
from remoting.jobs.models import Job, JobQuerySet
from remoting.jobs.targets import Target, target_of_object

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Number:
    count: int
    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A user in a list of the home page, with what may be done at once."""

    object: DirectoryObject
    acts: tuple[Operation, ...]


def people(user: User) -> QuerySet[DirectoryObject]:
    shown = DirectoryObject.objects.present().of_kind("user").visible_to(user)
    return shown.select_related("domain", "unit")


def locked(user: User, now: datetime) -> QuerySet[DirectoryObject]:
    return people(user).filter(state_filter("locked", now)).order_by("-locked_at", "pk")


def expiring(user: User, now: datetime) -> QuerySet[DirectoryObject]:
    return people(user).filter(state_filter("password-expiring", now)).order_by("password_expires_at", "pk")


def ending(user: User, now: datetime) -> QuerySet[DirectoryObject]:
    return people(user).filter(state_filter("expiring", now))


def mine(user: User) -> JobQuerySet:
    return Job.objects.of(user).runs().order_by("-created_at")


def today() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def with_acts(user: User, found: list[DirectoryObject], names: tuple[str, ...]) -> list[Person]:
    """Each with those of the operations that a grant of the user has there. Asks for the grants once."""
    held = grants_of(user)
    known = {each.name: each for each in catalog()}
    wanted = [known[name] for name in names if name in known]

    def may(operation: Operation, target: Target) -> bool:
        return any(grant.allows(operation.name, operation.role) and covers(grant, target) for grant in held)

    def person(row: DirectoryObject) -> Person:
        target = target_of_object(row)
        return Person(row, tuple(each for each in wanted if may(each, target)))

    return [person(row) for row in found]


def numbers(user: User, now: datetime) -> list[Number]:
    """Five numbers, each with the list that it counts; the list's own filters count."""
    users, jobs = reverse("directory:users"), reverse("remoting:jobs")
    return [
        Number(locked(user, now).count(), _("locked accounts"), f"{users}?state=locked"),
        Number(expiring(user, now).count(), _("passwords expire this week"), f"{users}?state=password-expiring"),
        Number(ending(user, now).count(), _("accounts end this week"), f"{users}?state=expiring"),
        Number(listed(user, "open"), _("jobs are open"), f"{jobs}?view=open"),
        Number(listed(user, "failed"), _("of my jobs went wrong"), f"{jobs}?view=failed"),
    ]


def listed(user: User, view: str) -> int:
    """How many jobs this view of the list of jobs holds."""
    return narrow(Job.objects.runs().visible_to(user), JobFilter({"view": view}), user).count()
