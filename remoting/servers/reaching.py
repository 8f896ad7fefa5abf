"""How a server's row becomes a way to reach it; in the worker alone, for it opens credentials."""

from __future__ import annotations

from accounts.sealed import Party, unseal
from remoting.servers.models import Server, TransportKind
from remoting.transports.endpoint import Endpoint


def endpoint_of(server: Server) -> Endpoint:
    """The endpoint with its credential opened, where its transport needs one. Raises SealBroken, KeyMissing."""
    credential = server.credential_in_use
    needs = credential is not None and server.transport not in {TransportKind.SIMULATED, TransportKind.PROCESS}
    password = ""
    if needs and credential is not None:
        password = unseal(
            bytes(credential.secret),
            party=Party.WORKER,
            table="directory_credential",
            column="secret",
            row=credential.id,
        )
    return Endpoint(
        host=server.host,
        transport=server.transport,
        port=server.port,
        authentication=server.authentication,
        domain=server.domain.name,
        username=credential.username if needs and credential is not None else "",
        password=password,
    )
