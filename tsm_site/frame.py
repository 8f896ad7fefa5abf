"""What base.html shows around every page. Nothing is asked for before the template says it, so fragments cost none."""

from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from accounts.models import User
from remoting.jobs.models import Job
from remoting.jobs.workers import answering
from tsm_site.places import LEVEL_WORDS, Place, Rights, places_for, rights_of
from tsm_site.version import VERSION


class Frame:
    """One for a request; each part is asked once, when it is first read."""

    version = VERSION

    def __init__(self, user: User | None) -> None:
        self.user = user

    @cached_property
    def rights(self) -> Rights:
        return rights_of(self.user) if self.user else Rights()

    @cached_property
    def places(self) -> list[Place]:
        return places_for(self.rights) if self.user else []

    @property
    def groups(self) -> list[list[Place]]:
        return [list(group) for _, group in groupby(self.places, key=lambda place: place.group)]

    @property
    def level(self) -> str | Promise:
        return LEVEL_WORDS[self.rights.level]

    @cached_property
    def open_jobs(self) -> int:
        """How many jobs of this person are not at their end."""
        return Job.objects.of(self.user).runs().open().count() if self.user and self.rights.directory else 0

    @cached_property
    def worker_answers(self) -> bool:
        return answering()


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {"frame": Frame(user if user is not None and user.is_authenticated else None)}
