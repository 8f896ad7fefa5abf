"""Where a job runs: which machine gets the call, which domain controller serves it, what the portal adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.sealed import KeyMissing, Party, SealBroken, unseal
from directory.models import Credential, DirectoryObject, Domain
from remoting.catalog.operations import Operation
from remoting.jobs.models import Job
from remoting.servers.models import Server, ServerQuerySet
from remoting.servers.reaching import endpoint_of
from remoting.transports.endpoint import Endpoint

MOST_SECONDS = 30
MOST_SECONDS_LONG = 600


class CannotRoute(Exception):
    """There is no way to run it; nothing was sent. The sentence says what an administrator has to set."""


@dataclass(frozen=True, slots=True)
class Route:
    """The machine that gets the call and the domain controller that serves the whole job."""

    server: Server
    controller: str
    endpoint: Endpoint
    domain: Domain


def route_for(job: Job, operation: Operation) -> Route:
    """The way of a job. The controller of its preview or of an earlier attempt stays its controller."""
    domain = Domain.objects.select_related("credential").filter(name__iexact=job.domain).first()
    if domain is None:
        raise CannotRoute(_("The domain %(name)s is not set up.") % {"name": job.domain})
    controller = job.controller or next(iter(domain.controllers), "")
    if not operation.is_of_directory:
        server = _servers().filter(host__iexact=job.server).first()
        lack = _("The server %(name)s is not in the inventory any more.") % {"name": job.server}
    elif operation.takes_server:
        server = _servers().managing(domain).order_by("pk").first()
        lack = _("The domain %(name)s has no management server.") % {"name": domain.name}
    else:
        # It reads the log of the machine that it runs on, which is worth reading on the PDC emulator.
        server = _servers().filter(domain=domain).order_by("-is_pdc_emulator", "-is_domain_controller", "pk").first()
        lack = _("The domain %(name)s has no domain controller in the inventory.") % {"name": domain.name}
    if server is None:
        raise CannotRoute(lack)
    try:
        endpoint = endpoint_of(server)
    except (SealBroken, KeyMissing) as fault:
        raise CannotRoute(_("The credential for %(name)s cannot be opened.") % {"name": server.host}) from fault
    return Route(server, controller, endpoint, domain)


def context_of(route: Route, operation: Operation) -> dict[str, Any]:
    """What the portal gives to the call, never the operator. AllowPrivileged is sent by nothing yet."""
    context: dict[str, Any] = {}
    if operation.takes_server:
        context["Server"] = route.controller
    if operation.parameter("Credential") and route.domain.credential:
        context["Credential"] = credential_data(route.domain.credential)
    if operation.parameter("AllowedName"):
        context["AllowedName"] = route.server.services_allowed
    return context


def credential_data(credential: Credential) -> dict[str, str]:
    """A credential as the runner takes it. Raises SealBroken, KeyMissing."""
    password = unseal(
        bytes(credential.secret), party=Party.WORKER, table="directory_credential", column="secret", row=credential.id
    )
    return {"userName": credential.username, "password": password}


def parameters_of(job: Job, operation: Operation) -> dict[str, Any]:
    """The parameters of the call, without typed secrets: the job's own, the object, the portal's clock."""
    parameters = dict(job.parameters)
    if operation.has_identity and (identity := _identity_of(job, operation)) is not None:
        parameters["Identity"] = identity
    if operation.parameter("PortalTime"):
        parameters["PortalTime"] = timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    return parameters


def _identity_of(job: Job, operation: Operation) -> str | int | None:
    """The object as the function wants it: a GUID, a session's number, or the account name for what reads a log."""
    if job.target_kind == "session":
        number = job.target_key.rpartition("/session/")[2]
        return int(number) if number.isdecimal() else None
    if not job.object_guid:
        return None
    if operation.takes_server:
        return str(job.object_guid)
    return DirectoryObject.objects.filter(guid=job.object_guid).values_list("sam", flat=True).first()


def seconds_of(operation: Operation) -> int:
    """The time limit of a call."""
    return MOST_SECONDS_LONG if operation.is_long else MOST_SECONDS


def _servers() -> ServerQuerySet:
    return Server.objects.select_related("domain__credential", "farm", "credential")
