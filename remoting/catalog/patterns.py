"""Patterns of .NET in the words of Python and of JSON Schema, as far as these can say them."""

import re

# What .NET writes and Python does not read, or reads as something else. Such a pattern is left to the helper.
FOREIGN = re.compile(
    r"\\[pPGKcekXR]|\(\?<[^=!>]*-|\(\?'|\[[^\]]*-\[|\(\?\(|\(\?[a-z-]*[nx]|\(\?[a-z]*-?[a-z]*\)|\[\[:", re.ASCII
)
CASES = ("A-Za-z", "a-zA-Z", "A-Fa-f", "a-fA-F")


def python_pattern(text: str) -> re.Pattern[str] | None:
    """The pattern as ValidatePattern applies it: found anywhere, capitals or not. None where Python cannot say it."""
    if FOREIGN.search(text):
        return None
    python = text.replace(r"\z", r"\Z") if r"\Z" not in text else text.replace(r"\Z", r"(?=\n?\Z)")
    try:
        return re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", python), re.IGNORECASE)
    except re.error:
        return None


def schema_pattern(text: str) -> str | None:
    """The pattern for JSON Schema, where it means the same there: whole values, and both cases of each letter named."""
    found = re.fullmatch(r"(?:\\A|\^)(.*)(?:\\z|\$)", text, re.DOTALL)
    if not found or python_pattern(text) is None:
        return None
    bare = found[1]
    for both in CASES:
        bare = bare.replace(both, "")
    if re.search(r"[A-Za-z\\]", re.sub(r"\\[{}.\\()\[\]/-]", "", bare)):
        return None
    return f"^(?:{found[1]})$"
