"""Taking back a change by its record: attributes, flags, membership, name and place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from remoting.simulated.attributes import MULTIPLE
from remoting.simulated.calls import Call, Output
from remoting.simulated.changes import change
from remoting.simulated.counterparts import exported
from remoting.simulated.declared import DeclaredParameter
from remoting.simulated.faults import Fault
from remoting.simulated.lookup import get_object
from remoting.simulated.names import parent_of
from remoting.simulated.plain import PROTECTED, same, to_plain
from remoting.simulated.steps import (
    Plain,
    Step,
    attribute_step,
    join_step,
    leave_step,
    membership_steps,
    move_step,
    protection_step,
    rename_step,
)
from remoting.simulated.store import JSON, StoredObject

_PARAMETERS = (
    DeclaredParameter("Record", mandatory=True),
    DeclaredParameter("Server"),
    DeclaredParameter("Credential", type="pscredential"),
    DeclaredParameter("AllowPrivileged", type="switch"),
)
_LINKS = ("member", "memberOf")


@dataclass(slots=True)
class _Undo:
    """The steps back, in the making. Name and place come last: the steps before them find the object where it is."""

    call: Call
    found: StoredObject
    now: Plain
    steps: list[Step] = field(default_factory=list)
    attributes: Plain = field(default_factory=dict)
    last: list[Step] = field(default_factory=list)

    def all_steps(self) -> list[Step]:
        attributes = [attribute_step(self.found, self.attributes)] if self.attributes else []
        return [*self.steps, *attributes, *self.last]

    def take_back(self, name: str, old: JSON, new: JSON) -> None:
        """The way from `new` back to `old`, unless the attribute is as before already."""
        if name in _LINKS:
            gone = [dn for dn in old or () if dn not in (new or ())]
            came = [dn for dn in new or () if dn not in (old or ())]
            self._links(name, gone, came)
        elif name != "pwdLastSet" and not same(self.now.get(name), old):
            if not same(self.now.get(name), new):
                message = (
                    f"'{name}' of '{self.found.name}' has been changed since: '{self.now.get(name)}', not '{new}'."
                )
                raise Fault("Conflict", message)
            self._value(name, old)

    def _links(self, name: str, gone: list[str], came: list[str]) -> None:
        if name == "memberOf":
            self.steps += membership_steps(self.call, self.found, gone)
            self.steps += membership_steps(self.call, self.found, came, leave=True)
            return
        # Of members only those that are not as they were: the group may have changed since.
        inside = self.found.texts("member")
        gone = [dn for dn in gone if dn not in inside]
        came = [dn for dn in came if dn in inside]
        self.steps += [join_step([], gone)] if gone else []
        self.steps += [leave_step(came)] if came else []

    def _value(self, name: str, old: JSON) -> None:
        if name == "name":
            self.last.append(rename_step(self.call, self.found, str(old)))
        elif name == "distinguishedName":
            self.last.append(move_step(self.call, self.found, parent_of(str(old))))
        elif name == PROTECTED:
            self.steps.append(protection_step(self.found, protected=bool(old)))
        else:
            self.attributes[name] = old


@exported("Undo-TsmChange", _PARAMETERS, previews=True)
def undo_change(call: Call) -> Iterator[Output]:
    record = _record(call.text("Record"))
    before, after = record.get("before") or {}, record.get("after") or {}
    if not record.get("id") or not before or not after:
        raise Fault("InvalidArgument", "A creation or a deletion is not taken back by its record.")
    links = ["memberOf", *(["member"] if "member" in after else [])]
    found = get_object(call, "object", str(record["id"]), links=links, for_change=True)
    undo = _Undo(call, found, to_plain(found, {*after, PROTECTED}))
    for name, new in after.items():
        old = before.get(name)
        if not same(old, new) or name in MULTIPLE:
            undo.take_back(name, old, new)
    yield from change(call, found, undo.all_steps())


def _record(text: str) -> Mapping[str, JSON]:
    try:
        record = json.loads(text)
    except ValueError:
        raise Fault("InvalidArgument", "The record is no JSON.") from None
    if not isinstance(record, dict):
        raise Fault("InvalidArgument", "The record is no JSON object.")
    return record
