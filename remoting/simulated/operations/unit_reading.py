"""OUs: show, find, check, what lies in them, the tree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from remoting.simulated.attributes import DISABLED
from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.lookup import container_dn, equal_criteria, exists, find_objects, get_object, query_criteria
from remoting.simulated.names import parent_of
from remoting.simulated.operations.units import OWN, unit_card
from remoting.simulated.plain import card_of
from remoting.simulated.store import ONE_LEVEL, SUBTREE, StoredObject

Below = Mapping[str, Sequence[StoredObject]]


@operation("Get-TsmOU")
def get_ou(call: Call) -> Iterator[Output]:
    yield unit_card(get_object(call, "ou"))


@operation("Test-TsmOU")
def test_ou(call: Call) -> Iterator[Output]:
    yield exists(call, "ou")


@operation("Find-TsmOU")
def find_ou(call: Call) -> Iterator[Output]:
    criteria = query_criteria(call.text("Query"), ("name", "description")) + equal_criteria(call, OWN)
    base = container_dn(call, call.text("Path"))
    for unit in find_objects(call, "ou", *criteria, base=base, limit=call.number("Limit")):
        yield unit_card(unit)


@operation("Get-TsmOUChild")
def get_ou_child(call: Call) -> Iterator[Output]:
    base = container_dn(call, call.text("Identity"))
    scope = SUBTREE if call.flag("Recursive") else ONE_LEVEL
    limit = call.number("Limit")
    found = find_objects(call, "object", base=base, scope=scope, limit=limit + 1)
    for one in [one for one in found if one.dn != base][:limit]:
        card = card_of(one, {"displayName": "displayName", "description": "description"})
        has_flags = one.get("userAccountControl") is not None
        card["enabled"] = not one.number("userAccountControl") & DISABLED if has_flags else None
        yield card


@operation("Get-TsmOUHierarchy")
def get_ou_hierarchy(call: Call) -> Iterator[Output]:
    base = container_dn(call, call.text("Path"))
    found = find_objects(call, "ou", base=base, limit=call.number("Limit"))
    by_dn = {unit.dn: unit for unit in found}
    below: dict[str, list[StoredObject]] = defaultdict(list)
    for unit in sorted(found, key=lambda one: one.name.casefold()):
        parent = parent_of(unit.dn)
        below[parent if parent in by_dn else ""].append(unit)
    stack = [(unit, 0) for unit in reversed(below[""])]
    while stack:
        unit, depth = stack.pop()
        above = by_dn.get(parent_of(unit.dn))
        inside = below.get(unit.dn, [])
        yield {
            "id": unit.id,
            "dn": unit.dn,
            "name": unit.name,
            "depth": depth,
            "parentId": above.id if above else None,
            "children": len(inside),
        }
        stack += [(one, depth + 1) for one in reversed(inside)]
