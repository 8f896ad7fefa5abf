"""SecretHelper: BitLocker recovery keys, derived from the seed when asked for, kept nowhere.

The first eight characters of a key's ID say whose it is: they are the number of the computer's SID, scrambled. So a
computer is found by them at once, in a domain of any size.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.criteria import Equals, Kind
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import find_objects, get_object
from remoting.simulated.seeding import guid_of, number_of, secret_bytes
from remoting.simulated.store import StoredObject
from remoting.simulated.times import text_of

_WORD = 2**32
_FACTOR = 0x9E3779B1  # odd, so that multiplying by it can be taken back
_BACK = pow(_FACTOR, -1, _WORD)
_KEYS = 2  # a computer has one or two


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A key as the directory keeps it: the object's GUID, the key's own, and since when."""

    guid: UUID
    key: UUID
    since: datetime


def _mask(seed: int, ordinal: int) -> int:
    return number_of(seed, "key ID", ordinal, below=_WORD)


def _key_id(seed: int, computer: StoredObject, ordinal: int) -> UUID:
    start = _rid(computer) * _FACTOR % _WORD ^ _mask(seed, ordinal)
    return UUID(f"{start:08x}{guid_of(seed, 'key', computer.id, ordinal).hex[8:]}")


def _rid(computer: StoredObject) -> int:
    return int(computer.text("objectSid").rpartition("-")[2] or 0)


def recovery_password(seed: int, key: UUID) -> str:
    """Eight groups of six digits, each a multiple of eleven, as BitLocker makes them."""
    drawn = secret_bytes(seed, "bitlocker", key)
    return "-".join(f"{int.from_bytes(drawn[at : at + 2]) * 11:06d}" for at in range(0, 16, 2))


def _keys_of(call: Call, computer: StoredObject) -> Iterator[RecoveryKey]:
    """The keys of a Windows client, the oldest first; no other machine has any."""
    created = computer.get("whenCreated")
    if not computer.text("operatingSystem").startswith(("Windows 10", "Windows 11")):
        return
    assert isinstance(created, datetime)
    seed = call.life.seed
    for ordinal in range(1 + number_of(seed, "keys", computer.id, below=_KEYS)):
        since = created + timedelta(minutes=7 + 300_000 * ordinal)
        if since <= call.now:
            yield RecoveryKey(guid_of(seed, "recovery", computer.id, ordinal), _key_id(seed, computer, ordinal), since)


def _owners_of(call: Call, key_id: str) -> Iterator[StoredObject]:
    """The computers that the beginning of a key's ID can mean."""
    domain = call.directory.find(Kind(("domainDNS",)), limit=1)
    start = int(key_id[:8], 16)
    for ordinal in range(_KEYS if domain else 0):
        rid = (start ^ _mask(call.life.seed, ordinal)) * _BACK % _WORD
        yield from find_objects(call, "computer", Equals("objectSid", f"{domain[0].text('objectSid')}-{rid}"))


@operation("Get-TsmBitLockerKey")
def get_bitlocker_keys(call: Call) -> Iterator[Output]:
    identity, wanted = call.text("Identity"), re.sub(r"[{}]", "", call.text("KeyId")).upper()
    if not identity and not wanted:
        raise Fault("InvalidArgument", "A computer or a key ID must be given.")
    found = False
    for computer in [get_object(call, "computer")] if identity else _owners_of(call, wanted):
        for one in _keys_of(call, computer):
            if str(one.key).upper().startswith(wanted):
                found = True
                yield {
                    "id": str(one.guid),
                    "computer": computer.dn,
                    "name": computer.name,
                    "keyId": str(one.key).upper(),
                    "secret": recovery_password(call.life.seed, one.key),
                    "created": text_of(one.since),
                }
    if not found:
        asked = call.text("KeyId") or identity
        raise Fault("NotFound", f"No BitLocker recovery key is kept for '{asked}', or it may not be read.")
