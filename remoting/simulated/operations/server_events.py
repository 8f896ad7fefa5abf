"""ServerHelper: the logs, and from where accounts were locked."""

from collections.abc import Iterator
from datetime import timedelta

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.life import life_of
from remoting.simulated.life_events import LEVEL_NAMES, events_of
from remoting.simulated.population_machines import EMULATOR
from remoting.simulated.times import text_of

_LEVELS_UP_TO = {"critical": (1,), "error": (1, 2), "warning": (1, 2, 3), "information": (0, 1, 2, 3, 4)}
_MOST = 2000


@operation("Get-TsmServerEvent")
def get_events(call: Call) -> Iterator[Output]:
    life = life_of(call)
    log, source, number = call.text("Log") or "System", call.text("Source").casefold(), call.number("EventId")
    levels = _LEVELS_UP_TO[(call.text("Level") or "warning").casefold()]
    limit = call.number("Limit") or 200
    since = call.now - timedelta(hours=call.number("Hours") or 24)
    is_security = log.casefold() == "security"  # its events are all of level 0
    lockouts = call.life.lockouts(since=since, until=call.now) if is_security and life.machine == EMULATOR else ()
    found = [
        one
        for one in events_of(life, log, since=since, lockouts=lockouts)
        if (is_security or one.level in levels) and number in (0, one.number)
    ]
    wanted = _MOST if source else limit
    for one in [one for one in found[:wanted] if not source or one.source.casefold() == source][:limit]:
        yield {
            "time": text_of(one.at),
            "level": LEVEL_NAMES[one.level],
            "eventId": one.number,
            "source": one.source,
            "message": one.message.strip(),
            "record": one.record,
        }


@operation("Get-TsmLockoutSource")
def get_lockout_source(call: Call) -> Iterator[Output]:
    life = life_of(call)
    if life.machine != EMULATOR:  # every lockout of the domain is in the log of that controller only
        return
    identity = call.text("Identity").casefold()
    since = call.now - timedelta(hours=call.number("Hours") or 48)
    found = [one for one in call.life.lockouts(since=since, until=call.now) if identity in ("", one.account.casefold())]
    for one in found[: call.number("Limit") or 100]:
        yield {
            "time": text_of(one.at),
            "account": one.account,
            "sid": one.sid,
            "computer": one.computer or None,
            "controller": life.machine.host,
        }
