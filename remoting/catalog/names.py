"""Names of operations and parameters: how PowerShell writes them, how the portal and people do."""

import re

READING_VERBS = frozenset({"Get", "Find", "Search", "Test", "Measure"})
FUNCTION = re.compile(r"([A-Z][A-Za-z]*)-Tsm([A-Z][A-Za-z0-9]*)")
# A word ends before a capital that follows a small letter, and before the last capital of a run that a small letter
# follows. BitLocker counts as one word.
WORD_END = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words(name: str) -> list[str]:
    """`OUHierarchy` gives ["OU", "Hierarchy"]."""
    return WORD_END.sub(" ", name.replace("BitLocker", "Bitlocker")).split()


def operation_name(function: str) -> str:
    """`Get-TsmOUHierarchy` gives `get-ou-hierarchy`; ValueError for another shape."""
    found = FUNCTION.fullmatch(function)
    if not found:
        raise ValueError(f"{function} is not of the shape Verb-TsmNoun.")
    return "-".join([*words(found[1]), *words(found[2])]).lower()


def verb(function: str) -> str:
    return function.partition("-")[0]


def option_name(parameter: str) -> str:
    """`EmailAddress` gives `email-address`, as the command line writes it."""
    return "-".join(words(parameter)).lower()


def field_name(parameter: str) -> str:
    """`EmailAddress` gives `email_address`, the name of the form's field. No field of a form collides with it."""
    return "_".join(words(parameter)).lower()
