"""Accounts in a given state."""

from collections.abc import Iterator
from datetime import timedelta

from remoting.simulated.attributes import COMPUTED_EXPIRED, COMPUTED_LOCKED, DISABLED, NEVER_EXPIRES
from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.criteria import AtLeast, AtMost, Criterion, Equals, HasBits, Not
from remoting.simulated.lookup import container_dn, find_objects
from remoting.simulated.operations.users import user_card
from remoting.simulated.times import to_filetime

_ON = Not(HasBits("userAccountControl", DISABLED))
_AGES = Not(HasBits("userAccountControl", NEVER_EXPIRES))
# Computed by the directory: a store judges these itself, as none can be asked for them.
_LOCKED = HasBits("msDS-User-Account-Control-Computed", COMPUTED_LOCKED)
_EXPIRED = HasBits("msDS-User-Account-Control-Computed", COMPUTED_EXPIRED)
_ENDS = "msDS-UserPasswordExpiryTimeComputed"


@operation("Search-TsmAccount")
def search_account(call: Call) -> Iterator[Output]:
    base = container_dn(call, call.text("Path"))
    for user in find_objects(call, "user", *_asked(call), base=base, limit=call.number("Limit")):
        yield user_card(user, call, short=True)


def _asked(call: Call) -> tuple[Criterion, ...]:
    days = call.number("Days")
    now, soon, then = (to_filetime(call.now + timedelta(days=step)) for step in (0, days, -days))
    ages = (_ON, _AGES, AtLeast("pwdLastSet", 1))
    states: dict[str, tuple[Criterion, ...]] = {
        "locked": (AtLeast("lockoutTime", 1), _LOCKED),
        "disabled": (HasBits("userAccountControl", DISABLED),),
        "expired": (AtLeast("accountExpires", 1), AtMost("accountExpires", now)),
        "expiring": (AtLeast("accountExpires", now), AtMost("accountExpires", soon)),
        "inactive": (_ON, AtMost("whenCreated", then), Not(AtLeast("lastLogonTimestamp", then))),
        "neverloggedon": (_ON, Not(AtLeast("lastLogonTimestamp", 1)), Not(AtLeast("lastLogon", 1))),
        "passwordexpired": (*ages, _EXPIRED),
        "passwordexpiring": (*ages, AtLeast(_ENDS, 1), AtMost(_ENDS, soon), Not(_EXPIRED)),
        "passwordneverexpires": (HasBits("userAccountControl", NEVER_EXPIRES),),
        "mustchangepassword": (Equals("pwdLastSet", 0), _AGES),
    }
    return states[call.text("State").lower()]
