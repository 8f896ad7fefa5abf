"""The codes that an operation can end with are read from the helpers' text and the recordings."""

import pytest

from remoting.catalog.errors import MEANINGS, codes_of
from remoting.catalog.operations import catalog
from tests.data.make_errors import FILE, recorded, table, text


def test_it_is_what_is_committed() -> None:
    assert FILE.read_text("utf-8") == text(), "Run .venv/bin/python -m tests.data.make_errors"


def test_it_knows_every_code_by_a_sentence() -> None:
    assert {code for codes in table().values() for code in codes} <= MEANINGS.keys()


def test_it_has_every_code_that_was_recorded() -> None:
    for function, codes in recorded().items():
        operation = catalog().by_function(function)
        if operation:
            assert codes <= table()[operation.name].keys()


@pytest.mark.parametrize(
    ("name", "code", "function"),
    [
        ("unlock-user", "NotFound", "Get-TsmObject"),
        ("unlock-user", "Protected", "Assert-TsmUnprivileged"),
        ("remove-ou", "Conflict", "Remove-TsmOU"),
        ("start-server-service", "Protected", "Get-AllowedService"),
        ("new-group", "AlreadyExists", "Assert-TsmFree"),
    ],
)
def test_it_follows_what_an_operation_calls(name, code, function) -> None:
    operation = catalog().get(name)
    assert operation
    assert function in codes_of(operation)[code]


def test_it_takes_no_private_function_of_another_helper() -> None:
    operation = catalog().get("get-module")
    assert operation
    assert codes_of(operation) == {}
