"""ServerHelper: services."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.life import ServerLife, life_of
from remoting.simulated.life_services import Service, service_named, services_of
from remoting.simulated.seeding import number_of
from remoting.simulated.server_changes import Values, keep_act, server_change
from remoting.simulated.store import JSON


def shown_service(service: Service) -> dict[str, JSON]:
    return {
        "name": service.name,
        "displayName": service.display,
        "state": service.state,
        "startMode": service.start_mode,
        "account": service.account,
        "processId": service.pid or None,
        "exitCode": service.exit_code,
    }


@operation("Get-TsmServerService")
def get_services(call: Call) -> Iterator[Output]:
    text, state = call.text("Name").casefold(), call.text("State").casefold()
    for service in services_of(life_of(call)):
        if text not in f"{service.name}\n{service.display}".casefold():
            continue
        if not state or service.state == state:
            yield shown_service(service)


def _allowed(call: Call, life: ServerLife) -> Service:
    """The service that the call names, if the portal's list lets it be touched. No list means none."""
    name = call.text("Name")
    service = service_named(life, name)
    if service is None:
        raise Fault("NotFound", f"There is no service '{name}'.")
    patterns = [str(pattern) for pattern in call.context.get("AllowedName") or ()]
    if not any(fnmatchcase(service.name.casefold(), pattern.casefold()) for pattern in patterns):
        raise Fault("Protected", f"The service '{service.name}' is not on the list of those that may be changed.")
    return service


def _change(call: Call, after: str, *, always: bool = False) -> Iterator[Output]:
    life = life_of(call)
    service = _allowed(call, life)
    if service.start_mode == "disabled" and after == "running":
        raise Fault("Conflict", f"The service '{service.name}' is disabled.")

    def act() -> Values:
        pid = 9000 + 4 * number_of(life.seed, "pid", service.name, call.now, below=3000)
        keep_act(call, "service", service.name, {"state": after, "pid": pid})
        return {"state": after}

    yield from server_change(
        call,
        kind="service",
        key=service.name,
        name=service.display,
        before={"state": service.state},
        after={"state": after},
        always=always,
        act=act,
    )


@operation("Start-TsmServerService")
def start_service(call: Call) -> Iterator[Output]:
    yield from _change(call, "running")


@operation("Stop-TsmServerService")
def stop_service(call: Call) -> Iterator[Output]:
    yield from _change(call, "stopped")


@operation("Restart-TsmServerService")
def restart_service(call: Call) -> Iterator[Output]:
    yield from _change(call, "running", always=True)
