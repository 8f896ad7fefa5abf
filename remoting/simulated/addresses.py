"""Whether a text is an e-mail address, as the helpers judge it."""

import re

# Letters and digits of any script: `\w` without the underscore, which an atom may have and a label may not.
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def is_email_address(text: str) -> bool:
    return len(text) <= 254 and text.find("@") <= 64 and _ADDRESS.fullmatch(text) is not None
