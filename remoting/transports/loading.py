"""Which transport leads to an endpoint; warm ones are kept for the life of the process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from remoting.catalog.operations import catalog
from remoting.catalog.texts import helper_text
from remoting.transports.endpoint import Endpoint
from remoting.transports.invocation import HelperText, NothingSent, Transport
from remoting.transports.process import ProcessTransport, powershell
from remoting.transports.simulated import SimulatedTransport


def find_helper(name: str) -> HelperText:
    """The helper as the catalog names it, with its text. Raises NothingSent where there is none."""
    helper = catalog().helpers.get(name)
    if helper is None:
        raise NothingSent(f"There is no helper {name}.")
    return HelperText(helper.name, helper.sha256, helper_text(name), tuple(helper.requires))


class Warm:
    """Transports by endpoint. One endpoint is opened once, whoever asks first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Endpoint, Transport] = {}

    def to(self, endpoint: Endpoint) -> Transport:
        with self._lock:
            if endpoint not in self._kept:
                self._kept[endpoint] = open_transport(endpoint)
            return self._kept[endpoint]

    def close(self) -> None:
        """Let go of all; at the end of the worker."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for transport in kept.values():
            transport.close()


WARM = Warm()


def transport_for(endpoint: Endpoint) -> Transport:
    """The transport to this endpoint, warm where it was used before."""
    return WARM.to(endpoint)


def open_transport(endpoint: Endpoint) -> Transport:
    """A new transport of the endpoint's kind; what is neither here nor a local process, the settings name."""
    match endpoint.transport:
        case "simulated":
            return SimulatedTransport(endpoint)
        case "process":
            return ProcessTransport(powershell(), find_helper=find_helper, name=endpoint.host)
        case _:
            factory = cast(Callable[[Endpoint], Transport], import_string(settings.TSM_TRANSPORT))
            return factory(endpoint)
