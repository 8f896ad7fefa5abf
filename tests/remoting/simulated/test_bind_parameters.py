"""Parameters are bound as PowerShell binds them."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remoting.simulated.binding import COMMON, GIVEN_BY_THE_PORTAL, bind
from remoting.simulated.calls import Secret
from remoting.simulated.declared import DeclaredFunction, DeclaredParameter, read_declarations
from remoting.simulated.faults import Fault
from tests.remoting.simulated.wire import RECORDINGS

FUNCTION = DeclaredFunction(
    "Test-TsmThing",
    (
        DeclaredParameter("Name", mandatory=True),
        DeclaredParameter("Names", type="string[]"),
        DeclaredParameter("Count", type="int", range=(1, 10)),
        DeclaredParameter("Whole", type="int"),
        DeclaredParameter("Flag", type="bool"),
        DeclaredParameter("Switch", type="switch"),
        DeclaredParameter("When", type="datetime"),
        DeclaredParameter("Password", type="securestring"),
        DeclaredParameter("Kind", choices=("One", "Two")),
        DeclaredParameter("Short", length=(1, 3)),
        DeclaredParameter("Code", pattern=r"\A([A-Z]{2})?\z"),
        DeclaredParameter("Table", type="hashtable"),
        DeclaredParameter("Server"),
        DeclaredParameter("Odd", type="xml"),
    ),
    previews=True,
)


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [
        ("nAmE", "x", {"Name": "x"}),
        ("Whole", "5", {"Whole": 5}),
        ("Whole", 2.5, {"Whole": 2}),
        ("Whole", None, {"Whole": 0}),
        ("Names", "one", {"Names": ["one"]}),
        ("Names", ["one", 2], {"Names": ["one", "2"]}),
        ("Names", None, {"Names": []}),
        ("Flag", 0, {"Flag": False}),
        ("Switch", True, {"Switch": True}),
        ("When", "2030-01-31", {"When": datetime(2030, 1, 31, tzinfo=UTC)}),
        ("When", "2030-01-31T01:00:00+01:00", {"When": datetime(2030, 1, 31, tzinfo=UTC)}),
        ("Password", None, {"Password": Secret("")}),
        ("Kind", "two", {"Kind": "two"}),
        ("Code", "de", {"Code": "de"}),
        ("Code", "", {"Code": ""}),
        ("Table", {"a": 1}, {"Table": {"a": 1}}),
        ("Name", 5, {"Name": "5"}),
    ],
)
def test_takes_what_powershell_takes(name, value, bound):
    assert bind(FUNCTION, {"Name": "n"} | {name: value}).items() >= bound.items()


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "Parameter 'Name' is required."),
        ({"Name": ""}, "Parameter 'Name' must not be empty."),
        ({"Name": None}, "Parameter 'Name' must not be empty."),
        ({"Name": ["a"]}, "Parameter 'Name' does not fit the type String."),
        ({"Name": "\ud800"}, "Parameter 'Name' does not fit the type String."),
        ({"Name": "n", "Nonsense": 1}, "Parameter 'Nonsense' does not exist."),
        ({"Name": "n", "Server": "x"}, "Parameter 'Server' is not the operator's to give."),
        ({"Name": "n", "WHATIF": True}, "Parameter 'WHATIF' is not the operator's to give."),
        ({"Name": "n", "Count": "many"}, "Parameter 'Count' does not fit the type Int32."),
        ({"Name": "n", "Whole": 2**31}, "Parameter 'Whole' does not fit the type Int32."),
        ({"Name": "n", "Count": 11}, "Parameter 'Count' has a value that is not acceptable."),
        ({"Name": "n", "Count": 0}, "Parameter 'Count' has a value that is not acceptable."),
        ({"Name": "n", "Flag": "true"}, "Parameter 'Flag' does not fit the type Boolean."),
        ({"Name": "n", "Switch": "x"}, "Parameter 'Switch' does not fit the type SwitchParameter."),
        ({"Name": "n", "When": "tomorrow"}, "Parameter 'When' does not fit the type DateTime."),
        ({"Name": "n", "When": 5}, "Parameter 'When' does not fit the type DateTime."),
        ({"Name": "n", "Password": 5}, "Parameter 'Password' does not fit the type SecureString."),
        ({"Name": "n", "Kind": "Three"}, "Parameter 'Kind' has a value that is not acceptable."),
        ({"Name": "n", "Short": "long"}, "Parameter 'Short' has a value that is not acceptable."),
        ({"Name": "n", "Code": "deu"}, "Parameter 'Code' has a value that is not acceptable."),
        ({"Name": "n", "Code": "de\n"}, "Parameter 'Code' has a value that is not acceptable."),
        ({"Name": "n", "Table": "x"}, "Parameter 'Table' does not fit the type Hashtable."),
        ({"Name": "n", "Odd": "x"}, "Parameter 'Odd' does not fit the type xml."),
    ],
)
def test_refuses_the_rest_as_an_invalid_argument(parameters, message):
    with pytest.raises(Fault) as raised:
        bind(FUNCTION, parameters)
    assert (raised.value.code, raised.value.message) == ("InvalidArgument", message)


@pytest.mark.parametrize("name", [*GIVEN_BY_THE_PORTAL, *COMMON])
def test_takes_nothing_that_is_the_portals_to_give(name):
    for function in read_declarations(RECORDINGS / "catalog.json").values():
        with pytest.raises(Fault, match="not the operator's to give"):
            bind(function, {name: "x"})


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([one.name for one in FUNCTION.parameters]), JUNK)
def test_ends_with_a_value_or_a_fault_whatever_comes(name, value):
    with contextlib.suppress(Fault):
        bind(FUNCTION, {"Name": "n"} | {name: value})


def test_shows_no_secret_in_what_is_printed():
    assert "hush" not in repr(bind(FUNCTION, {"Name": "n", "Password": "hush"}))
