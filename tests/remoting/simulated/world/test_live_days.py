"""The life of the servers: a function of seed, clock and what people did."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remoting.simulated.life import ServerLife
from remoting.simulated.life_store import Act, Roster
from remoting.simulated.population_machines import MACHINES, TERMINALS, machine_of
from tests.remoting.simulated.world.conftest import NOON, small_world

ROSTER = Roster(tuple(small_world().regulars))
HAM = machine_of("TS-HAM-01")
moments = st.integers(0, 60 * 24 * 40).map(lambda minutes: NOON + timedelta(minutes=minutes))
terminals = st.sampled_from(TERMINALS)


def life(machine, now, acts=(), seed=2026):
    return ServerLife(seed, machine, ROSTER, acts, now)


@settings(max_examples=60, deadline=None)
@given(terminals, moments)
def test_it_is_the_same_whenever_the_same_moment_is_asked_for(machine, now):
    assert life(machine, now).sessions() == life(machine, now).sessions()


@settings(max_examples=60, deadline=None)
@given(terminals, moments)
def test_it_gives_no_number_twice_at_a_time(machine, now):
    numbers = [session.number for session in life(machine, now).sessions(system=True)]
    assert len(numbers) == len(set(numbers))


@settings(max_examples=60, deadline=None)
@given(terminals, moments)
def test_it_puts_every_session_in_its_time(machine, now):
    server = life(machine, now)
    for session in server.sessions():
        assert session.signed_in <= session.connected <= now
        assert server.state.started <= session.signed_in
        assert session.idle_seconds >= 0
        assert (session.state == "disconnected") == (session.station == "")


def test_it_lets_sessions_come_and_go():
    counts = [len(life(HAM, NOON + timedelta(hours=hour)).sessions()) for hour in range(0, 72, 3)]
    assert max(counts) > 2 * min(counts)


def test_it_keeps_a_session_under_its_number():
    before = {session.stay.key: session.number for session in life(HAM, NOON).sessions()}
    after = {session.stay.key: session.number for session in life(HAM, NOON + timedelta(minutes=20)).sessions()}
    both = before.keys() & after.keys()
    assert both
    assert all(before[key] == after[key] for key in both)


def test_it_always_has_somebody_signed_in_somewhere():
    for hour in range(24 * 7):
        assert sum(len(life(machine, NOON + timedelta(hours=hour)).sessions()) for machine in TERMINALS) > 5


def test_it_begins_no_session_on_a_server_that_drains():
    mode = Act("TS-HAM-01", "logon-mode", "logonMode", NOON, {"mode": "drain"})
    later = NOON + timedelta(hours=14)
    assert all(session.signed_in <= NOON for session in life(HAM, later, [mode]).sessions())
    assert any(session.signed_in > NOON for session in life(HAM, later).sessions())


def test_it_ends_every_session_with_a_restart():
    restart = Act("TS-HAM-01", "restart", "restart", NOON, {"delay": 60, "message": "x"})
    just_after = NOON + timedelta(seconds=60 + 150)
    assert life(HAM, NOON, [restart]).state.restart_at == NOON + timedelta(seconds=60)
    assert life(HAM, NOON + timedelta(seconds=90), [restart]).state.is_silent
    assert life(HAM, just_after, [restart]).sessions() == []
    assert life(HAM, just_after, [restart]).state.started == just_after
    assert life(HAM, NOON + timedelta(minutes=40), [restart]).sessions()


def test_it_lets_nobody_back_to_a_server_that_drains_after_its_restart():
    acts = [
        Act("TS-HAM-01", "logon-mode", "logonMode", NOON, {"mode": "drain"}),
        Act("TS-HAM-01", "restart", "restart", NOON, {"delay": 60, "message": "x"}),
    ]
    assert life(HAM, NOON + timedelta(minutes=40), acts).sessions() == []


def test_it_ends_a_session_that_was_begun_after_a_restart():
    restart = Act("TS-HAM-01", "restart", "restart", NOON, {"delay": 60, "message": "x"})
    now = NOON + timedelta(minutes=40)
    session = life(HAM, now, [restart]).sessions()[0]
    ended = Act("TS-HAM-01", "session-ended", session.stay.key, now)
    assert session.number not in [one.number for one in life(HAM, now, [restart, ended]).sessions()]


def test_it_ends_drain_until_restart_with_a_restart():
    acts = [
        Act("TS-HAM-01", "logon-mode", "logonMode", NOON, {"mode": "drainUntilRestart"}),
        Act("TS-HAM-01", "restart", "restart", NOON + timedelta(minutes=1), {"delay": 0, "message": "x"}),
    ]
    assert life(HAM, NOON + timedelta(seconds=30), acts).state.logon_mode() == "drainUntilRestart"
    assert life(HAM, NOON + timedelta(minutes=10), acts).state.logon_mode() == "enabled"


@pytest.mark.parametrize(
    "trouble", ["unreachable", "draining", "disk-full", "memory-high", "restart-due", "certificate", "service-down"]
)
def test_it_has_one_terminal_server_of_each_trouble(trouble):
    assert [machine.trouble for machine in TERMINALS].count(trouble) == 1


def test_it_keeps_what_is_measured_within_bounds():
    for machine in MACHINES:
        for hour in range(0, 200, 7):
            server = life(machine, NOON + timedelta(hours=hour))
            sessions = len(server.sessions())
            assert 0 <= server.state.cpu_percent(sessions) <= 99
            assert 0 < server.state.memory_free(sessions) < server.state.memory_bytes
            assert all(0 < disk.free < disk.size for disk in server.state.disks())
            assert server.state.started <= server.now
