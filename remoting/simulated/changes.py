"""Carrying out a change, and its record: what was before, what is after. Follows the helpers' Changes.ps1."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from remoting.simulated.calls import Call, Output
from remoting.simulated.faults import Fault
from remoting.simulated.guards import assert_free, assert_movable, assert_name
from remoting.simulated.lookup import container_dn, get_object
from remoting.simulated.names import join_dn
from remoting.simulated.plain import same, to_plain
from remoting.simulated.steps import Plain, Step, attribute_step, merged, nothing, without_empty
from remoting.simulated.store import JSON, NewObject, StoredObject, Value


@dataclass(slots=True)
class Record:
    """A record in the making."""

    kind: str
    name: str
    dn: str
    id: str | None = None
    before: Plain = field(default_factory=dict)
    after: Plain = field(default_factory=dict)

    def row(self, *, applied: bool, secret: str = "") -> dict[str, JSON]:
        row: dict[str, JSON] = {
            "kind": self.kind,
            "id": self.id,
            "dn": self.dn,
            "name": self.name,
            "applied": applied,
            "before": self.before,
            "after": self.after,
        }
        return row | {"secret": secret} if secret else row

    @property
    def changed(self) -> bool:
        return any(not same(self.before.get(name), self.after[name]) for name in self.after)


def record_of(found: StoredObject, before: Plain, after: Plain | None = None) -> Record:
    return Record(found.kind, found.name, found.dn, found.id, before, after or {})


def change(call: Call, found: StoredObject, steps: Iterable[Step], *, secret: str = "") -> Iterator[Output]:
    """Carry out the steps on an object that was read for it. What was done before a step failed is still recorded."""
    steps = list(steps)
    todo = [step for step in steps if not step.along and step.is_due]
    if todo:
        todo = [step for step in steps if step.along or step.is_due]
    record = record_of(found, *_plan(steps, todo))
    if not todo or call.what_if:
        yield record.row(applied=False)
        return
    failure = _act(call, found.guid, todo, record)
    if failure and not record.changed:
        raise failure
    applied = record.changed or any(step.always for step in todo)
    yield record.row(applied=applied, secret=secret)
    if failure:
        raise failure


def _plan(steps: Sequence[Step], todo: Sequence[Step]) -> tuple[Plain, Plain]:
    """What the record says: of a change that is due only what changes, else all that was asked for."""
    before, after = merged(todo or steps)
    kept = {name for step in todo if step.always for name in step.after}  # such as the time of a password
    for name in [name for name in after if todo and name not in kept]:
        if same(before.get(name), after[name]):
            before.pop(name, None)
            del after[name]
    return before, after


def _act(call: Call, guid: UUID, todo: Sequence[Step], record: Record) -> Fault | None:
    """Do the steps and read back into the record. The fault of the step that failed, if any."""
    failure = None
    try:
        for step in todo:
            step.act(call.directory, StoredObject(guid, record.kind, record.dn, record.name))
    except Fault as fault:
        failure = fault
        if "member" in record.after:
            record.after["member"] = record.before.get("member", [])
    try:
        _read_back(call, guid, record)
    except Fault:
        if failure:
            raise failure from None
    return failure


def _read_back(call: Call, guid: UUID, record: Record) -> None:
    links = ["memberOf"] if "memberOf" in record.after else []
    now = get_object(call, "object", str(guid), links=links)
    plain = to_plain(now, record.after)
    if "memberOf" in plain:
        asked = {*record.before.get("memberOf", ()), *record.after["memberOf"]}
        plain["memberOf"] = [dn for dn in plain["memberOf"] if dn in asked]
    if "member" in plain:
        plain["member"] = record.after["member"]  # written in one request, and too many to read back
    record.after, record.dn, record.name = plain, now.dn, now.name


def create(
    call: Call,
    kind: str,
    attributes: Plain,
    *,
    made_with: Mapping[str, Value],
    implied: Mapping[str, JSON] | None = None,
    steps: Sequence[Step] = (),
    secret: str = "",
) -> Iterator[Output]:
    """Create an object and carry out the steps that complete it, all or nothing.

    `made_with`: what the directory is told beside the attributes; `implied`: what the record says of it.
    """
    name = call.text("Name")
    assert_name(name)
    path = container_dn(call, call.text("Path"))
    assert_free(call, "name", name, path=path)
    for unique in ("sAMAccountName", "userPrincipalName"):
        assert_free(call, unique, attributes.get(unique))

    told = without_empty(attributes)
    completing = [attribute_step(None, attributes), Step(nothing, {}, dict(implied or {})), *steps]
    after = {"name": name} | without_empty(merged(completing)[1])
    record = Record(kind, name, join_dn(kind, name, path), after=after)
    if call.what_if:
        yield record.row(applied=False)
        return
    made = call.directory.add(NewObject(kind, name, path, {**told, **made_with}))
    try:
        for step in steps:
            step.act(call.directory, made)
    except Fault as failure:
        _take_away(call, made, failure)
        raise
    _read_back(call, made.guid, record)
    record.id = made.id
    yield record.row(applied=True, secret=secret)


def _take_away(call: Call, made: StoredObject, failure: Fault) -> None:
    try:
        call.directory.delete(made.guid)
    except Fault as left:
        message = f"{failure.message} What was made of '{made.dn}' could not be removed."
        raise Fault(failure.code, message) from left


def remove(call: Call, found: StoredObject, attributes: Sequence[str], *, recursive: bool = False) -> Iterator[Output]:
    """Delete an object that was read for it; the record keeps all that `attributes` lists."""
    assert_movable(found)
    before = without_empty(to_plain(found, attributes))
    if not call.what_if:
        call.directory.delete(found.guid, recursive=recursive)
    yield record_of(found, before).row(applied=not call.what_if)
