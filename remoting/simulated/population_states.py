"""The states that accounts are in, as attributes: locked, disabled and so on, reckoned back from one moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from remoting.simulated.population_planting import Value

NORMAL, DISABLED, NEVER_EXPIRES, WORKSTATION, CONTROLLER = 0x200, 0x2, 0x10000, 0x1000, 0x82000

# The password policy of the domain. Locked accounts stay locked until somebody unlocks them.
POLICY: dict[str, int | bool] = {
    "minLength": 12,
    "history": 24,
    "complexity": True,
    "maxAgeDays": 100,
    "minAgeDays": 1,
    "lockoutThreshold": 5,
    "lockoutMinutes": 0,
    "lockoutWindowMinutes": 30,
}

# State -> how many of a thousand people are in it.
_SHARES: tuple[tuple[str, int], ...] = (
    ("locked", 6),
    ("disabled", 40),
    ("expired", 10),
    ("expiring", 15),
    ("password-expired", 20),
    ("password-expiring", 60),
    ("must-change", 12),
    ("never-expires", 8),
    ("never", 10),
    ("inactive", 25),
    ("newcomer", 20),
)


def state_for(random: Random) -> str:
    """The state of an ordinary person."""
    drawn = random.randrange(1000)
    for state, share in _SHARES:
        if drawn < share:
            return state
        drawn -= share
    return ""


def _back(random: Random, now: datetime, least: float, most: float) -> datetime:
    """A moment from `least` to `most` days ago, in whole seconds."""
    return (now - timedelta(seconds=random.randint(int(least * 86400), int(most * 86400)))).replace(microsecond=0)


Change = Callable[[dict[str, Value], Random, datetime], None]


def _locked(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["lockoutTime"] = values["badPasswordTime"] = _back(random, now, 0.01, 1.8)
    values["badPwdCount"] = 5


def _disabled(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["userAccountControl"] = NORMAL | DISABLED
    values["lastLogonTimestamp"] = _back(random, now, 40, 400)


def _expired(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["accountExpires"] = _back(random, now, 1, 120)


def _expiring(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["accountExpires"] = _back(random, now + timedelta(days=29), 0, 28)


def _password_expired(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["pwdLastSet"] = _back(random, now, 101, 300)


def _password_expiring(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["pwdLastSet"] = _back(random, now, 86, 99.5)


def _must_change(values: dict[str, Value], _random: Random, _now: datetime) -> None:
    values["pwdLastSet"] = None


def _never_expires(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["userAccountControl"] = NORMAL | NEVER_EXPIRES
    values["pwdLastSet"] = _back(random, now, 200, 900)


def _never(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["lastLogonTimestamp"] = None
    values["pwdLastSet"] = None
    values["whenCreated"] = _back(random, now, 1, 60)


def _inactive(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["lastLogonTimestamp"] = _back(random, now, 45, 300)


def _newcomer(values: dict[str, Value], random: Random, now: datetime) -> None:
    values["whenCreated"] = _back(random, now, 3, 14)
    values["pwdLastSet"] = _back(random, now, 0.2, 2.8)
    values["lastLogonTimestamp"] = _back(random, now, 0, 0.2)


_CHANGES: dict[str, Change] = {
    "locked": _locked,
    "disabled": _disabled,
    "expired": _expired,
    "expiring": _expiring,
    "password-expired": _password_expired,
    "password-expiring": _password_expiring,
    "must-change": _must_change,
    "never-expires": _never_expires,
    "never": _never,
    "inactive": _inactive,
    "newcomer": _newcomer,
}


def account_values(state: str, random: Random, now: datetime) -> dict[str, Value]:
    """The attributes that say what state an account is in, at the moment `now`."""
    now = now.astimezone(UTC)
    values: dict[str, Value] = {
        "userAccountControl": NORMAL,
        "whenCreated": _back(random, now, 320, 3600),
        "pwdLastSet": _back(random, now, 1, 85),
        "lastLogonTimestamp": _back(random, now, 0, 9),
        "lockoutTime": None,
        "badPwdCount": 0,
        "badPasswordTime": None,
        "accountExpires": None,
    }
    if state:
        _CHANGES[state](values, random, now)
    return values
