"""ServerHelper's and RemoteHelper's operations: shapes, acts, and each of their codes."""

from itertools import pairwise

HAM, SIN, FILES, CONTROLLER = (
    f"{name}.corp.tsm.example" for name in ("ts-ham-01", "ts-sin-02", "fs-ham-01", "dc-ham-01")
)
SERVICES = {"AllowedName": ["Spool*", "W32Time"]}
SHAPES = {
    "Get-TsmServer": "name domain system version serialNumber manufacturer model lastStart uptimeSeconds processor "
    "cores cpuPercent memoryBytes memoryFreeBytes restartDue restartReasons logonMode sessionHost sessions",
    "Get-TsmServerDisk": "name label fileSystem sizeBytes freeBytes freePercent",
    "Get-TsmServerService": "name displayName state startMode account processId exitCode",
    "Get-TsmServerProcess": "processId name sessionId memoryBytes cpuSeconds startTime",
    "Get-TsmServerCertificate": "subject issuer thumbprint friendlyName validFrom validUntil daysLeft privateKey",
    "Get-TsmServerSoftware": "name version publisher installDate bits",
    "Get-TsmServerUpdate": "name description installDate installedBy",
    "Get-TsmServerHealth": "name state value unit limit",
    "Get-TsmServerEvent": "time level eventId source message record",
    "Get-TsmModule": "name available version feature",
    "Test-TsmConnection": "computer system version edition framework bits processId culture language identity sid "
    "elevated time skewSeconds skewAcceptable modules missing",
}

LISTS = ["Get-TsmSession", "Get-TsmSessionProcess", "Get-TsmServerPrintJob", "Get-TsmServerOpenFile"]
TROUBLES = [
    ("ts-ham-05", "disk C:", "critical"),
    ("ts-ham-04", "memory", "warning"),
    ("ts-sin-02", "service W32Time", "critical"),
    ("ts-ham-06", "logon mode", "warning"),
    ("ts-ham-03", "certificate CN=ts-ham-03.corp.tsm.example", "critical"),
]
CHANGES = [
    ("Stop-TsmServerService", HAM, "Spooler", "running", "stopped"),
    ("Start-TsmServerService", SIN, "W32Time", "stopped", "running"),
    ("Restart-TsmServerService", HAM, "Spooler", "stopped", "running"),
    ("Restart-TsmServerService", HAM, "Spooler", "running", "running"),
]


def run(room, host, function, *, context=None, what_if=False, **parameters):
    return room.wire(host).call(function, context=context, what_if=what_if, **parameters)


def test_it_answers_in_the_helpers_shapes(room):
    for function, keys in SHAPES.items():
        rows = room.do(HAM, function)
        assert rows
        assert all(list(row) == keys.split() for row in rows), function


def test_it_is_unavailable_where_the_server_does_not_answer(room):
    for function in (*SHAPES, *LISTS):
        fault = room.fault("ts-fin-03.corp.tsm.example", function)
        assert (fault["code"], fault["category"]) == ("Unavailable", "ResourceUnavailable"), function


def test_it_says_what_is_wrong_with_a_server(room):
    for host, check, state in TROUBLES:
        found = {one["name"]: one["state"] for one in room.do(f"{host}.corp.tsm.example", "Get-TsmServerHealth")}
        assert found[check] == state, host


def test_it_changes_an_allowed_service(room):
    for function, host, name, before, after in CHANGES:
        preview = run(room, host, function, context=SERVICES, what_if=True, Name=name.lower())["data"][0]
        assert (preview["applied"], preview["before"], preview["after"]) == (False, {"state": before}, {"state": after})
        record = run(room, host, function, context=SERVICES, Name=name.lower())["data"][0]
        assert (record["kind"], record["applied"], record["after"]) == ("service", True, {"state": after})
        assert record["id"].endswith(f"/service/{name.lower()}")
        assert [one["state"] for one in room.do(host, "Get-TsmServerService", Name=name)] == [after]


def test_it_refuses_services_that_are_not_allowed_or_not_there(room):
    for function in sorted({change[0] for change in CHANGES}):
        for context in (None, {"AllowedName": []}, {"AllowedName": ["Print*", "Fax"]}):
            assert run(room, HAM, function, context=context, Name="Spooler")["error"]["code"] == "Protected"
        assert run(room, HAM, function, context={"AllowedName": ["*"]}, Name="*")["error"]["code"] == "NotFound"
        if function != "Stop-TsmServerService":
            assert run(room, HAM, function, context={"AllowedName": ["*"]}, Name="Fax")["error"]["code"] == "Conflict"


def test_it_starts_a_running_service_no_second_time(room):
    assert run(room, HAM, "Start-TsmServerService", context=SERVICES, Name="Spooler")["data"][0]["applied"] is False


