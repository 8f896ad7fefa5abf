"""SessionHelper: sessions of a terminal server."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.life import ServerLife, Session, life_of
from remoting.simulated.seeding import number_of, pick
from remoting.simulated.server_changes import keep_act, server_change
from remoting.simulated.store import JSON
from remoting.simulated.times import text_of

_SECONDS_TO_LOG_OFF = 9


def _shown(session: Session) -> dict[str, JSON]:
    return {
        "id": session.number,
        "user": session.user or None,
        "domain": session.domain or None,
        "state": session.state,
        "connectTime": text_of(session.connected),
        "disconnectTime": text_of(session.disconnected),
        "logonTime": text_of(session.signed_in),
        "idleSeconds": session.idle_seconds,
        "clientName": session.client_name or None,
        "clientAddress": session.client_address or None,
        "station": session.station or None,
    }


def _belongs(session: Session, user_name: str) -> bool:
    """Whether the session is that of an account, given as its name with or without the domain; case aside."""
    return user_name.casefold() in (session.user.casefold(), session.account.casefold())


def _one_session(call: Call, life: ServerLife) -> Session:
    """The session that the call names. A number comes back, so it must still be the same user's."""
    number, user_name = call.number("Identity"), call.text("UserName")
    session = life.session(number)
    if session is None:
        raise Fault("NotFound", f"There is no session {number}.")
    if user_name and not _belongs(session, user_name):
        now = f"belongs to {session.account}" if session.user else "belongs to no user"
        raise Fault("Conflict", f"Session {number} {now}, not to {user_name}.")
    return session


def _name(session: Session) -> str:
    return f"{session.account} (session {session.number})" if session.user else f"session {session.number}"


@operation("Get-TsmSession")
def get_session(call: Call) -> Iterator[Output]:
    user_name = call.text("UserName")
    for session in life_of(call).sessions(system=True):
        if call.given("Identity") and session.number != call.number("Identity"):
            continue
        if user_name and not _belongs(session, user_name):
            continue
        if session.user or call.flag("IncludeSystem"):
            yield _shown(session)


@operation("Disconnect-TsmSession")
def disconnect_session(call: Call) -> Iterator[Output]:
    session = _one_session(call, life_of(call))

    def act() -> None:
        keep_act(call, "session-disconnected", _key(session))

    yield from server_change(
        call,
        kind="session",
        key=session.number,
        name=_name(session),
        before={"state": session.state},
        after={"state": "disconnected"},
        act=act,
    )


def _key(session: Session) -> str:
    return session.stay.key if session.stay else str(session.number)


@operation("Stop-TsmSession")
def stop_session(call: Call) -> Iterator[Output]:
    """A session takes some seconds to end. Who does not wait that long is told that it is still there."""
    life = life_of(call)
    session = _one_session(call, life)
    takes = 1 + number_of(life.seed, "log off", _key(session), below=_SECONDS_TO_LOG_OFF)
    waits = int(call.value("WaitSeconds") if call.value("WaitSeconds") is not None else 60)

    def act() -> None:
        if takes > waits:
            message = f"{_name(session)} was told to log off and is still there after {waits} s."
            raise Fault("Timeout", message)
        keep_act(call, "session-ended", _key(session))

    yield from server_change(
        call,
        kind="session",
        key=session.number,
        name=_name(session),
        before={"state": session.state},
        after={"state": "loggedOff"},
        act=act,
    )


@operation("Send-TsmSessionMessage")
def send_message(call: Call) -> Iterator[Output]:
    session = _one_session(call, life_of(call))
    message = call.text("Message")

    def act() -> None:
        keep_act(call, "message", _key(session), {"length": len(message)})

    yield from server_change(
        call, kind="session", key=session.number, name=_name(session), after={"message": message}, act=act
    )


@operation("Get-TsmSessionShadowLink")
def get_shadow_link(call: Call) -> Iterator[Output]:
    life = life_of(call)
    session = _one_session(call, life)
    if session.state != "active":
        raise Fault("Conflict", f"{_name(session)} is {session.state}; only an active session can be watched.")
    control, silent = call.flag("Control"), call.flag("NoConsent")
    # 0 off, 1 control if asked, 2 control, 3 watch if asked, 4 watch.
    policy = pick((1, 1, 2, 3), life.seed, "shadow", life.machine.farm)
    arguments = [f"/v:{life.machine.host}", f"/shadow:{session.number}"]
    arguments += ["/control"] if control else []
    arguments += ["/noConsentPrompt"] if silent else []
    allowed = policy != 0 and (not control or policy in (1, 2)) and (not silent or policy in (2, 4))
    yield {
        "server": life.machine.host,
        "sessionId": session.number,
        "user": session.user or None,
        "program": "mstsc.exe",
        "arguments": arguments,
        "policy": policy,
        "allowed": allowed,
    }
