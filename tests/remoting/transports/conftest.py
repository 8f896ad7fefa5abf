"""Fixtures of the transports."""

from tests.remoting.transports.runners import counted, runner

__all__ = ["counted", "runner"]
