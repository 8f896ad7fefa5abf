"""Directory objects as the portal sees them: plain values, and cards under the portal's names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from remoting.simulated.attributes import MULTIPLE, TIMES
from remoting.simulated.faults import Fault
from remoting.simulated.privilege import is_privileged_itself
from remoting.simulated.store import JSON, StoredObject, Value
from remoting.simulated.times import text_of, ticks_of

PROTECTED = "protectedFromAccidentalDeletion"


def plain_value(name: str, value: Value | None) -> JSON:
    """One value of the directory as the portal sees it."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if name in TIMES or isinstance(value, datetime):
        return text_of(value)
    return value


def to_plain(found: StoredObject | None, names: Iterable[str]) -> dict[str, JSON]:
    """Attributes of an object under their LDAP names."""
    plain: dict[str, JSON] = {}
    for name in names:
        value = found.get(name) if found else None
        if name in MULTIPLE:
            plain[name] = list(found.texts(name)) if found else []
        elif name == PROTECTED:
            plain[name] = bool(value)
        else:
            plain[name] = plain_value(name, value)
    return plain


def directory_value(name: str, value: JSON) -> Value:
    """A plain value on its way to the directory."""
    if name == "pwdLastSet":
        return -1  # The directory takes only 0 (must change) and -1 (now).
    if name in TIMES:
        ticks = value if isinstance(value, int) else ticks_of(str(value))
        if ticks < 0:
            raise Fault(
                "InvalidArgument", "Not a valid Win32 FileTime.", exception="System.ArgumentOutOfRangeException"
            )
        return ticks
    return value if isinstance(value, int) else str(value)


def card_of(found: StoredObject, shown: Mapping[str, str], only: Sequence[str] = ()) -> dict[str, JSON]:
    """An object under the portal's names: who it is, then what the map of its kind lists."""
    card: dict[str, JSON] = {
        "kind": found.kind,
        "id": found.id,
        "dn": found.dn,
        "name": found.name,
        "samAccountName": found.get("sAMAccountName"),
        "sid": found.get("objectSid"),
    }
    for name, attribute in shown.items():
        if not only or name in only:
            card[name] = to_plain(found, [attribute])[attribute]
    card["privileged"] = is_privileged_itself(found)
    return card


def same(left: JSON, right: JSON) -> bool:
    """Whether two plain values say the same; no value and an empty one do, and order does not matter."""
    return _texts(left) == _texts(right)


def _texts(value: JSON) -> str:
    parts = value if isinstance(value, list | tuple) else [value]
    return "\0".join(sorted("" if part is None else str(part) for part in parts))
