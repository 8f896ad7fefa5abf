"""An order without a page: what the API and the command line say, run through the same door, form and verbs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.models import ApiToken, User
from audit.trail import Way
from remoting.catalog.schemas import validate_parameters
from remoting.jobs.access import get_operation_for, target_to_run
from remoting.jobs.asking import resolver
from remoting.jobs.models import Job
from remoting.jobs.orders import NotAcceptable, Order
from remoting.jobs.submit import submit


@dataclass(frozen=True, slots=True)
class Call:
    """What somebody says: `parameters` under PowerShell's names with JSON's types, secrets among them."""

    name: str
    target: str = ""
    domain: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict, repr=False)
    reason: str = ""
    ticket: str = ""
    preview: bool = False
    preview_of: UUID | None = None
    idempotency_key: str = ""


def place(call: Call, *, actor: User, way: Way, token: ApiToken | None = None, proved: bool = False) -> Job:
    """The job that the call makes.

    Raises Http404 for what is not there for this person, NotPermitted, NotAcceptable with sentences by field, and
    OtherContent where the idempotency key was used for something else.
    """
    target = target_to_run(actor, call.name, call.target, way=way, domain=call.domain)
    operation = get_operation_for(actor, call.name, target, way=way)
    checked = validate_parameters(
        operation,
        call.parameters,
        reason=call.reason,
        ticket=call.ticket,
        resolve=resolver(actor, target.domain),
        preview=call.preview,
    )
    if checked.errors:
        raise NotAcceptable(checked.errors)
    order = Order(
        operation=operation,
        target=target,
        parameters=checked.parameters,
        secrets=checked.secrets,
        reason=checked.reason or call.reason,
        ticket=checked.ticket or call.ticket,
        preview=call.preview,
        preview_of=call.preview_of,
        idempotency_key=call.idempotency_key,
        token=token,
        proved=proved,
    )
    return submit(order, actor=actor, way=way)
