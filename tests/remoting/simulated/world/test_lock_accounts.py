"""Accounts that lock in the course of a day: carried into the directory when somebody looks."""

from datetime import timedelta

from django.db import transaction

from remoting.simulated.acts import SimulatedLockout
from remoting.simulated.embedded_life import EmbeddedLife
from remoting.simulated.models import SimulatedObject
from tests.remoting.simulated.world.conftest import NOON

CONTROLLER = "dc-ham-01.corp.tsm.example"


def locked():
    return set(SimulatedObject.objects.filter(lockout_time__gt=0).values_list("guid", flat=True))


def test_it_locks_accounts_as_time_goes_by(room):
    before = locked()
    count = EmbeddedLife(room.domain).live(NOON + timedelta(days=4))
    assert count >= 3
    assert len(locked() - before) == count


def test_it_locks_nobody_twice_and_nothing_in_the_past(room):
    life = EmbeddedLife(room.domain)
    assert life.live(NOON + timedelta(days=4)) > 0
    assert life.live(NOON + timedelta(days=4)) == 0
    assert life.live(NOON + timedelta(days=2)) == 0


def test_it_says_from_where_each_of_them_was_locked(room):
    before = locked()
    room.wait(days=4)
    found = {one["sid"]: one for one in room.do(CONTROLLER, "Get-TsmLockoutSource", Hours=96)}
    new = SimulatedObject.objects.filter(guid__in=locked() - before)
    assert new
    for row in new:
        assert found[row.sid]["computer"]
        assert found[row.sid]["controller"] == CONTROLLER


def test_it_comes_to_the_same_however_often_somebody_looks(room):
    def look(*hours):
        with transaction.atomic():
            for hour in hours:
                EmbeddedLife(room.domain).live(NOON + timedelta(hours=hour))
            found = set(SimulatedLockout.objects.values_list("account", "computer", "at"))
            transaction.set_rollback(True)
        return found

    assert look(96) == look(*range(0, 97, 8))


def test_it_leaves_those_who_sign_in_alone(room):
    EmbeddedLife(room.domain).live(NOON + timedelta(days=6))
    names = SimulatedObject.objects.filter(guid__in=locked()).values_list("sam_key", flat=True)
    assert not {"vrichter", "jvogel", "kmensah", "alindqvist", "anovak"} & set(names)


def test_it_shows_lockouts_on_the_emulator_only(room):
    assert room.do(CONTROLLER, "Get-TsmLockoutSource")
    assert room.do("dc-muc-01.corp.tsm.example", "Get-TsmLockoutSource") == []
    assert room.do(CONTROLLER, "Get-TsmLockoutSource", Identity="x' or '1'='1") == []
