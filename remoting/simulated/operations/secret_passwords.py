"""SecretHelper: LAPS passwords, derived from the seed when asked for, kept nowhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import get_object
from remoting.simulated.population_machines import NETBIOS, machine_of
from remoting.simulated.seeding import number_of, secret_bytes
from remoting.simulated.steps import attribute_step
from remoting.simulated.store import StoredObject
from remoting.simulated.times import from_filetime, text_of

EXPIRATION = "msLAPS-PasswordExpirationTime"
_LEGACY = "ms-Mcs-AdmPwdExpirationTime"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#%+-=?@_"
_LASTS = timedelta(days=30)
_DECRYPTOR = f"{NETBIOS}\\Tier 0 administrators"
_APPLIES = 90  # minutes within which a computer applies its policy


def _expiry(call: Call, computer: StoredObject) -> datetime | None:
    """When the computer's password ends: soon after the time that the directory holds, it has taken a new one."""
    ends = from_filetime(computer.number(EXPIRATION))
    while ends:
        taken = ends + timedelta(minutes=number_of(call.life.seed, "policy", computer.id, ends, below=_APPLIES))
        if taken > call.now:
            return ends
        ends = taken + _LASTS
    return None


def laps_password(seed: int, computer: UUID, ends: datetime) -> str:
    """The password of the computer's local administrator in the time that ends then."""
    drawn = secret_bytes(seed, "laps", computer, ends.isoformat())
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in drawn[:20])


def is_for_others(computer: StoredObject) -> bool:
    """Whether only administrators may decrypt the password: that of the servers which are no terminal servers."""
    machine = machine_of(computer.name)
    return machine is not None and not machine.is_terminal


@operation("Get-TsmLapsPassword")
def get_laps_password(call: Call) -> Iterator[Output]:
    computer = get_object(call, "computer")
    ends = _expiry(call, computer)
    if ends is None:
        raise Fault("NotFound", f"No LAPS password is kept for '{computer.name}', or it may not be read.")
    if is_for_others(computer):
        message = f"The LAPS password of '{computer.name}' can be decrypted only by {_DECRYPTOR}."
        raise Fault("AccessDenied", message)
    yield {
        "id": computer.id,
        "dn": computer.dn,
        "name": computer.name,
        "account": "Administrator",
        "secret": laps_password(call.life.seed, computer.guid, ends),
        "updated": text_of(ends - _LASTS),
        "expires": text_of(ends),
        "source": "EncryptedPassword",
    }


@operation("Set-TsmLapsExpiration")
def set_laps_expiration(call: Call) -> Iterator[Output]:
    computer = get_object(call, "computer", for_change=True)
    name = _LEGACY if computer.get(_LEGACY) and not computer.get(EXPIRATION) else EXPIRATION
    when = call.value("When") if call.given("When") else call.now
    yield from change(call, computer, [attribute_step(computer, {name: text_of(when)})])
