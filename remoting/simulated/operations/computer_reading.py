"""Computer accounts: show, find, check."""

from collections.abc import Iterator

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.lookup import container_dn, equal_criteria, exists, find_objects, get_object, query_criteria
from remoting.simulated.operations.computers import OWN, computer_card
from remoting.simulated.store import ONE_LEVEL, SUBTREE

_SEARCHED = ("name", "dNSHostName", "description", "location", "operatingSystem")


@operation("Get-TsmComputer")
def get_computer(call: Call) -> Iterator[Output]:
    yield computer_card(get_object(call, "computer", links=["memberOf"]))


@operation("Test-TsmComputer")
def test_computer(call: Call) -> Iterator[Output]:
    yield exists(call, "computer")


@operation("Find-TsmComputer")
def find_computer(call: Call) -> Iterator[Output]:
    criteria = query_criteria(call.text("Query"), _SEARCHED) + equal_criteria(call, OWN)
    base = container_dn(call, call.text("Path"))
    scope = ONE_LEVEL if call.flag("OneLevel") else SUBTREE
    for computer in find_objects(call, "computer", *criteria, base=base, scope=scope, limit=call.number("Limit")):
        yield computer_card(computer, short=True)
