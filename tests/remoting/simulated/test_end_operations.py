"""Every operation on directory objects ends with each code that the table made from the helpers' text lists."""

import json

import pytest

from remoting.catalog.names import operation_name
from remoting.simulated.models import SimulatedObject
from tests.remoting.simulated.cases import ALL, CHANGES, ENDS, NOWHERE
from tests.remoting.simulated.small_world import (
    BASE,
    LEAVERS,
    STAFF,
    TWIN,
    add_twins,
    build,
    copied,
    row,
    set_raw,
    state_of_world,
)
from tests.remoting.simulated.wire import ROOT

pytestmark = pytest.mark.django_db
TABLE = json.loads((ROOT / "tests/data/errors.json").read_text("utf-8"))
FUNCTIONS = {operation_name(function): function for function in ALL}
CODES = [(name, code) for name, codes in TABLE.items() if name in FUNCTIONS for code in codes]
PRIVILEGED = {"User": "Administrator", "Group": "Domain Admins", "Computer": "DC1", "OU": f"OU=Mighty,{BASE}"}


@pytest.fixture
def wire():
    return copied(build_hard_world, key="hard")


def build_hard_world():
    """The small world with names that are taken, twins, and the mighty."""
    wire = build(recycle_bin=True)
    add_twins()
    wire.do("New-TsmOU", Name="Mighty", Path=BASE)
    set_raw(SimulatedObject.objects.get(name="Mighty"), adminCount=1)
    wire.do("New-TsmOU", Name="Office", Path=LEAVERS)
    for name in ("Zoe", "outer", "TS02"):  # names that are taken in the unit to move to
        wire.do("New-TsmUser", Name=name, SamAccountName=f"{name} 2", Path=LEAVERS)
    for _ in range(2):
        wire.do("New-TsmUser", Name="Doubly", SamAccountName="doubly", Path=STAFF)
        wire.do("Remove-TsmUser", Identity="doubly")
    wire.do("New-TsmUser", Name="Mighty", SamAccountName="mighty", Path=STAFF)
    set_raw(row("mighty"), adminCount=1)
    wire.do("Remove-TsmUser", Identity="mighty", context={"AllowPrivileged": True})


def kind_of(function):
    return next((kind for kind in PRIVILEGED if kind in function), "User")


def parameters_for(name, code):
    """A call of the operation that ends with the code."""
    function = FUNCTIONS[name]
    parameters = dict(ALL[function])
    if (name, code) in ENDS:
        return parameters | ENDS[name, code]
    place = "Identity" if "Identity" in parameters else "Path"
    if code == "InvalidArgument" and place == "Path" and "Name" not in parameters:
        return parameters | {"Limit": 0}  # No path is a path too: the whole domain.
    named = {"Conflict": TWIN, "InvalidArgument": "", "Protected": PRIVILEGED[kind_of(function)]}
    named["NotFound"] = NOWHERE if place == "Path" else "nobody"
    return parameters | {place: named[code]}


@pytest.mark.parametrize(("name", "code"), CODES)
def test_ends_with_the_code_and_changes_nothing(wire, name, code):
    before = state_of_world()
    result = wire.call(FUNCTIONS[name], **parameters_for(name, code))
    assert (result["ok"], result["data"]) == (False, [])
    assert result["error"]["code"] == code, result["error"]
    assert state_of_world() == before


def test_has_a_case_for_every_operation_of_the_directory_helpers():
    directory = {"UserHelper", "GroupHelper", "OUHelper", "ComputerHelper", "GenericHelper"}
    rows = json.loads((ROOT / "tests/data/recordings/catalog.json").read_text("utf-8"))
    assert {one["function"] for one in rows if one["helper"] in directory} == set(ALL)
    assert len(CHANGES) == 34


@pytest.mark.parametrize(
    "function", [name for name in CHANGES if not name.startswith("New-") and "Restore" not in name]
)
def test_touches_the_privileged_only_where_policy_lets_it(wire, function):
    parameters = CHANGES[function] | {"Identity": PRIVILEGED[kind_of(function)]}
    assert wire.code(function, what_if=True, **parameters) == "Protected"
    result = wire.call(function, what_if=True, context={"AllowPrivileged": True}, **parameters)
    assert result["ok"] or "is privileged" not in result["error"]["message"]
