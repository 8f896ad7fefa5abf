"""Who is privileged, and is therefore not changed by an ordinary call."""

import re

from remoting.simulated.calls import Call
from remoting.simulated.faults import Fault
from remoting.simulated.store import DirectoryStore, StoredObject

# Microsoft's "protected accounts and groups", and what is as powerful.
PRIVILEGED_RIDS = frozenset({498, 500, 502, 512, 516, 517, 518, 519, 520, 521, 526, 527})
PRIVILEGED_BUILTIN_RIDS = frozenset({544, 548, 549, 550, 551, 552})
_RID = re.compile(r"-(\d+)\Z")


def is_privileged_sid(sid: str) -> bool:
    found = _RID.search(sid)
    if not found:
        return False
    rid = int(found[1])
    if sid.startswith("S-1-5-21-"):
        return rid in PRIVILEGED_RIDS
    return sid.startswith("S-1-5-32-") and rid in PRIVILEGED_BUILTIN_RIDS


def is_privileged_itself(found: StoredObject) -> bool:
    """By adminCount, as a well-known account or group, as a domain controller."""
    return (
        found.number("adminCount") > 0
        or is_privileged_sid(found.text("objectSid"))
        or found.number("primaryGroupID") in PRIVILEGED_RIDS
    )


def is_privileged(directory: DirectoryStore, found: StoredObject) -> bool:
    """By itself, or through its groups as the directory reckons them now."""
    if is_privileged_itself(found):
        return True
    if not found.text("objectSid") or found.is_deleted:
        return False
    return any(is_privileged_sid(sid) for sid in directory.token_groups(found.guid))


def assert_unprivileged(call: Call, found: StoredObject) -> None:
    """Refuse a privileged object, unless the portal's policy lets this call through."""
    if not call.allows_privileged and is_privileged(call.directory, found):
        raise Fault("Protected", f"'{found.name}' is privileged and is not changed here.")
