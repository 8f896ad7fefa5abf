"""LAPS passwords and recovery keys: derived when asked for, kept nowhere."""

import pytest
from django.db import connection

from remoting.simulated.models import SimulatedObject

MANAGEMENT = "mgmt-ham-01.corp.tsm.example"


@pytest.fixture
def notebook(room):
    return SimulatedObject.objects.filter(kind="computer", name__startswith="NB-").first().name


def everything_stored():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(value) for row in cursor.fetchall() for value in row)


def test_it_tells_the_same_password_each_time(room, notebook):
    (first,) = room.do(MANAGEMENT, "Get-TsmLapsPassword", Identity=notebook)
    assert list(first) == ["id", "dn", "name", "account", "secret", "updated", "expires", "source"]
    assert len(first["secret"]) == 20
    assert room.do(MANAGEMENT, "Get-TsmLapsPassword", Identity=first["id"]) == [first]


def test_it_makes_a_new_password_once_the_old_one_has_expired(room, notebook):
    (before,) = room.do(MANAGEMENT, "Get-TsmLapsPassword", Identity=notebook)
    (record,) = room.do(MANAGEMENT, "Set-TsmLapsExpiration", Identity=notebook)
    assert record["after"] == {"msLAPS-PasswordExpirationTime": "2026-11-20T10:30:00Z"}
    assert room.do(MANAGEMENT, "Set-TsmLapsExpiration", Identity=notebook)[0]["applied"] is False
    room.wait(minutes=91)
    (after,) = room.do(MANAGEMENT, "Get-TsmLapsPassword", Identity=notebook)
    assert after["secret"] != before["secret"]
    assert after["expires"] > "2026-12-20"


def test_it_finds_recovery_keys_by_computer_and_by_the_start_of_their_id(room, notebook):
    keys = room.do(MANAGEMENT, "Get-TsmBitLockerKey", Identity=notebook)
    assert list(keys[0]) == ["id", "computer", "name", "keyId", "secret", "created"]
    assert len(keys[0]["secret"]) == 55
    for key_id in (keys[0]["keyId"][:8], keys[0]["keyId"].lower(), f"{{{keys[0]['keyId']}}}"):
        assert keys[0] in room.do(MANAGEMENT, "Get-TsmBitLockerKey", KeyId=key_id)


ENDS = [
    ("Get-TsmLapsPassword", {"Identity": "no-such-pc"}, "NotFound"),
    ("Get-TsmLapsPassword", {"Identity": "DC-HAM-01"}, "NotFound"),
    ("Get-TsmLapsPassword", {"Identity": "FS-HAM-01"}, "AccessDenied"),
    ("Get-TsmBitLockerKey", {}, "InvalidArgument"),
    ("Get-TsmBitLockerKey", {"KeyId": "*"}, "InvalidArgument"),
    ("Get-TsmBitLockerKey", {"KeyId": "00000000"}, "NotFound"),
    ("Get-TsmBitLockerKey", {"Identity": "TS-HAM-01"}, "NotFound"),
    ("Set-TsmLapsExpiration", {"Identity": "no-such-pc"}, "NotFound"),
    ("Set-TsmLapsExpiration", {"Identity": "DC-HAM-01"}, "Protected"),
]


def test_it_finds_every_key_of_every_computer_by_its_id(room):
    notebooks = SimulatedObject.objects.filter(kind="computer", name__startswith="NB-")[:20]
    keys = [key for one in notebooks for key in room.do(MANAGEMENT, "Get-TsmBitLockerKey", Identity=one.name)]
    assert len({key["keyId"][:8] for key in keys}) == len(keys) > 20
    for key in keys:
        assert room.do(MANAGEMENT, "Get-TsmBitLockerKey", KeyId=key["keyId"][:8]) == [key]


def test_it_ends_with_the_helpers_codes(room):
    for function, parameters, code in ENDS:
        assert room.fault(MANAGEMENT, function, **parameters)["code"] == code, (function, parameters)


def test_it_keeps_no_secret_in_the_database(room, notebook):
    secrets = {room.do(MANAGEMENT, "Get-TsmLapsPassword", Identity=notebook)[0]["secret"]}
    secrets |= {key["secret"] for key in room.do(MANAGEMENT, "Get-TsmBitLockerKey", Identity=notebook)}
    texts = "\n".join(everything_stored())
    assert notebook in texts
    assert not [secret for secret in secrets if secret in texts]
