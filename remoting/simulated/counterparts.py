"""The Python counterparts of PowerShell functions, found by the function's name.

A file in `operations/` registers its own:

    @operation("Unlock-TsmUser")
    def unlock_user(call: Call) -> Iterator[Output]:
        yield from change(call, …)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from remoting.simulated.calls import Call, Output
from remoting.simulated.declared import DeclaredParameter

Body = Callable[[Call], Iterator[Output]]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """`parameters` is None for an operation: the catalog has them. An exported function that is none brings its own."""

    function: str
    body: Body
    parameters: tuple[DeclaredParameter, ...] | None = None
    previews: bool = False


_known: dict[str, Counterpart] = {}


def operation(function: str) -> Callable[[Body], Body]:
    """Register the counterpart of an operation."""

    def register(body: Body) -> Body:
        _known[function.lower()] = Counterpart(function, body)
        return body

    return register


def exported(
    function: str, parameters: Sequence[DeclaredParameter], *, previews: bool = False
) -> Callable[[Body], Body]:
    """Register the counterpart of an exported function that is no operation. `previews`: it knows -WhatIf."""

    def register(body: Body) -> Body:
        _known[function.lower()] = Counterpart(function, body, tuple(parameters), previews)
        return body

    return register


def counterpart_of(function: str) -> Counterpart | None:
    return _known.get(function.lower())


def known_functions() -> frozenset[str]:
    """The names of all functions that have a counterpart."""
    return frozenset(one.function for one in _known.values())
