"""Names in a directory: distinguished names (RFC 4514), and how they and other texts are compared."""

import re
import unicodedata
from functools import lru_cache

_RDN = re.compile(r"(?:[^,\\]|\\.)*", re.DOTALL)
_ESCAPED = re.compile(r"((?:\\[0-9A-Fa-f]{2})+)|\\(.)", re.DOTALL)
_SPECIAL = re.compile(r'[\\,+"<>;=]|^[ #]| \Z')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
SEPARATOR = "\x1f"  # in a key: no name has it, as control characters are kept escaped


def fold(text: str) -> str:
    """A text as it is compared and looked up: case aside."""
    if text.isascii():
        return text.lower()  # the same, many times faster
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def escape_rdn(value: str) -> str:
    """A text as a value in a distinguished name."""
    return _CONTROL.sub(lambda match: f"\\{ord(match[0]):02X}", _SPECIAL.sub(r"\\\g<0>", value))


def unescape_rdn(value: str) -> str:
    """The text that a value in a distinguished name stands for."""

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return bytes.fromhex(match[1].replace("\\", "")).decode("utf-8", "replace")
        return match[2]

    return _ESCAPED.sub(plain, value)


def split_dn(dn: str) -> tuple[str, str]:
    """The first component of a distinguished name, and what it lies in."""
    match = _RDN.match(dn)
    rdn = match[0] if match else ""
    return rdn, dn[len(rdn) + 1 :]


def parent_of(dn: str) -> str:
    return split_dn(dn)[1]


def value_of(rdn: str) -> str:
    """The name in one component, its escapes taken away."""
    return unescape_rdn(rdn.partition("=")[2])


def rdn_attribute(kind: str) -> str:
    """What the name of an object of this kind is called in its distinguished name."""
    return {"ou": "OU", "domainDNS": "DC"}.get(kind, "CN")


def join_dn(kind: str, name: str, parent: str) -> str:
    """The distinguished name of an object of this kind and name in `parent`."""
    return f"{rdn_attribute(kind)}={escape_rdn(name)},{parent}"


def dn_key(dn: str) -> str:
    """A distinguished name for comparison and look-up: folded components from the root down, each with a separator.

    So what lies below has the key of what it lies in as its beginning.
    """
    rdn, parent = split_dn(dn)
    if not rdn:
        return ""
    attribute, _, value = rdn.partition("=")
    text = _CONTROL.sub(lambda match: f"\\{ord(match[0]):02X}", fold(unescape_rdn(_trim(value))))
    return f"{_parent_key(parent)}{attribute.strip().lower()}={text}{SEPARATOR}"


@lru_cache(maxsize=4096)
def _parent_key(dn: str) -> str:
    return dn_key(dn) if dn else ""


def _trim(value: str) -> str:
    """The value without the blanks around it that are not escaped."""
    value = value.lstrip(" ")
    bare = value.rstrip(" ")
    return bare + " " if bare.endswith("\\") and len(bare) < len(value) else bare
