"""SessionHelper's operations: shapes, acts, and each of their codes."""

from remoting.simulated.population_machines import TERMINALS

HAM = "ts-ham-01.corp.tsm.example"
KEYS = [
    "id",
    "user",
    "domain",
    "state",
    "connectTime",
    "disconnectTime",
    "logonTime",
    "idleSeconds",
    "clientName",
    "clientAddress",
    "station",
]

ACTS = {"Stop-TsmSession": {}, "Disconnect-TsmSession": {}, "Send-TsmSessionMessage": {"Message": "x"}}


def one_session(room, state="active", host=HAM):
    return next(session for session in room.do(host, "Get-TsmSession") if session["state"] == state)


def act(session):
    return {"Identity": session["id"], "UserName": f"CORP\\{session['user']}"}


def test_it_lists_sessions_as_plain_records(room):
    sessions = room.do(HAM, "Get-TsmSession")
    assert all(list(session) == KEYS for session in sessions)
    assert {session["domain"] for session in sessions} == {"CORP"}
    assert len(sessions) == room.do(HAM, "Get-TsmServer")[0]["sessions"]["total"]


def test_it_includes_those_of_the_system_when_asked(room):
    everything = room.do(HAM, "Get-TsmSession", IncludeSystem=True)
    assert [session["station"] for session in everything if not session["user"]] == ["Services", "Console", "RDP-Tcp"]
    assert room.do(HAM, "Get-TsmSession", Identity=0, IncludeSystem=True)[0]["station"] == "Services"


def test_it_finds_sessions_by_user_with_and_without_domain(room):
    session = one_session(room)
    for name in (session["user"], session["user"].upper(), f"corp\\{session['user']}"):
        assert [one["id"] for one in room.do(HAM, "Get-TsmSession", UserName=name)] == [session["id"]]
    assert room.do(HAM, "Get-TsmSession", UserName="*") == []


def test_it_finds_on_its_own_server_every_session_of_a_farm(room):
    for machine in TERMINALS:
        if machine.trouble == "unreachable":
            continue
        for session in room.do(machine.host, "Get-TsmSession"):
            assert room.do(machine.host, "Get-TsmSession", Identity=session["id"]) == [session]


def test_it_logs_a_session_off(room):
    session = one_session(room)
    (record,) = room.do(HAM, "Stop-TsmSession", **act(session))
    assert record == {
        "kind": "session",
        "id": f"ts-ham-01/session/{session['id']}",
        "dn": "",
        "name": f"CORP\\{session['user']} (session {session['id']})",
        "applied": True,
        "before": {"state": "active"},
        "after": {"state": "loggedOff"},
    }
    assert room.do(HAM, "Get-TsmSession", Identity=session["id"]) == []
    assert room.fault(HAM, "Stop-TsmSession", **act(session))["code"] == "NotFound"


def test_it_disconnects_a_session_once(room):
    session = one_session(room)
    assert room.do(HAM, "Disconnect-TsmSession", **act(session))[0]["applied"]
    (after,) = room.do(HAM, "Get-TsmSession", Identity=session["id"])
    assert (after["state"], after["clientName"], after["idleSeconds"]) == ("disconnected", None, 0)
    assert not room.do(HAM, "Disconnect-TsmSession", **act(session))[0]["applied"]


def test_it_shows_a_message(room):
    text = "`$(hostname) \" ' ; & 日"
    (record,) = room.do(HAM, "Send-TsmSessionMessage", Message=text, Seconds=5, **act(one_session(room)))
    assert (record["applied"], record["after"]) == (True, {"message": text})


def test_it_touches_nothing_in_a_preview(room):
    session = one_session(room)
    for function, more in ACTS.items():
        result = room.wire(HAM).call(function, what_if=True, **act(session), **more)
        assert result["data"][0]["applied"] is False
        assert room.do(HAM, "Get-TsmSession", Identity=session["id"]) == [session]


def test_it_refuses_a_session_that_is_gone_or_anothers_by_now(room):
    session = one_session(room)
    for function, more in (ACTS | {"Get-TsmSessionShadowLink": {}}).items():
        other = room.fault(HAM, function, Identity=session["id"], UserName="CORP\\somebody", **more)
        assert other["code"] == "Conflict"
        assert other["message"] == f"Session {session['id']} belongs to CORP\\{session['user']}, not to CORP\\somebody."
        system = room.fault(HAM, function, Identity=0, UserName="somebody", **more)
        assert system["message"] == "Session 0 belongs to no user, not to somebody."
        gone = room.fault(HAM, function, Identity=9999, UserName="somebody", **more)
        assert (gone["code"], gone["message"]) == ("NotFound", "There is no session 9999.")


def test_it_says_timeout_where_nobody_waits_for_the_end(room):
    session = one_session(room)
    fault = room.fault(HAM, "Stop-TsmSession", WaitSeconds=0, **act(session))
    assert fault["code"] == "Timeout"
    assert fault["message"].endswith("was told to log off and is still there after 0 s.")


def test_it_gives_the_arguments_of_a_shadow_link(room):
    session = one_session(room)
    (link,) = room.do(HAM, "Get-TsmSessionShadowLink", Identity=session["id"], Control=True, NoConsent=True)
    assert link["arguments"] == [f"/v:{HAM}", f"/shadow:{session['id']}", "/control", "/noConsentPrompt"]
    assert link["allowed"] == (link["policy"] == 2)


def test_it_watches_active_sessions_only(room):
    host = "ts-ham-04.corp.tsm.example"
    session = one_session(room, "disconnected", host)
    assert room.fault(host, "Get-TsmSessionShadowLink", Identity=session["id"])["code"] == "Conflict"


def test_it_ends_a_process(room):
    session = one_session(room)
    process = next(
        one for one in room.do(HAM, "Get-TsmSessionProcess", Identity=session["id"]) if one["name"] == "explorer"
    )
    named = {"Identity": session["id"], "ProcessId": process["processId"], "Name": "explorer"}
    (record,) = room.do(HAM, "Stop-TsmSessionProcess", **named)
    assert (record["kind"], record["id"]) == ("process", f"ts-ham-01/process/{process['processId']}")
    assert record["after"] == {"running": False}
    assert room.fault(HAM, "Stop-TsmSessionProcess", **named)["code"] == "NotFound"


def test_it_refuses_processes_of_another_name_and_those_the_system_needs(room):
    session = one_session(room)
    processes = room.do(HAM, "Get-TsmSessionProcess", Identity=session["id"])
    explorer = next(one for one in processes if one["name"] == "explorer")
    dwm = next(one for one in processes if one["name"] == "dwm")
    for identity, name in ((session["id"], "notepad"), (session["id"] + 1, "explorer")):
        fault = room.fault(HAM, "Stop-TsmSessionProcess", Identity=identity, ProcessId=explorer["processId"], Name=name)
        assert fault["code"] == "Conflict"
    fault = room.fault(HAM, "Stop-TsmSessionProcess", Identity=session["id"], ProcessId=dwm["processId"], Name="DWM")
    assert (fault["code"], fault["message"]) == ("Protected", "The system needs dwm.")


def test_it_finds_the_stale_session_that_locks_zoe(room):
    (session,) = room.do("ts-ham-04.corp.tsm.example", "Get-TsmSession", UserName="zobrien")
    assert session["state"] == "disconnected"
    (source,) = room.do("dc-ham-01.corp.tsm.example", "Get-TsmLockoutSource", Identity="ZOBRIEN")
    assert source["computer"] == "TS-HAM-04"
