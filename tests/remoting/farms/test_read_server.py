"""What a reading keeps of a server's answers."""

from datetime import timedelta

import pytest

from directory.models import DirectoryObject
from remoting.farms.models import Reading, Session
from remoting.farms.reading import read_server
from remoting.servers.models import Server
from remoting.transports.invocation import Fault
from tests.remoting.farms.conftest import CHECKS, DISKS, FACTS, StandIn, session


def test_keeps_what_the_server_says(server: Server, stand_in: StandIn) -> None:
    reading = read_server(server)
    assert (reading.facts, reading.disks, reading.checks) == (FACTS, DISKS, CHECKS)
    assert reading.taken_at is not None
    assert reading.failing_since is None
    assert [load for _at, load in reading.loads] == [40]


def test_knows_the_person_of_a_session(server: Server, stand_in: StandIn, zoe: DirectoryObject) -> None:
    stand_in.sessions = [session(17, "ZOBRIEN"), session(18, "nobody")]
    read_server(server)
    known, unknown = Session.objects.order_by("number")
    assert (known.person_guid, known.shown_name) == (zoe.guid, "Zoë O'Brien")
    assert (unknown.person_guid, unknown.shown_name) == (None, "nobody")


def test_takes_a_local_account_of_the_same_name_for_nobody(
    server: Server, stand_in: StandIn, zoe: DirectoryObject
) -> None:
    stand_in.sessions = [session(17, "zobrien", domain="TS-1")]
    read_server(server)
    assert Session.objects.get().person_guid is None


def test_forgets_sessions_that_have_ended(server: Server, stand_in: StandIn) -> None:
    stand_in.sessions = [session(1, "a"), session(2, "b")]
    read_server(server)
    stand_in.sessions = [session(2, "c")]
    read_server(server)
    assert [(row.number, row.account) for row in Session.objects.all()] == [(2, "c")]


def test_leaves_out_sessions_without_a_user(server: Server, stand_in: StandIn) -> None:
    stand_in.sessions = [session(0, ""), session(65536, None)]
    read_server(server)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ({"silent": True}, "No connection to ts-1. Nothing was sent."),
        ({"fault": Fault("AccessDenied", "Access is denied.")}, "Access is denied."),
    ],
    ids=["no connection", "the helper throws"],
)
def test_keeps_the_last_answer_of_a_server_that_fails(
    server: Server, stand_in: StandIn, trouble: dict[str, object], said: str
) -> None:
    stand_in.sessions = [session(1, "a")]
    read_server(server)
    for name, value in trouble.items():
        setattr(stand_in, name, value)
    first = read_server(server).failing_since
    reading = read_server(server)
    assert reading.error == said
    assert reading.failing_since == first, "since when it fails is told from the first failure"
    assert reading.facts == FACTS
    assert Session.objects.count() == 1


def test_is_well_again_after_an_answer(server: Server, stand_in: StandIn) -> None:
    stand_in.silent = True
    read_server(server)
    stand_in.silent = False
    reading = read_server(server)
    assert reading.failing_since is None
    assert reading.error == ""


def test_keeps_the_loads_of_an_hour(server: Server, stand_in: StandIn) -> None:
    reading = read_server(server)
    assert reading.taken_at is not None
    old, recent = reading.taken_at - timedelta(minutes=61), reading.taken_at - timedelta(minutes=59)
    Reading.objects.update(loads=[[old.isoformat(), 1], [recent.isoformat(), 2]])
    assert [load for _at, load in read_server(server).loads] == [2, 40]
