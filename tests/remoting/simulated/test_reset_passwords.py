"""Passwords: what a policy takes, what is kept of them, what is told of them."""

import re

import pytest
from django.db import connection

from remoting.simulated.faults import Fault
from remoting.simulated.models import SimulatedCall, SimulatedPassword
from remoting.simulated.passwords import LOOK_ALIKE, assert_acceptable, make_password, make_phrase
from remoting.simulated.store import PasswordPolicy
from tests.remoting.simulated.small_world import GOOD, STAFF, row, small_world

TABLES = ("domain", "object", "link", "password", "call")


def all_that_is_kept():
    """Every value of every row, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM remoting_simulated{table}")
            found += [str(value) for line in cursor.fetchall() for value in line]
    return "\n".join(found)


@pytest.mark.django_db
def test_sets_a_made_password_and_shows_it_once():
    wire = small_world()
    frame = wire.frame("Reset-TsmUserPassword", Identity="ada", MustChange=False, Length=20)
    secret = wire.send(frame)["data"][0]["secret"]
    assert len(secret) == 20
    ada = row("ada").guid
    assert wire.directory.has_password(ada, secret)
    assert not wire.directory.has_password(ada, GOOD)
    assert secret not in all_that_is_kept()
    assert "secret" not in SimulatedCall.objects.get(call=frame["id"]).result["data"][0]


@pytest.mark.django_db
def test_keeps_nothing_that_was_typed_or_made():
    wire = small_world()
    typed = "Typed!by-Somebody.9"
    wire.do("Reset-TsmUserPassword", Identity="zoe", Password=typed)
    made = wire.do("New-TsmUser", Name="New", SamAccountName="new", Path=STAFF)[0]["secret"]
    kept = all_that_is_kept()
    assert typed not in kept
    assert made not in kept
    assert GOOD not in kept


@pytest.mark.django_db
def test_remembers_former_passwords_as_hashes_only():
    wire = small_world()
    for number in range(3):
        wire.do("Reset-TsmUserPassword", Identity="ada", Password=f"Number-{number}-x!", MustChange=False)
    kept = SimulatedPassword.objects.get(owner=row("ada"))
    assert len(kept.history) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in [kept.digest, *kept.history])
    assert len({kept.digest, *kept.history}) == 4


@pytest.mark.django_db
def test_leaves_the_password_of_a_refused_reset():
    wire = small_world()
    result = wire.call("Reset-TsmUserPassword", Identity="ada", Password="abc")
    assert result["error"]["code"] == "PasswordPolicy"
    assert "abc" not in str(result["error"])
    assert wire.directory.has_password(row("ada").guid, GOOD)


@pytest.mark.django_db
def test_gives_a_leaver_a_password_that_nobody_learns():
    wire = small_world()
    result = wire.do("Disable-TsmLeaver", Identity="ada")[0]
    assert "secret" not in result
    assert not wire.directory.has_password(row("ada").guid, GOOD)


@pytest.mark.parametrize(
    "password",
    ["short1!", "alllowercase1", "NODIGITSorsymbols", "With-ada9-inside", "Has.King.12345", "12345678!"],
)
def test_refuses_what_is_short_simple_or_a_name(password):
    policy = PasswordPolicy(min_length=8)
    with pytest.raises(Fault) as raised:
        assert_acceptable(password, policy, account="ada", display_name="King, Augusta")
    assert raised.value.code == "PasswordPolicy"
    assert password not in raised.value.message


@pytest.mark.parametrize("password", ["Grün-und-9", "山田taroUX", "Sup3r-Secret.42", "aB3" + "x" * 60])
def test_takes_three_kinds_of_characters(password):
    assert_acceptable(password, PasswordPolicy(min_length=8), account="ada", display_name="Ada")


def test_asks_for_no_kinds_where_the_policy_does_not():
    assert_acceptable("aaaaaaaa", PasswordPolicy(min_length=8, complexity=False), account="aaa", display_name="")


@pytest.mark.parametrize("length", [8, 16, 128])
def test_makes_every_class_and_no_look_alike(length):
    for _ in range(20):
        secret, bits = make_password(length)
        assert len(secret) == length
        assert all(re.search(kind, secret) for kind in ("[A-Z]", "[a-z]", r"\d", "[^A-Za-z0-9]"))
        assert not LOOK_ALIKE & set(secret)
    assert (bits == 84) is (length == 16)


def test_makes_a_phrase_that_can_be_said():
    phrase, bits = make_phrase(4)
    assert re.fullmatch(r"([A-Z][aeiou]([a-z][aeiou]){2}-){4}\d\d", phrase)
    assert bits > 70


def test_never_repeats():
    assert len({make_password()[0] for _ in range(200)}) == 200
