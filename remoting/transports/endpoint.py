"""Where a transport leads: what a server's row says about reaching it, without the row."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One way to one machine. The password is there only in the worker, and in no text made of this."""

    host: str
    transport: str
    port: int = 0
    authentication: str = ""
    domain: str = ""
    username: str = ""
    password: str = field(default="", repr=False)
