"""Carrying out one change to a server, and its record. Follows SessionHelper's Invoke-TsmServerChange."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from remoting.simulated.calls import Call, Output
from remoting.simulated.life_store import Act
from remoting.simulated.population_machines import Machine
from remoting.simulated.store import JSON

Values = Mapping[str, JSON]


def record_id(machine: Machine, kind: str, key: object) -> str:
    """What has no GUID is known by server, kind and key."""
    return f"{machine.name}/{kind}/{key}".lower()


def server_change(
    call: Call,
    *,
    kind: str,
    key: object,
    name: str,
    after: Values,
    act: Callable[[], Values | None],
    before: Values | None = None,
    always: bool = False,
) -> Iterator[Output]:
    """Do it, unless it is so already or only a preview, and yield the record.

    What `act` returns is what is so afterwards; without that it is what was meant to be.
    """
    was = dict(before or {})
    same = all(was.get(one) == after[one] for one in after)
    becomes, applied = dict(after), False
    if (always or not same) and not call.what_if:
        becomes = dict(act() or after)
        applied = True
    yield {
        "kind": kind,
        "id": record_id(call.life.machine, kind, key),
        "dn": "",
        "name": name,
        "applied": applied,
        "before": was,
        "after": becomes,
    }


def keep_act(call: Call, kind: str, key: str, value: Values | None = None, *, at: datetime | None = None) -> None:
    """Keep what was done to the machine of this call; with `at` it takes effect then."""
    call.life.keep(Act(call.life.machine.name, kind, key, at or call.now, dict(value or {})))
