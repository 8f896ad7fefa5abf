"""OUs: create, edit, rename, move, delete."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change, create, remove
from remoting.simulated.counterparts import operation
from remoting.simulated.faults import Fault
from remoting.simulated.guards import assert_movable
from remoting.simulated.lookup import attributes_given, find_objects
from remoting.simulated.operations.units import OWN, target_unit
from remoting.simulated.plain import PROTECTED
from remoting.simulated.privilege import assert_unprivileged
from remoting.simulated.steps import attribute_step, move_step, protection_step, rename_step


@operation("New-TsmOU")
def new_ou(call: Call) -> Iterator[Output]:
    steps = [protection_step(None, protected=call.flag("Protected"))]
    yield from create(call, "ou", attributes_given(call, OWN), made_with={PROTECTED: False}, steps=steps)


@operation("Set-TsmOU")
def set_ou(call: Call) -> Iterator[Output]:
    unit = target_unit(call)
    steps = [attribute_step(unit, attributes_given(call, OWN))]
    if call.given("Protected"):
        steps.append(protection_step(unit, protected=call.flag("Protected")))
    yield from change(call, unit, steps)


@operation("Rename-TsmOU")
def rename_ou(call: Call) -> Iterator[Output]:
    unit = target_unit(call)
    yield from change(call, unit, [rename_step(call, unit, call.text("NewName"))])


@operation("Move-TsmOU")
def move_ou(call: Call) -> Iterator[Output]:
    unit = target_unit(call)
    yield from change(call, unit, [move_step(call, unit, call.text("TargetPath"))])


@operation("Remove-TsmOU")
def remove_ou(call: Call) -> Iterator[Output]:
    unit = target_unit(call)
    inside = [one for one in find_objects(call, "object", base=unit.dn) if one.guid != unit.guid]
    if inside and not call.flag("Recursive"):
        raise Fault("Conflict", f"'{unit.name}' is not empty: {len(inside)} objects.")
    for one in inside:
        call.go_on()
        assert_unprivileged(call, one)
        assert_movable(one)
    kept = ("name", "gPLink", "whenCreated", *OWN.values())
    yield from remove(call, unit, kept, recursive=call.flag("Recursive"))
