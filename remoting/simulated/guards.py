"""What is refused before anything is done: names that cannot be, values that are taken, objects that must stay."""

import unicodedata

from remoting.simulated.calls import Call
from remoting.simulated.criteria import Equals
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import find_objects
from remoting.simulated.plain import PROTECTED
from remoting.simulated.store import ONE_LEVEL, SUBTREE, StoredObject

_NOT_IN_ACCOUNTS = frozenset('"/\\[]:;|=,+*?<>')


def assert_movable(found: StoredObject) -> None:
    """Refuse what the directory itself would refuse to delete or move."""
    if found.get(PROTECTED) or found.get("isCriticalSystemObject"):
        raise Fault("Protected", f"'{found.name}' is protected from deletion and moving.")


def assert_name(name: str, *, length: int = 64, account: bool = False) -> None:
    """Refuse a name that the directory cannot hold; `account`: as an account name."""
    categories = {unicodedata.category(character) for character in name}
    refused = "Cc" in categories
    if account:
        refused = refused or "Cf" in categories or bool(_NOT_IN_ACCOUNTS & set(name))
        refused = refused or name[:1].isspace() or name[-1:].isspace() or name.endswith(".")
    if refused or not name.strip() or len(name) > length:
        others = ' or one of "/\\[]:;|=,+*?<>' if account else ""
        message = f"'{name}' cannot be a name: 1 to {length} characters, none of them a control character{others}."
        raise Fault("InvalidArgument", message)


def assert_free(
    call: Call, attribute: str, value: str | None, *, path: str = "", except_for: StoredObject | None = None
) -> None:
    """Refuse a value that another object has already, anywhere or right in `path`."""
    if not value:
        return
    scope = ONE_LEVEL if path else SUBTREE
    for taken in find_objects(call, "object", Equals(attribute, value), base=path, scope=scope, limit=2):
        if not except_for or taken.guid != except_for.guid:
            raise Fault("AlreadyExists", f"The {attribute} '{value}' is taken by {taken.dn}.")
