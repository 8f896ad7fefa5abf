"""The form of an edit starts with what the object has."""

import re

import pytest

from remoting.catalog.attributes import ATTRIBUTES, initial_from
from remoting.catalog.forms import is_edit
from remoting.catalog.operations import catalog
from remoting.catalog.texts import helper_text

HELPERS = {"user": "UserHelper", "group": "GroupHelper", "ou": "OUHelper", "computer": "ComputerHelper"}
EDITS = ("set-user", "set-group", "set-ou", "set-computer")


def operation(name: str):
    return catalog().get(name)


def own_map(component: str) -> dict[str, str]:
    """The table of the helper, under the parameters' names in small letters."""
    table = re.search(r"\$OwnMap = \[ordered\] @\{(.*?)\n\}", helper_text(HELPERS[component]), re.DOTALL)
    assert table
    return {name.lower(): attribute for name, attribute in re.findall(r"(\w+) = '(\w+)'", table[1])}


@pytest.mark.parametrize("name", EDITS)
def test_it_means_the_attribute_that_the_helper_writes(name) -> None:
    found = operation(name)
    table = own_map(found.component)
    for parameter in found.fields:
        if is_edit(found, parameter) and parameter.type == "string" and not parameter.choices:
            assert ATTRIBUTES[found.component][parameter.name] == table[parameter.name.lower()]


def test_it_shows_what_is_there() -> None:
    there = {"title": "Clerk", "mail": "", "employeeNumber": 20417, "postOfficeBox": ["1", "2"], "sn": None, "x": "y"}
    assert initial_from(operation("set-user"), there) == {"Title": "Clerk", "EmployeeNumber": "20417", "PoBox": "1"}


def test_it_shows_nothing_for_what_is_no_edit() -> None:
    assert initial_from(operation("rename-user"), {"displayName": "Ada"}) == {}
