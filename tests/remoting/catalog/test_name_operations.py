"""Names of functions, parameters and choices in the words of the portal."""

import pytest

from remoting.catalog.names import choice_text, label_text, operation_name, option_name


@pytest.mark.parametrize(
    ("function", "name"),
    [
        ("Unlock-TsmUser", "unlock-user"),
        ("Get-TsmOUHierarchy", "get-ou-hierarchy"),
        ("Get-TsmOU", "get-ou"),
        ("Get-TsmBitLockerKey", "get-bitlocker-key"),
        ("Get-TsmLapsPassword", "get-laps-password"),
        ("Set-TsmServerLogonMode", "set-server-logon-mode"),
    ],
)
def test_it_names_an_operation(function, name) -> None:
    assert operation_name(function) == name


@pytest.mark.parametrize(
    "function", ["Unlock-User", "unlock-tsmuser", "Unlock-Tsm", "Unlock-TsmUser;x", "Ünlock-TsmUser"]
)
def test_it_refuses_another_shape(function) -> None:
    with pytest.raises(ValueError, match="not of the shape"):
        operation_name(function)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("MustChange", "Must change"),
        ("EmailAddress", "Email address"),
        ("EmployeeId", "Employee ID"),
        ("IpPhone", "IP phone"),
        ("TargetPath", "Target unit"),
        ("SamAccountName", "Account name"),
        ("ParentOU", "Parent unit"),
        ("Identity", "Identity"),
    ],
)
def test_it_labels_a_field(name, label) -> None:
    assert label_text(name) == label


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("drainUntilRestart", "Drain until restart"),
        ("DomainLocal", "Domain local"),
        ("Microsoft-X/Admin", "Microsoft-X/Admin"),
    ],
)
def test_it_labels_a_choice(value, text) -> None:
    assert choice_text(value) == text


def test_it_names_an_option() -> None:
    assert option_name("SamAccountName") == "sam-account-name"
