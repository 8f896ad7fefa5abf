"""The simulated engine as a transport: in process, over the store that lives in the portal's own database.

The engine keeps journal and change in one transaction of the store, so a worker that is killed at any point can be
proven right afterwards: the change is there with its answer, or neither is.
"""

from __future__ import annotations

import functools
import time
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError

from remoting.catalog.operations import catalog
from remoting.catalog.texts import helper_text
from remoting.catalog.writing import FILE
from remoting.simulated.declared import DeclaredFunction, read_declarations
from remoting.simulated.embedded import EmbeddedStore, utc_now
from remoting.simulated.embedded_life import EmbeddedLife
from remoting.simulated.engine import Engine
from remoting.simulated.models import SimulatedDomain
from remoting.transports.endpoint import Endpoint
from remoting.transports.invocation import AnswerLost, Invocation, NothingSent, OnEvent, Outcome, Stopping, never_stop
from remoting.transports.runner import event_of, invoke_frame, outcome_of

STEP_SECONDS = 0.05


class SimulatedTransport:
    """Runs invocations on the engine. Keeps nothing: the store is the truth, as a directory is."""

    # The journal is written in the transaction of the change: what it does not know has not happened.
    remembers = True

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def run(self, invocation: Invocation, *, on_event: OnEvent, stop: Stopping = never_stop) -> Outcome:
        """Wait as long as a real server would take, then run; a job that is told to stop before that never runs."""
        engine = self._engine()
        load(engine, invocation.helper)
        if not _wait(settings.TSM_SIMULATED_SECONDS, stop=stop):
            raise NothingSent("It was stopped before anything was sent.")
        return _call(engine, invocation, on_event=on_event, stop=stop)

    def replay(self, call: UUID) -> Outcome | None:
        try:
            frames = list(self._engine().answer({"type": "replay", "id": str(call)}))
        except DatabaseError as fault:
            raise AnswerLost("The simulated store did not answer.") from fault
        found = next((frame for frame in frames if frame.get("type") == "result"), None)
        return outcome_of(found) if found else None

    def close(self) -> None:
        """There is nothing to let go of."""

    def _engine(self) -> Engine:
        try:
            domain = SimulatedDomain.objects.filter(dns_name__iexact=self._endpoint.domain).first()
        except DatabaseError as fault:
            raise NothingSent("The simulated store did not answer.") from fault
        if domain is None:
            raise NothingSent(f"There is no simulated domain {self._endpoint.domain}.")
        life = EmbeddedLife(domain, host=self._endpoint.host)
        if not life.answers(utc_now()):
            raise NothingSent(f"{self._endpoint.host} does not answer.")
        store = EmbeddedStore(domain, life=life)
        return Engine(store, clock=utc_now, declared=declarations())


def declarations() -> dict[str, DeclaredFunction]:
    """What functions say about themselves, read anew when the catalog's file has changed."""
    path = Path(settings.TSM_POWERSHELL) / FILE
    return _declarations(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=2)
def _declarations(path: Path, _changed: int) -> dict[str, DeclaredFunction]:
    return read_declarations(path)


def load(engine: Engine, helper: str) -> None:
    """Load a helper with those that it needs, as the runner would get them. Raises NothingSent."""
    for needed in catalog().needed_by(helper):
        frame = {
            "type": "load",
            "id": str(uuid4()),
            "name": needed.name,
            "sha256": needed.sha256,
            "source": helper_text(needed.name),
            "requires": list(needed.requires),
        }
        answers = list(engine.answer(frame))
        if not any(answer.get("type") == "loaded" for answer in answers):
            raise NothingSent(f"The simulated engine did not take the helper {needed.name}.")


def _call(engine: Engine, invocation: Invocation, *, on_event: OnEvent, stop: Stopping) -> Outcome:
    """The frames of one call, with a look now and then at whether it shall stop."""
    found: Outcome | None = None
    cancelled = False
    try:
        for frame in engine.answer(invoke_frame(invocation)):
            if frame.get("type") == "event":
                on_event(event_of(frame))
            elif frame.get("type") == "result":
                found = outcome_of(frame)
            if not cancelled and stop():
                cancelled = True
                list(engine.answer({"type": "cancel", "id": str(invocation.id)}))
    except DatabaseError as fault:
        raise AnswerLost("The simulated store ended the call.") from fault
    if found is None:
        raise AnswerLost("The simulated engine gave no result.")
    return found


def _wait(seconds: float, *, stop: Stopping) -> bool:
    """Pass the time; False as soon as the job shall stop."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if stop():
            return False
        time.sleep(min(STEP_SECONDS, seconds))
    return True
