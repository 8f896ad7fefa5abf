"""The form of an operation checks and hands over what a person fills in."""

import re

import pytest
from django.http import QueryDict

from remoting.catalog.forms import OperationForm, form_for
from remoting.catalog.operations import Operation, catalog

GUID = "7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2"


def operation(name: str) -> Operation:
    found = catalog().get(name)
    assert found
    return found


def filled(name: str, text: str = "", **options) -> OperationForm:
    return form_for(operation(name), data=QueryDict(text), **options)


def parameters(name: str, text: str, **options) -> dict[str, object]:
    form = filled(name, text, **options)
    assert form.is_valid(), form.errors
    return form.cleaned_parameters()


@pytest.mark.parametrize(
    ("name", "posted", "sent"),
    [
        ("unlock-user", "", {}),
        (
            "new-group",
            "reason=x&Name=A&Path=U&Scope=Global&Category=Security",
            {"Name": "A", "Path": "U", "Scope": "Global", "Category": "Security"},
        ),
        ("reset-user-password", "reason=x&Length=16", {"Length": 16, "MustChange": False}),
        ("reset-user-password", "reason=x&Length=&MustChange=on&Unlock=on", {"MustChange": True, "Unlock": True}),
        ("set-user-expiration", "reason=x&AccountExpires=2026-12-24T17:30", {"AccountExpires": "2026-12-24T16:30:00Z"}),
        (
            "set-user-expiration",
            "reason=x&AccountExpires=2026-12-24T17:30:00Z",
            {"AccountExpires": "2026-12-24T17:30:00Z"},
        ),
        (
            "add-group-member",
            "reason=x&Members=a%0D%0A+b%0D%0A%0D%0Aa&TimeToLive=0",
            {"Members": ["a", "b"], "TimeToLive": 0},
        ),
        ("add-group-member", "reason=x&Members=a&Members=b&TimeToLive=0", {"Members": ["a", "b"], "TimeToLive": 0}),
        ("set-user-password-flag", "reason=x&MustChange=true", {"MustChange": True}),
        ("set-user-password-flag", "reason=x&PasswordNeverExpires=false", {"PasswordNeverExpires": False}),
        ("get-server-service", "Name=&State=running", {"State": "running"}),
        ("get-bitlocker-key", "reason=x&KeyId=abcdef01", {"KeyId": "abcdef01"}),
    ],
)
def test_it_sends_what_was_filled_in(name, posted, sent) -> None:
    assert parameters(name, posted) == sent


@pytest.mark.parametrize(
    ("name", "posted", "wrong"),
    [
        ("reset-user-password", "", ["reason"]),
        ("add-group-member", "reason=x&TimeToLive=0", ["Members"]),
        ("add-group-member", "reason=x&Members=a&TimeToLive=527041", ["TimeToLive"]),
        ("add-group-member", "reason=x&Members=a&TimeToLive=x", ["TimeToLive"]),
        ("new-user", "reason=x&Path=U&SamAccountName=ok&Length=16&Name=" + "x" * 65, ["Name"]),
        ("new-user", "reason=x&Path=U&SamAccountName=ok&Length=16&Name=x&Country=DEU", ["Country"]),
        ("new-user", "reason=x&Path=U&SamAccountName=ok&Length=7&Name=x", ["Length"]),
        ("new-group", "reason=x&Path=U&Name=x&Category=Security&Scope=World", ["Scope"]),
        ("new-computer", "reason=x&Path=U&Name=-PC", ["Name"]),
        ("set-user", "reason=x&Description=%00", ["Description"]),
        ("set-user", "reason=x&Notes=" + "x" * 100_000, ["Notes"]),
        ("set-user-expiration", "reason=x&AccountExpires=yesterday", ["AccountExpires"]),
        ("set-user-expiration", "reason=x&AccountExpires=0001-01-01T00:00:00%2B14:00", ["AccountExpires"]),
        ("search-account", "Days=30&Limit=5", ["State"]),
        ("unlock-user", "reason=" + "x" * 501, ["reason"]),
        ("unlock-user", "nonce=1", ["nonce"]),
    ],
)
def test_it_marks_the_field_that_is_wrong(name, posted, wrong) -> None:
    form = filled(name, posted)
    assert sorted(form.errors) == wrong


