"""The embedded store: a simulated world in the demo's own database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone

from remoting.simulated.embedded_writing import EmbeddedWriting
from remoting.simulated.life_store import LifeStore
from remoting.simulated.models import SimulatedCall, SimulatedDomain
from remoting.simulated.store import Frame

KEPT_FOR = timedelta(days=7)  # longer than any job is uncertain


def utc_now() -> datetime:
    return datetime.now(UTC)


class EmbeddedDirectory(EmbeddedWriting):
    """The directory of a simulated domain."""


class EmbeddedJournal:
    """The answers to changes, in rows."""

    def recall(self, call: str) -> Frame | None:
        kept = SimulatedCall.objects.filter(call=call).first()
        return cast(Frame, kept.result) if kept else None

    def remember(self, call: str, result: Frame) -> None:
        """Keep an answer, and let go of those that nobody asks for any more."""
        SimulatedCall.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
        SimulatedCall.objects.create(call=call, result=result)


class EmbeddedStore:
    """Directory, life and journal of one simulated domain."""

    def __init__(
        self, domain: SimulatedDomain, *, clock: Callable[[], datetime] = utc_now, life: LifeStore | None = None
    ) -> None:
        self._domain_id = domain.pk
        self.directory = EmbeddedDirectory(domain, clock=clock)
        self.journal = EmbeddedJournal()
        self._life = life

    @property
    def life(self) -> LifeStore:
        assert self._life is not None, "This store has no servers."
        return self._life

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. The domain's row is held, so that changes come one after the other."""
        with transaction.atomic():
            SimulatedDomain.objects.select_for_update().get(pk=self._domain_id)
            yield
