"""Every code that the helpers' text knows for operations on servers, sessions and secrets, in this world."""

import json

import pytest

from remoting.catalog.operations import catalog
from remoting.simulated.embedded import EmbeddedDirectory
from remoting.simulated.models import SimulatedObject
from tests.remoting.simulated.wire import ROOT

HELPERS = {"ServerHelper", "SessionHelper", "SecretHelper", "RemoteHelper"}
TABLE = json.loads((ROOT / "tests/data/errors.json").read_text("utf-8"))
OFFERED = {one.name for one in catalog().offered if one.helper in HELPERS}
# In the text that the three share, and never so for this one: a disabled service is refused where it shall run.
NEVER = {("stop-server-service", "Conflict")}
WANTED = {(name, code) for name, codes in TABLE.items() for code in codes if name in OFFERED} - NEVER
HAM, SIN, FILES, CONTROLLER, MANAGEMENT = (
    f"{name}.corp.tsm.example" for name in ("ts-ham-01", "ts-sin-02", "fs-ham-01", "dc-ham-01", "mgmt-ham-01")
)
ANY = {"AllowedName": ["*"]}
TWICE = "twice@corp$"


def cases(session, process, job, file):
    """Operation and code: host, parameters, context."""
    one, other = {"Identity": session["id"]}, {"UserName": "somebody"}
    gone = {"Identity": 9999, **other}
    owner = {"Printer": job["printer"], "JobId": job["jobId"], "Owner": "somebody"}
    found = {}
    for name, more in (
        ("stop-session", {}),
        ("disconnect-session", {}),
        ("send-session-message", {"Message": "x"}),
        ("get-session-shadow-link", {}),
    ):
        found[name, "NotFound"] = (HAM, gone | more)
        found[name, "Conflict"] = (HAM, one | other | more)
    for name in ("start-server-service", "stop-server-service", "restart-server-service"):
        found[name, "NotFound"] = (HAM, {"Name": "nothing"}, ANY)
        found[name, "Protected"] = (HAM, {"Name": "Spooler"}, {"AllowedName": []})
        found[name, "Conflict"] = (HAM, {"Name": "Fax"}, ANY)
    for name in ("get-laps-password", "set-laps-expiration", "get-bitlocker-key"):
        found[name, "NotFound"] = (MANAGEMENT, {"Identity": "no-such-pc"})
        found[name, "Conflict"] = (MANAGEMENT, {"Identity": TWICE})
        found[name, "InvalidArgument"] = (MANAGEMENT, {"Identity": ""})
    return found | {
        ("stop-session", "Timeout"): (HAM, one | {"UserName": session["user"], "WaitSeconds": 0}),
        ("stop-session-process", "NotFound"): (HAM, one | {"ProcessId": 3, "Name": "x"}),
        ("stop-session-process", "Conflict"): (HAM, one | {"ProcessId": process["processId"], "Name": "x"}),
        ("stop-session-process", "Protected"): (
            HAM,
            one | {"ProcessId": process["processId"], "Name": process["name"]},
        ),
        ("restart-server", "Conflict"): (HAM, {}),
        ("set-server-logon-mode", "NotFound"): (CONTROLLER, {"Mode": "drain"}),
        ("update-server-policy", "Unexpected"): (SIN, {}),
        ("remove-server-print-job", "NotFound"): (job["host"], owner | {"JobId": 1}),
        ("remove-server-print-job", "Conflict"): (job["host"], owner),
        ("close-server-open-file", "NotFound"): (FILES, {"FileId": "1", "FileName": "x"}),
        ("close-server-open-file", "Conflict"): (FILES, {"FileId": file["fileId"], "FileName": "x"}),
        ("get-laps-password", "AccessDenied"): (MANAGEMENT, {"Identity": "FS-HAM-01"}),
        ("set-laps-expiration", "Protected"): (MANAGEMENT, {"Identity": "DC-HAM-01"}),
    }


@pytest.fixture
def twice(room):
    """Two computers that answer to the same name: by account name the one, by principal name the other."""
    directory = EmbeddedDirectory(room.domain, clock=lambda: room.now)
    first, second = SimulatedObject.objects.filter(kind="computer", name__startswith="NB-")[:2]
    directory.modify(first.guid, {"sAMAccountName": TWICE})
    directory.modify(second.guid, {"userPrincipalName": TWICE})


def print_job(room):
    for _ in range(200):
        for number in (1, 2, 4):
            host = f"ts-ham-0{number}.corp.tsm.example"
            for job in room.do(host, "Get-TsmServerPrintJob"):
                return job | {"host": host}
        room.wait(minutes=7)
    raise AssertionError("Nobody prints.")


def test_it_can_end_with_every_code_of_the_helpers_text(room, twice):
    job = print_job(room)
    session = next(one for one in room.do(HAM, "Get-TsmSession") if one["state"] == "active")
    process = next(one for one in room.do(HAM, "Get-TsmSessionProcess", Identity=session["id"]) if one["name"] == "dwm")
    table = cases(session, process, job, room.do(FILES, "Get-TsmServerOpenFile")[0])
    assert not WANTED - set(table)
    for (name, code), (host, parameters, *context) in table.items():
        if (name, code) not in WANTED:
            continue
        result = room.wire(host).call(
            catalog().get(name).function, context=context[0] if context else None, **parameters
        )
        assert not result["ok"], (name, code)
        assert result["error"]["code"] == code, (name, code, result["error"])