def test_it_sets_the_logon_mode(room):
    for before, mode in pairwise(["enabled", "drain", "drainUntilRestart", "disabled", "enabled"]):
        (record,) = room.do(HAM, "Set-TsmServerLogonMode", Mode=mode)
        assert record["id"] == "ts-ham-01/server/logonmode"
        assert (record["before"], record["after"]) == ({"logonMode": before}, {"logonMode": mode})
        assert room.do(HAM, "Get-TsmServer")[0]["logonMode"] == mode
        assert room.do(HAM, "Set-TsmServerLogonMode", Mode=mode)[0]["applied"] is False


def test_it_finds_no_logon_mode_without_remote_desktop(room):
    assert room.do(CONTROLLER, "Get-TsmServer")[0]["logonMode"] is None
    assert room.fault(CONTROLLER, "Set-TsmServerLogonMode", Mode="drain")["code"] == "NotFound"


def test_it_restarts_a_server_that_then_answers_again(room):
    assert room.fault(HAM, "Restart-TsmServer")["code"] == "Conflict"
    (record,) = room.do(HAM, "Restart-TsmServer", AllowSessions=True, DelaySeconds=60)
    assert record["before"]["restartAt"] is None
    assert record["after"]["restartAt"] == "2026-11-20T10:31:00Z"
    again = room.fault(HAM, "Restart-TsmServer", AllowSessions=True)
    assert again["message"] == "TS-HAM-01: A system shutdown has already been scheduled."
    room.wait(seconds=120)
    assert room.fault(HAM, "Get-TsmServer")["code"] == "Unavailable"
    room.wait(seconds=120)
    assert room.do(HAM, "Get-TsmServer")[0]["lastStart"] == "2026-11-20T10:33:30Z"


def test_it_applies_policies_where_the_time_is_right(room):
    (record,) = room.do(HAM, "Update-TsmServerPolicy", Force=True)
    assert record["after"]["output"]
    fault = room.fault(SIN, "Update-TsmServerPolicy")
    assert fault["code"] == "Unexpected"
    assert fault["message"].startswith("gpupdate ended with 1:")


def any_print_job(room):
    for _ in range(200):
        for host in ("ts-ham-01", "ts-ham-02", "ts-ham-04"):
            for job in room.do(f"{host}.corp.tsm.example", "Get-TsmServerPrintJob"):
                return f"{host}.corp.tsm.example", job
        room.wait(minutes=7)
    raise AssertionError("Nobody prints.")


def test_it_deletes_a_print_job_of_its_owner(room):
    host, job = any_print_job(room)
    named = {"Printer": job["printer"], "JobId": job["jobId"]}
    assert room.fault(host, "Remove-TsmServerPrintJob", Owner="somebody", **named)["code"] == "Conflict"
    (record,) = room.do(host, "Remove-TsmServerPrintJob", Owner=job["owner"], **named)
    assert (record["kind"], record["before"], record["after"]) == (
        "printJob",
        {"document": job["document"]},
        {"document": None},
    )
    assert room.fault(host, "Remove-TsmServerPrintJob", Owner=job["owner"], **named)["code"] == "NotFound"


def test_it_closes_an_open_file_under_its_path(room):
    file = room.do(FILES, "Get-TsmServerOpenFile")[0]
    assert room.fault(FILES, "Close-TsmServerOpenFile", FileId=file["fileId"], FileName="D:\\x")["code"] == "Conflict"
    (record,) = room.do(FILES, "Close-TsmServerOpenFile", FileId=file["fileId"], FileName=file["path"])
    assert (record["kind"], record["applied"]) == ("openFile", True)
    assert (
        room.fault(FILES, "Close-TsmServerOpenFile", FileId=file["fileId"], FileName=file["path"])["code"] == "NotFound"
    )


def test_it_shows_events_of_a_level_and_more_severe(room):
    found = room.do(HAM, "Get-TsmServerEvent", Level="error", Hours=96)
    assert {one["level"] for one in found} <= {"critical", "error"}
    assert found == sorted(found, key=lambda one: one["time"], reverse=True)
    assert room.do(HAM, "Get-TsmServerEvent", Source="*", Hours=96) == []


def test_it_logs_what_sessions_and_people_did(room):
    log = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"
    session = room.do(HAM, "Get-TsmSession")[0]
    texts = [
        one["message"]
        for one in room.do(HAM, "Get-TsmServerEvent", Log=log, Level="information", Hours=200, EventId=21)
    ]
    assert any(f"CORP\\{session['user']} Session ID: {session['id']}" in text for text in texts)
    run(room, HAM, "Stop-TsmServerService", context=SERVICES, Name="Spooler")
    texts = [one["message"] for one in room.do(HAM, "Get-TsmServerEvent", Level="information", EventId=7036)]
    assert "The Spooler service entered the stopped state." in texts


def test_it_compares_the_clocks(room):
    near = room.do(HAM, "Test-TsmConnection", PortalTime="2026-11-20T10:29:50Z")[0]
    assert 9.9 < near["skewSeconds"] < 10.5
    assert near["skewAcceptable"] is True
    assert room.do(HAM, "Test-TsmConnection", PortalTime="2026-11-20T10:36:00Z")[0]["skewAcceptable"] is False
    assert near["identity"] == "CORP\\svc-tsm"
    assert near["sid"].startswith("S-1-5-21-")
