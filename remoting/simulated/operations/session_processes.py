"""SessionHelper: processes in sessions."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.life import life_of
from remoting.simulated.life_processes import OWN_PROCESS, PROTECTED, Process, process_key, processes_of
from remoting.simulated.server_changes import keep_act, server_change
from remoting.simulated.store import JSON
from remoting.simulated.times import text_of


def shown_process(process: Process) -> dict[str, JSON]:
    return {
        "processId": process.pid,
        "name": process.name,
        "sessionId": process.session,
        "memoryBytes": process.memory,
        "cpuSeconds": None if process.cpu is None else round(process.cpu, 1),
        "startTime": text_of(process.started),
    }


@operation("Get-TsmSessionProcess")
def get_processes(call: Call) -> Iterator[Output]:
    name = call.text("Name").casefold()
    for process in processes_of(life_of(call)):
        if call.given("Identity") and process.session != call.number("Identity"):
            continue
        if not name or process.name.casefold() == name:
            yield shown_process(process)


@operation("Stop-TsmSessionProcess")
def stop_process(call: Call) -> Iterator[Output]:
    number, session, name = call.number("ProcessId"), call.number("Identity"), call.text("Name")
    process = next((one for one in processes_of(life_of(call)) if one.pid == number), None)
    if process is None:
        raise Fault("NotFound", f"There is no process {number}.")
    if process.name.casefold() != name.casefold() or process.session != session:
        raise Fault("Conflict", f"Process {number} is now {process.name} in session {process.session}.")
    if process.name.casefold() in PROTECTED or number == OWN_PROCESS:
        raise Fault("Protected", f"The system needs {process.name}.")

    def act() -> None:
        keep_act(call, "process-ended", process_key(process))

    yield from server_change(
        call,
        kind="process",
        key=number,
        name=f"{name} ({number}, session {session})",
        before={"running": True},
        after={"running": False},
        act=act,
    )