def test_it_counts_characters_as_dotnet_does() -> None:
    assert "Name" in filled("new-group", "reason=x&Path=U&Scope=Global&Category=Security&Name=" + "🙂" * 33).errors
    assert "Name" not in filled("new-group", "reason=x&Path=U&Scope=Global&Category=Security&Name=" + "🙂" * 32).errors


def test_it_keeps_hostile_text_as_it_is() -> None:
    hostile = "O'Brien “x” ‘y’ $(Get-Date) `n a)(b*\u202egnp.exe <script>alert(1)</script>"
    data = QueryDict(mutable=True)
    data.update({"reason": "x", "Description": hostile})
    form = form_for(operation("set-user"), data=data)
    assert form.is_valid(), form.errors
    assert form.cleaned_parameters() == {"Description": hostile}


def test_it_refuses_half_a_character() -> None:
    form = form_for(operation("set-user"), data={"reason": "x", "Description": "\ud800"})
    assert list(form.errors) == ["Description"]


def test_it_sends_of_an_edit_only_what_was_changed() -> None:
    posted = "reason=x&initial-Title=Clerk&Title=Clerk&initial-Office=4.1&Office=&initial-City=Kiel&City=Bonn&Company="
    assert parameters("set-user", posted) == {"Office": "", "City": "Bonn"}


def test_it_takes_a_lost_line_end_for_no_change() -> None:
    assert parameters("set-user", "reason=x&initial-Title=a%0D%0Ab&Title=ab") == {}


def test_it_asks_for_the_old_value_beside_the_new_one() -> None:
    form = form_for(operation("set-user"), initial={"Title": "Clerk"})
    assert re.search(r'type="hidden" name="initial-Title"[^>]* value="Clerk"', str(form["Title"]))


def test_it_keeps_secrets_apart() -> None:
    form = filled("reset-user-password", "reason=x&Length=16&Password=+Geheim+1+")
    assert form.is_valid()
    assert form.secret_parameters() == {"Password": " Geheim 1 "}
    assert "Password" not in form.cleaned_parameters()


def test_it_never_echoes_a_secret() -> None:
    form = filled("reset-user-password", "Length=16&Password=Geheim-1")
    assert not form.is_valid()
    assert "Geheim-1" not in str(form)
    assert "Geheim-1" not in str(form.errors)


def test_it_gives_the_guid_of_what_was_picked() -> None:
    asked = []

    def resolve(kind: str, text: str) -> str | None:
        asked.append((kind, text))
        return GUID if text == "Payroll" else None

    assert parameters("move-user", "reason=x&TargetPath=Payroll", resolve=resolve) == {"TargetPath": GUID}
    assert asked == [("ou", "Payroll")]
    assert "TargetPath" in filled("move-user", "reason=x&TargetPath=Nowhere", resolve=resolve).errors


def test_it_does_not_look_up_a_manager_that_stays() -> None:
    posted = "reason=x&initial-Manager=CN%3DGone&Manager=CN%3DGone"
    assert parameters("set-user", posted, resolve=lambda kind, text: None) == {}


def test_it_sends_what_the_portal_has_filled_in() -> None:
    form = filled("stop-session", "reason=x&WaitSeconds=60", given={"UserName": r"CORP\ada"})
    assert form.is_valid(), form.errors
    assert form.cleaned_parameters() == {"UserName": r"CORP\ada", "WaitSeconds": 60}
    assert "UserName" not in form.fields


def test_it_asks_for_a_ticket_where_the_setting_says_so(settings) -> None:
    settings.TSM_TICKET_REQUIRED = True
    assert list(filled("reset-user-password", "reason=x&Length=16").errors) == ["ticket"]
    assert not filled("unlock-user").errors


def test_it_asks_for_no_reason_of_a_plain_read() -> None:
    assert "reason" not in filled("get-user").fields
    assert filled("get-laps-password").fields["reason"].required
