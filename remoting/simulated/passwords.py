"""Passwords: made ones, which ones a policy takes, and the salted hashes that are kept of them."""

import hashlib
import hmac
import math
import re
import secrets
import unicodedata

from remoting.simulated.faults import Fault
from remoting.simulated.store import PasswordPolicy

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SYMBOLS = "!#%+-.:=?@_"
LOOK_ALIKE = frozenset("O0DQIl1|5S2Z8B:.")
CONSONANTS = "bdfgklmnprstvz"
VOWELS = "aeiou"

REFUSED = "The password does not meet the length, complexity, or history requirement of the domain."
_TOKENS = re.compile(r"[,.\-_ #\t]+")
_ROUNDS = 20_000


def classes_of(
    *, upper: bool = True, lower: bool = True, digit: bool = True, symbol: bool = True, exclude_look_alike: bool = True
) -> list[str]:
    """The classes of characters that a password is made of."""
    chosen = [text for text, wanted in ((UPPER, upper), (LOWER, lower), (DIGITS, digit), (SYMBOLS, symbol)) if wanted]
    if exclude_look_alike:
        return ["".join(character for character in text if character not in LOOK_ALIKE) for text in chosen]
    return chosen


def make_password(length: int = 16, classes: list[str] | None = None) -> tuple[str, int]:
    """A random password with each class at least once, and its strength in bits."""
    classes = classes or classes_of()
    every = "".join(classes)
    characters = [secrets.choice(classes[at] if at < len(classes) else every) for at in range(length)]
    for at in range(length - 1, 0, -1):
        other = secrets.randbelow(at + 1)
        characters[at], characters[other] = characters[other], characters[at]
    bits = (length - len(classes)) * math.log2(len(every)) + sum(math.log2(len(one)) for one in classes)
    return "".join(characters), math.floor(bits)


def make_phrase(words: int = 4) -> tuple[str, int]:
    """A phrase of made-up words that can be said over the telephone, and its strength in bits."""
    said = [
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(3)).title() for _ in range(words)
    ]
    bits = words * 3 * math.log2(len(CONSONANTS) * len(VOWELS)) + math.log2(90)
    return "-".join([*said, str(10 + secrets.randbelow(90))]), math.floor(bits)


def assert_acceptable(password: str, policy: PasswordPolicy, *, account: str, display_name: str) -> None:
    """Refuse what the policy refuses: too short, too simple, or with the account's names in it."""
    enough = len(password) >= policy.min_length
    if policy.complexity:
        enough = enough and _kinds_in(password) >= 3 and not _names_itself(password, account, display_name)
    if not enough:
        raise Fault("PasswordPolicy", REFUSED)


def _kinds_in(password: str) -> int:
    kinds = set()
    for character in password:
        category = unicodedata.category(character)
        if category == "Lu":
            kinds.add("upper")
        elif category == "Ll":
            kinds.add("lower")
        elif category == "Nd":
            kinds.add("digit")
        else:
            kinds.add("letter" if category.startswith("L") else "symbol")
    return len(kinds)


def _names_itself(password: str, account: str, display_name: str) -> bool:
    names = [account, *_TOKENS.split(display_name)]
    return any(len(name) >= 3 and name.casefold() in password.casefold() for name in names)


def new_salt() -> str:
    return secrets.token_hex(16)


def digest_of(password: str, salt: str) -> str:
    """The hash that is kept of a password. The rounds make guessing dear, and one reset of a password not."""
    made = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8", "surrogatepass"), bytes.fromhex(salt), _ROUNDS)
    return made.hex()


def is_password(password: str, salt: str, digest: str) -> bool:
    return hmac.compare_digest(digest_of(password, salt), digest)
