"""The reader takes PowerShell's text as PowerShell does."""

import pytest

from remoting.catalog.grammar import NotALiteral, NotReadable
from remoting.catalog.reader import functions, parse_help


def parameter(text: str) -> dict:
    return functions(f"function Get-TsmX {{\n    param(\n        {text}\n    )\n}}")[0]["parameters"][0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        ('"a`tb""c"', 'a\tb"c'),
        ('"cost `$5"', "cost $5"),
        ("5", 5),
        ("-5", -5),
        ("0x10", 16),
        ("1.5", 1.5),
        ("$true", True),
        ("$FALSE", False),
        ("$null", None),
        ("@()", []),
        ("@('a')", ["a"]),
        ("@('a', 'b')", ["a", "b"]),
        ("@(Get-Date)", {"expression": "@(Get-Date)"}),
        ("@(1; 2)", {"expression": "@(1; 2)"}),
        ("@($true, (5))", [True, 5]),
        ("@{ a = Get-Date }", {"expression": "@{ a = Get-Date }"}),
        ("(5)", 5),
        ("$(5)", {"expression": "$(5)"}),
        ("{ 5 }", {"expression": "{ 5 }"}),
        ("[int] 5", {"expression": "[int] 5"}),
        ("@{}", {}),
        ("@{ a = 1; 'b' = 'c' }", {"a": 1, "b": "c"}),
        ("(Get-Date)", {"expression": "(Get-Date)"}),
        ('"x$y"', {"expression": '"x$y"'}),
        ("$other", {"expression": "$other"}),
        ("[int]::MaxValue", {"expression": "[int]::MaxValue"}),
        ("1 + 2", {"expression": "1 + 2"}),
        ("-not $true", {"expression": "-not $true"}),
    ],
)
def test_it_reads_a_default(text, value) -> None:
    assert parameter(f"$X = {text}")["default"] == value


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("$X", {"type": "object", "mandatory": False}),
        ("[String] $X", {"type": "string"}),
        ("[string[]] $X", {"type": "string[]"}),
        ("[Parameter(Mandatory)] $X", {"mandatory": True}),
        ("[Parameter(Mandatory=$true)] $X", {"mandatory": True}),
        ("[Parameter(Mandatory = $false)] $X", {"mandatory": False}),
        ("[Parameter()] $X", {"mandatory": False}),
        ("[ValidateSet('a', \"b\")] $X", {"set": ["a", "b"]}),
        ("[ValidateRange(-1, 5)] $X", {"range": [-1, 5]}),
        ("[ValidateLength(1, 5)] $X", {"length": [1, 5]}),
        ("[ValidateCount(1, 5)] $X", {"count": [1, 5]}),
        (r"[ValidatePattern('\Aa\z')] $X", {"pattern": r"\Aa\z"}),
        ("[ValidateNotNullOrEmpty()] $X", {"notEmpty": True}),
        ("[AllowEmptyString()] [AllowNull()] $X", {"allowEmpty": True, "allowNull": True}),
        ("[Parameter(Position = 0)] $X", {"Parameter": ["Position"]}),
    ],
)
def test_it_reads_attributes(text, row) -> None:
    assert row.items() <= parameter(text).items()


def test_it_reads_a_function_without_parameters() -> None:
    rows = functions("function Get-TsmX {\n    param()\n    1\n}\nfunction Get-Y { 2 }\n")
    assert [(row["function"], row["parameters"]) for row in rows] == [("Get-TsmX", []), ("Get-Y", [])]


def test_it_takes_no_inner_function_for_one_of_the_file() -> None:
    assert [row["function"] for row in functions("function A {\n    function B { 1 }\n    B\n}\n")] == ["A"]


def test_it_takes_no_parameters_of_an_inner_block() -> None:
    text = "function A {\n    $x = {\n        param($Inner)\n        1\n    }\n    & $x\n}\n"
    assert functions(text)[0]["parameters"] == []


def test_it_takes_no_comment_above_the_function_for_its_help() -> None:
    assert functions("<#\n.SYNOPSIS\nNo.\n#>\nfunction A {\n    1\n}\n")[0]["synopsis"] == ""


def test_it_reads_sections_of_help() -> None:
    told = parse_help(
        "\n .SYNOPSIS\n One  two\n\tthree.\n .Parameter Name\n The name.\n .PARAMETER other\n .ROLE\n viewer\n"
    )
    assert told.sections == {"SYNOPSIS": "One two three.", "ROLE": "viewer"}
    assert told.parameters == {"NAME": "The name.", "OTHER": ""}


def test_it_says_where_a_text_is_not_readable() -> None:
    with pytest.raises(NotReadable) as caught:
        functions("function A {\n    1\n}\nfunction B {\n    if ($x -gt 1MB) { 1 }\n}\n")
    assert caught.value.line == 5


def test_it_runs_nothing_in_an_attribute() -> None:
    with pytest.raises(NotALiteral):
        parameter("[ValidateSet($names)] $X")
