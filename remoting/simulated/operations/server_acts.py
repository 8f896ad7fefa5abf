"""ServerHelper: restart, logon mode, group policies."""

from collections.abc import Iterator
from datetime import timedelta

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.life import life_of
from remoting.simulated.life_services import service_named
from remoting.simulated.server_changes import Values, keep_act, server_change
from remoting.simulated.times import text_of

_GOODBYE = "This server will be restarted. Please save your work and sign out."


@operation("Restart-TsmServer")
def restart_server(call: Call) -> Iterator[Output]:
    life = life_of(call)
    sessions = life.sessions()
    if sessions and not call.flag("AllowSessions"):
        raise Fault("Conflict", f"{len(sessions)} sessions are open.")
    delay = int(call.value("DelaySeconds") if call.value("DelaySeconds") is not None else 300)
    name = life.machine.name

    def act() -> None:
        if life.state.restart_at:  # ERROR_SHUTDOWN_IS_SCHEDULED
            raise Fault("Conflict", f"{name}: A system shutdown has already been scheduled.")
        keep_act(call, "restart", "restart", {"delay": delay, "message": call.text("Message") or _GOODBYE})

    started = text_of(life.state.started)
    yield from server_change(
        call,
        kind="server",
        key="restart",
        name=name,
        before={"lastStart": started, "restartAt": None},
        after={"lastStart": started, "restartAt": text_of(call.now + timedelta(seconds=delay))},
        act=act,
    )


@operation("Set-TsmServerLogonMode")
def set_logon_mode(call: Call) -> Iterator[Output]:
    life = life_of(call)
    if not life.machine.has_desktop_service:
        raise Fault("NotFound", "The server has no Remote Desktop settings.")
    given = call.text("Mode").casefold()
    modes = ("enabled", "drain", "drainUntilRestart", "disabled")
    mode = next((one for one in modes if one.casefold() == given), call.text("Mode"))

    def act() -> Values:
        keep_act(call, "logon-mode", "logonMode", {"mode": mode})
        return {"logonMode": mode}

    yield from server_change(
        call,
        kind="server",
        key="logonMode",
        name=life.machine.name,
        before={"logonMode": life.state.logon_mode()},
        after={"logonMode": mode},
        act=act,
    )


@operation("Update-TsmServerPolicy")
def update_policy(call: Call) -> Iterator[Output]:
    """Without the time service a server does not trust its domain controller, and its policies are not applied."""
    life = life_of(call)
    time_service = service_named(life, "W32Time")

    def act() -> Values:
        if time_service and time_service.state != "running":
            raise Fault("Unexpected", "gpupdate ended with 1: Computer policy could not be updated successfully.")
        keep_act(call, "policy", "policy", {"force": call.flag("Force")})
        return {"applied": True, "output": ["Updating policy...", "Computer Policy update has completed successfully."]}

    yield from server_change(
        call, kind="server", key="policy", name=life.machine.name, after={"applied": True}, act=act
    )
