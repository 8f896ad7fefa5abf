"""The JSON Schema of an operation, and the form run over what a caller sends."""

import json

import jsonschema_rs
import pytest

from remoting.catalog.operations import Operation, catalog
from remoting.catalog.schemas import schema_for, validate_parameters

OFFERED = catalog().offered


def operation(name: str) -> Operation:
    found = catalog().get(name)
    assert found
    return found


@pytest.mark.parametrize("one", OFFERED, ids=lambda one: one.name)
def test_it_is_a_schema(one) -> None:
    schema = schema_for(one)
    jsonschema_rs.meta.validate(schema)
    assert schema["additionalProperties"] is False
    assert not set(schema["properties"]) & {"Server", "Credential", "AllowPrivileged", "AllowedName", "Identity"}
    json.dumps(schema)


def test_it_says_what_a_value_must_be() -> None:
    said = schema_for(operation("new-user"))
    assert said["required"] == ["Name", "SamAccountName", "Path"]
    shown = said["properties"]
    assert shown["Name"] == {
        "type": "string",
        "description": operation("new-user").parameters[0].help,
        "minLength": 1,
        "maxLength": 64,
    }
    assert shown["Country"]["pattern"] == "^(?:([A-Za-z]{2})?)$"
    assert shown["Password"]["writeOnly"] is True
    assert shown["AccountExpires"]["format"] == "date-time"
    assert shown["Length"].items() >= {"type": "integer", "minimum": 8, "maximum": 128, "default": 16}.items()
    assert shown["Groups"].items() >= {"type": "array", "x-object": "group"}.items()
    assert shown["Enabled"].items() >= {"type": "boolean", "default": True}.items()


@pytest.mark.parametrize(
    ("name", "sent", "parameters"),
    [
        ("reset-user-password", {}, {"Length": 16, "MustChange": True}),
        (
            "reset-user-password",
            {"MustChange": False, "Unlock": True},
            {"Length": 16, "MustChange": False, "Unlock": True},
        ),
        ("reset-user-password", {"Unlock": False}, {"Length": 16, "MustChange": True}),
        ("set-user", {"Title": "", "City": "Kiel"}, {"Title": "", "City": "Kiel"}),
        ("set-user", {}, {}),
        ("set-user-password-flag", {"MustChange": False}, {"MustChange": False}),
        (
            "set-user-expiration",
            {"AccountExpires": "2026-12-24T17:30:00+01:00"},
            {"AccountExpires": "2026-12-24T16:30:00Z"},
        ),
        ("add-group-member", {"Members": ["a", "b"]}, {"Members": ["a", "b"], "TimeToLive": 0}),
        ("get-server-service", {"State": ""}, {}),
    ],
)
def test_it_takes_what_the_schema_allows(name, sent, parameters) -> None:
    jsonschema_rs.validate(schema_for(operation(name)), sent)
    checked = validate_parameters(operation(name), sent, reason="x")
    assert checked.errors == {}
    assert checked.parameters == parameters


@pytest.mark.parametrize(
    ("name", "sent", "wrong"),
    [
        ("reset-user-password", {"Server": "dc1"}, "Server"),
        ("reset-user-password", {"Identity": "x"}, "Identity"),
        ("reset-user-password", {"length": 16}, "length"),
        ("reset-user-password", {"Length": "16"}, "Length"),
        ("reset-user-password", {"Length": True}, "Length"),
        ("reset-user-password", {"Length": 1}, "Length"),
        ("reset-user-password", {"MustChange": 1}, "MustChange"),
        ("reset-user-password", {"MustChange": None}, "MustChange"),
        ("reset-user-password", {"Password": "x" * 257}, "Password"),
        ("set-user-expiration", {"AccountExpires": "2026-12-24T17:30:00"}, "AccountExpires"),
        ("set-user-expiration", {"AccountExpires": "soon"}, "AccountExpires"),
        ("set-user-expiration", {}, "AccountExpires"),
        ("add-group-member", {"Members": []}, "Members"),
        ("add-group-member", {"Members": "a"}, "Members"),
        ("add-group-member", {"Members": ["a", 1]}, "Members"),
        ("new-group", {"Name": "A", "Path": "U", "Scope": "World"}, "Scope"),
        ("set-user", {"Country": "DEU"}, "Country"),
    ],
)
def test_it_names_what_is_wrong(name, sent, wrong) -> None:
    checked = validate_parameters(operation(name), sent, reason="x")
    assert list(checked.errors) == [wrong]
    assert checked.parameters == {}


def test_it_asks_for_a_reason_as_the_page_does() -> None:
    assert list(validate_parameters(operation("reset-user-password"), {}).errors) == ["reason"]


def test_it_keeps_secrets_apart_and_out_of_its_text() -> None:
    checked = validate_parameters(operation("reset-user-password"), {"Password": "Geheim-1"}, reason="x")
    assert checked.secrets == {"Password": "Geheim-1"}
    assert "Geheim-1" not in json.dumps(checked.parameters) + repr(checked)


def test_it_asks_callers_whose_session_they_mean() -> None:
    assert schema_for(operation("stop-session"))["required"] == ["UserName"]
    assert "UserName" not in schema_for(operation("get-session"))["required"]
    checked = validate_parameters(operation("stop-session"), {"UserName": r"CORP\ada"}, reason="x")
    assert checked.parameters == {"UserName": r"CORP\ada", "WaitSeconds": 60}
    assert "PortalTime" not in schema_for(operation("test-connection"))["properties"]
