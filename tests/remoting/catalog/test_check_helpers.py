"""What would make a bad operation is named, with the file and the remedy."""

from pathlib import Path

import pytest
from django.conf import settings

from remoting.catalog.checking import problems

MODULE = "# For tests.{needs}\nforeach ($file in Get-ChildItem) {{ . $file.FullName }}\n"
GOOD = """function Set-TsmBadge {
    <#
    .SYNOPSIS
    Set a badge.
    .COMPONENT
    server
    .ROLE
    operator
    .PARAMETER Badge
    The badge.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Low')]
    param(
        [Parameter(Mandatory)] [string] $Badge
    )
    $Badge
}
"""


def said_of(tmp_path: Path, text: str, *, file: str = "Set-TsmBadge.ps1", needs: str = "") -> list[str]:
    folder = tmp_path / "TestHelper"
    folder.mkdir()
    (folder / "TestHelper.psm1").write_text(MODULE.format(needs=needs))
    (folder / file).write_text(text)
    return problems(tmp_path)


def test_it_finds_nothing_wrong_with_our_helpers() -> None:
    assert problems(Path(settings.TSM_POWERSHELL)) == []


def test_it_finds_nothing_wrong_with_a_good_operation(tmp_path) -> None:
    assert said_of(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (".SYNOPSIS\n    Set a badge.", ".NOTES\n    None.", "the help has no .SYNOPSIS"),
        (".PARAMETER Badge\n    The badge.", "", "$Badge has no help; add .PARAMETER Badge"),
        (".ROLE\n    operator\n", "", "the help has no .ROLE; write the least role"),
        ("    operator\n", "    boss\n", ".ROLE boss is unknown"),
        (".COMPONENT\n    server\n", "", "the help has no .COMPONENT"),
        ("    server\n", "    printer\n", ".COMPONENT printer is unknown"),
        ("    .ROLE", "    .FUNCTIONALITY\n    bulk, magic\n    .ROLE", ".FUNCTIONALITY magic is unknown"),
        ("[string] $Badge", "[uri] $Badge", "the portal has no field for [uri] of $Badge"),
        ("[string] $Badge", "$Badge", "the portal has no field for [object] of $Badge"),
        ("SupportsShouldProcess, ", "", "write [CmdletBinding(SupportsShouldProcess)]"),
        ("SupportsShouldProcess,", "SupportsShouldProcess = $false,", "write [CmdletBinding(SupportsShouldProcess)]"),
        ("'Low'", "'Tiny'", "ConfirmImpact Tiny is unknown"),
        ("Mandatory", "Mandatory, ParameterSetName = 'A'", "[Parameter] of $Badge says something that a form"),
        ("[string]", "[ValidateScript({ $true })] [string]", "in an attribute has no value without being run"),
        ("[string]", "[Alias('B')] [string]", "[Alias] of $Badge says something that a form has no place for"),
        ("[string]", "[ValidateRange(9, 1)] [string]", "the range of $Badge is not two numbers"),
        ("[string]", "[ValidatePattern('x')] [string]", "the pattern of $Badge would be found anywhere"),
        (
            "$Badge\n    )",
            "$Badge,\n        [ValidateSet('a')] [string] $BADGE = 'a'\n    )",
            "one option of the command",
        ),
        ("[string] $Badge", "[ValidateSet('a')] [string] $Badge = 'b'", "the default 'b' of $Badge is not among"),
        ("[string] $Badge", "[int] $Server", "$Server is given by the portal as [string] and not as [int]"),
        ("[string] $Badge", "[bool] $Identity", "$Identity names the object"),
        ("    server\n", "    user\n", "a change of directory objects takes $AllowPrivileged"),
        (
            "    $Badge\n}",
            "    if ($x -gt 1MB) { $Badge }\n}",
            "TestHelper/Set-TsmBadge.ps1, line 16: this is not readable",
        ),
        ("Set-TsmBadge {", "Set-TsmMedal {", "holds the function Set-TsmBadge and no other"),
    ],
)
def test_it_names_the_file_and_the_remedy(tmp_path, old, new, sentence) -> None:
    assert old in GOOD
    said = said_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(sentence in one for one in said), said
    assert all(one.startswith("TestHelper/Set-TsmBadge.ps1") for one in said)


def test_it_finds_two_operations_of_one_name(tmp_path) -> None:
    said = said_of(tmp_path, GOOD + GOOD.replace("Set-TsmBadge", "Set-TsmBADGE"), file="Badges.ps1")
    assert said == [
        "TestHelper/Badges.ps1: TestHelper/Badges.ps1 is the operation set-badge too; rename one of the functions."
    ]


def test_it_finds_a_helper_that_needs_what_is_not_there(tmp_path) -> None:
    said = said_of(tmp_path, GOOD, needs=" Needs GoneHelper and TestHelper.")
    assert said == [
        (
            "TestHelper/TestHelper.psm1: its head says that it needs GoneHelper, which is no helper. "
            "Name one that is there."
        )
    ]


def test_it_finds_a_module_that_does_not_load_its_files(tmp_path) -> None:
    said_of(tmp_path, GOOD)
    (tmp_path / "TestHelper/TestHelper.psm1").write_text("# Nothing.\n")
    assert problems(tmp_path) == [
        "TestHelper/TestHelper.psm1 has no line that loads the files of its folder. Write it as the other modules do."
    ]


def test_it_finds_a_file_of_another_encoding(tmp_path) -> None:
    said_of(tmp_path, GOOD)
    (tmp_path / "TestHelper/Get-TsmName.ps1").write_bytes(GOOD.encode("utf-16"))
    assert any("TestHelper/Get-TsmName.ps1 is not UTF-8" in one for one in problems(tmp_path))
