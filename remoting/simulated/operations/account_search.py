"""Accounts in a given state."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from remoting.simulated.attributes import DISABLED, NEVER_EXPIRES
from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.criteria import AtLeast, AtMost, Criterion, Equals, HasBits, Not
from remoting.simulated.lookup import container_dn, find_objects
from remoting.simulated.operations.users import user_card
from remoting.simulated.store import JSON
from remoting.simulated.times import text_of, to_filetime

_ON = Not(HasBits("userAccountControl", DISABLED))
_AGES = Not(HasBits("userAccountControl", NEVER_EXPIRES))


@operation("Search-TsmAccount")
def search_account(call: Call) -> Iterator[Output]:
    keep = _computed(call).get(call.text("State").lower())
    limit = call.number("Limit")
    base = container_dn(call, call.text("Path"))
    found = find_objects(call, "user", *_asked(call), base=base, limit=0 if keep else limit)
    count = 0
    for user in found:
        card = user_card(user, call, short=True)
        if keep is None or keep(card):
            yield card
            count += 1
        if count == limit:
            return


def _computed(call: Call) -> dict[str, Callable[[dict[str, JSON]], bool]]:
    """States that the directory computes and cannot be asked for."""
    soon = text_of(call.now + timedelta(days=call.number("Days"))) or ""

    def is_expiring(card: dict[str, JSON]) -> bool:
        return bool(card["passwordExpires"] and not card["passwordExpired"] and card["passwordExpires"] <= soon)

    return {
        "locked": lambda card: bool(card["lockedOut"]),
        "passwordexpired": lambda card: bool(card["passwordExpired"]),
        "passwordexpiring": is_expiring,
    }


def _asked(call: Call) -> tuple[Criterion, ...]:
    days = call.number("Days")
    now, soon, then = (to_filetime(call.now + timedelta(days=step)) for step in (0, days, -days))
    states: dict[str, tuple[Criterion, ...]] = {
        "locked": (AtLeast("lockoutTime", 1),),
        "disabled": (HasBits("userAccountControl", DISABLED),),
        "expired": (AtLeast("accountExpires", 1), AtMost("accountExpires", now)),
        "expiring": (AtLeast("accountExpires", now), AtMost("accountExpires", soon)),
        "inactive": (_ON, AtMost("whenCreated", then), Not(AtLeast("lastLogonTimestamp", then))),
        "neverloggedon": (_ON, Not(AtLeast("lastLogonTimestamp", 1)), Not(AtLeast("lastLogon", 1))),
        "passwordexpired": (_ON, _AGES, AtLeast("pwdLastSet", 1)),
        "passwordexpiring": (_ON, _AGES, AtLeast("pwdLastSet", 1)),
        "passwordneverexpires": (HasBits("userAccountControl", NEVER_EXPIRES),),
        "mustchangepassword": (Equals("pwdLastSet", 0), _AGES),
    }
    return states[call.text("State").lower()]
