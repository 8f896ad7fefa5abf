"""From a server's row to the endpoint that a transport opens. In the worker only: it opens the sealed password."""

from __future__ import annotations

from accounts.sealed import Party, unseal
from directory.models import Credential
from remoting.servers.models import Server
from remoting.transports.endpoint import Endpoint


def endpoint_of(server: Server) -> Endpoint:
    """Where the server is and how it is reached. Raises SealBroken, KeyMissing."""
    credential = server.credential_in_use
    return Endpoint(
        host=server.host,
        transport=server.transport,
        port=server.port,
        authentication=server.authentication,
        domain=server.domain.name,
        username=credential.username if credential else "",
        password=password_of(credential),
    )


def password_of(credential: Credential | None) -> str:
    """The password of a credential; "" where it has none."""
    if credential is None or not credential.secret:
        return ""
    return unseal(
        bytes(credential.secret), party=Party.WORKER, table="directory_credential", column="secret", row=credential.id
    )
