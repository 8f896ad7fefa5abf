"""What was typed, told by its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.queries import Query, parse

GUID = "7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2"


@pytest.mark.parametrize(
    ("typed", "shape", "keys"),
    [
        (GUID, "guid", (GUID,)),
        ("{" + GUID.upper() + "}", "guid", (GUID,)),
        ("s-1-5-21-1-2-3-500", "sid", ("S-1-5-21-1-2-3-500",)),
        ("CN=Ada, OU=People,DC=corp", "dn", ("cn=ada,ou=people,dc=corp",)),
        ("+49 40 5550", "words", ("49405550",)),
        ("Müller fin", "words", ("muller", "fin")),
        ("O'Brien", "words", ("o", "brien")),
        ("zoe.obrien@corp.example", "words", ("zo", "obrien", "@corp.example")),
        ("PC-BER-01234", "words", ("pcber01234",)),
        ("lap-zob", "words", ("lapzob",)),
        ("ada ada", "words", ("ada",)),
        ("   ", "words", ()),
        ("@", "words", ()),
        ("$(…)", "words", ()),
    ],
)
def test_it_tells_the_shape(typed: str, shape: str, keys: tuple[str, ...]) -> None:
    assert parse(typed) == Query(shape, keys)


@given(st.text())
def test_it_takes_anything(typed: str) -> None:
    query = parse(typed)
    assert len(query.keys) <= 8
    assert all(query.keys)
