"""Distinguished names, read only as far as the mirror needs it."""

import re
import unicodedata

# A comma that no backslash escapes; pairs of backslashes escape themselves.
_PARTS = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)


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
    return re.sub(r"\\(.)", r"\1", value)
