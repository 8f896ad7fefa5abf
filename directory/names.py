"""Distinguished names, read only as far as the mirror needs it."""

import re
import unicodedata

# A comma that no backslash escapes; pairs of backslashes escape themselves.
_PARTS = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)
# Bytes of UTF-8 as pairs of hexadecimal digits, or one character, behind a backslash.
_ESCAPED = re.compile(r"((?:\\[0-9A-Fa-f]{2})+)|\\(.)", re.DOTALL)
_DELETED = "\nDEL:"  # and the GUID: how the directory renames what it deletes


def split_dn(dn: str) -> list[str]:
    r"""The parts from the object up to the domain: `CN=O'Brien\, Zoë,OU=People` gives two."""
    return [part.strip() for part in _PARTS.findall(dn)]


def parents_of(dn: str) -> list[str]:
    """The DNs of all that it lies in, the nearest first."""
    parts = split_dn(dn)
    return [",".join(parts[start:]) for start in range(1, len(parts))]


def fold_dn(dn: str) -> str:
    """For comparing: the directory ignores case and blanks around commas. Accents and umlauts do count."""
    return unicodedata.normalize("NFC", ",".join(split_dn(dn))).casefold()


def first_name(dn: str) -> str:
    """The value of the first part, unescaped: what people call the object."""
    parts = split_dn(dn)
    value = parts[0].partition("=")[2] if parts else ""
    return _ESCAPED.sub(_unescaped, value).partition(_DELETED)[0]


def _unescaped(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1].replace("\\", "")).decode("utf-8", "replace") if found[1] else found[2]
