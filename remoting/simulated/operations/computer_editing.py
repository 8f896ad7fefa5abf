"""Computer accounts: prepare, edit, enable, disable, reset, move, delete."""

from collections.abc import Iterator

from remoting.simulated.attributes import DISABLED, WORKSTATION
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change, create, remove
from remoting.simulated.counterparts import operation
from remoting.simulated.lookup import attributes_given
from remoting.simulated.operations.computers import OWN, target_computer
from remoting.simulated.steps import attribute_step, flag_step, move_step, password_step

_KEPT = (
    "name", "sAMAccountName", "objectSid", "userAccountControl", "operatingSystem", "servicePrincipalName", "memberOf",
    "whenCreated", *OWN.values(),
)  # fmt: skip


@operation("New-TsmComputer")
def new_computer(call: Call) -> Iterator[Output]:
    attributes = attributes_given(call, OWN) | {"sAMAccountName": f"{call.text('Name')}$"}
    flags = WORKSTATION | (0 if call.flag("Enabled") else DISABLED)
    steps = [attribute_step(None, {"userAccountControl": flags})]
    yield from create(call, "computer", attributes, made_with={"userAccountControl": flags}, steps=steps)


@operation("Set-TsmComputer")
def set_computer(call: Call) -> Iterator[Output]:
    computer = target_computer(call)
    yield from change(call, computer, [attribute_step(computer, attributes_given(call, OWN))])


@operation("Enable-TsmComputer")
def enable_computer(call: Call) -> Iterator[Output]:
    computer = target_computer(call)
    yield from change(call, computer, [flag_step(computer, to_clear=DISABLED)])


@operation("Disable-TsmComputer")
def disable_computer(call: Call) -> Iterator[Output]:
    computer = target_computer(call)
    yield from change(call, computer, [flag_step(computer, to_set=DISABLED)])


@operation("Reset-TsmComputerAccount")
def reset_computer_account(call: Call) -> Iterator[Output]:
    computer = target_computer(call)
    name = computer.text("sAMAccountName").rstrip("$").lower()
    yield from change(call, computer, [password_step(computer, name[:14], now=call.now)])


@operation("Move-TsmComputer")
def move_computer(call: Call) -> Iterator[Output]:
    computer = target_computer(call)
    yield from change(call, computer, [move_step(call, computer, call.text("TargetPath"))])


@operation("Remove-TsmComputer")
def remove_computer(call: Call) -> Iterator[Output]:
    yield from remove(call, target_computer(call), _KEPT, recursive=True)
