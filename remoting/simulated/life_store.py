"""What operations on servers and sessions ask of a store. `life.py` is the embedded one."""

from typing import Protocol


class LifeStore(Protocol):
    """Servers, sessions, processes, services and what else lives on the machines of a domain."""
