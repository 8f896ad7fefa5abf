"""Names of operations and parameters: how PowerShell writes them, how the command line and people do."""

import re

READING_VERBS = frozenset({"Get", "Find", "Search", "Test", "Measure"})
FUNCTION = re.compile(r"([A-Z][A-Za-z]*)-Tsm([A-Z][A-Za-z0-9]*)")
# A word ends before a capital that follows a small letter, and before the last capital of a run that a small letter
# follows. BitLocker counts as one word.
WORD_END = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Where the words of a parameter's name are not what people say.
LABELS = {
    "DnsHostName": "DNS host name",
    "EventId": "Event ID",
    "KeyId": "Key ID",
    "Path": "Unit",
    "PoBox": "Post office box",
    "SamAccountName": "Account name",
    "TargetPath": "Target unit",
    "UserPrincipalName": "Sign-in name (UPN)",
}
ABBREVIATIONS = {"cpu": "CPU", "dn": "DN", "dns": "DNS", "id": "ID", "ip": "IP", "ou": "unit", "upn": "UPN"}


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


def label_text(name: str) -> str:
    """`MustChange` gives "Must change": the English words for a parameter, or for one of its choices."""
    if name in LABELS:
        return LABELS[name]
    said = " ".join(ABBREVIATIONS.get(word.lower(), word if word.isupper() else word.lower()) for word in words(name))
    return said[:1].upper() + said[1:]


def choice_text(value: str) -> str:
    """`drainUntilRestart` gives "Drain until restart"; a name with other signs than letters stays as it is."""
    return label_text(value) if value.isalnum() else value
