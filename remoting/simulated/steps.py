"""Steps of a change. A step is what is done, with the attributes before and after: preview, record and act are one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from remoting.simulated.attributes import MULTIPLE, ZERO
from remoting.simulated.calls import Call
from remoting.simulated.guards import assert_free, assert_movable, assert_name
from remoting.simulated.lookup import container_dn, get_object
from remoting.simulated.names import dn_key, parent_of, split_dn
from remoting.simulated.plain import PROTECTED, directory_value, same, to_plain
from remoting.simulated.store import JSON, DirectoryStore, StoredObject, Value
from remoting.simulated.times import text_of

Act = Callable[[DirectoryStore, StoredObject], None]  # on the object of the change, as it is by then
Plain = dict[str, JSON]


@dataclass(frozen=True, slots=True)
class Step:
    """Done where before and after differ; with `always` in any case, with `along` where another step is done."""

    act: Act
    before: Plain = field(default_factory=dict)
    after: Plain = field(default_factory=dict)
    always: bool = False
    along: bool = False

    @property
    def is_due(self) -> bool:
        return self.always or any(not same(self.before.get(name), self.after[name]) for name in self.after)


def nothing(directory: DirectoryStore, found: StoredObject) -> None:
    """The act of what needs none."""


def attribute_step(found: StoredObject | None, after: Plain) -> Step:
    """Give attributes the values named; an empty one clears."""
    before = to_plain(found, after)
    changes: dict[str, Value | None] = {}
    for name, value in after.items():
        if same(before[name], value):
            continue
        if value is None or value in ("", []):
            changes[name] = 0 if name in ZERO else None
        elif name in MULTIPLE:
            changes[name] = tuple(str(one) for one in (value if isinstance(value, list | tuple) else [value]))
        else:
            changes[name] = directory_value(name, value)

    def act(directory: DirectoryStore, target: StoredObject) -> None:
        if changes:
            directory.modify(target.guid, changes)

    return Step(act, before, dict(after))


def flag_step(found: StoredObject, *, to_set: int = 0, to_clear: int = 0) -> Step:
    """Set and clear bits of userAccountControl."""
    flags = (found.number("userAccountControl") | to_set) & ~to_clear
    return attribute_step(found, {"userAccountControl": flags})


def password_step(found: StoredObject | None, password: str, *, now: datetime, along: bool = False) -> Step:
    """Give an account a new password."""

    def act(directory: DirectoryStore, target: StoredObject) -> None:
        directory.set_password(target.guid, password)

    before = to_plain(found, ["pwdLastSet"])
    return Step(act, before, {"pwdLastSet": text_of(now)}, always=not along, along=along)


def must_change_step() -> Step:
    """The password must be changed at the next logon."""
    return Step(
        lambda directory, target: directory.modify(target.guid, {"pwdLastSet": 0}),
        {},
        {"pwdLastSet": None},
        always=True,
    )


def move_step(call: Call, found: StoredObject, target_path: str) -> Step:
    """Move into an OU, container or domain."""
    target = container_dn(call, target_path)
    rdn, parent = split_dn(found.dn)
    stays = dn_key(parent) == dn_key(target)
    if not stays:
        assert_movable(found)
        assert_free(call, "name", found.name, path=target, except_for=found)
    after = found.dn if stays else f"{rdn},{target}"
    return Step(
        lambda directory, one: directory.move(one.guid, target),
        {"distinguishedName": found.dn},
        {"distinguishedName": after},
    )


def rename_step(call: Call, found: StoredObject, new_name: str) -> Step:
    """Give another name in the directory."""
    assert_name(new_name)
    if new_name != found.name:
        if found.get("isCriticalSystemObject"):
            assert_movable(found)
        assert_free(call, "name", new_name, path=parent_of(found.dn), except_for=found)
    return Step(lambda directory, one: directory.rename(one.guid, new_name), {"name": found.name}, {"name": new_name})


def protection_step(found: StoredObject | None, *, protected: bool) -> Step:
    """Protect from accidental deletion, or no longer."""
    before = to_plain(found, [PROTECTED]) if found else {}
    return Step(
        lambda directory, one: directory.modify(one.guid, {PROTECTED: protected}), before, {PROTECTED: protected}
    )


def membership_steps(
    call: Call, found: StoredObject | None, groups: Iterable[str], *, leave: bool = False
) -> list[Step]:
    """Put the object of a change into groups, or take it out of them. Privileged groups are refused."""
    steps = []
    for name in groups:
        if not name:
            continue
        group = get_object(call, "group", name, for_change=True)
        inside = found is not None and group.dn in found.texts("memberOf")
        with_it: list[str] = [group.dn]
        steps.append(
            Step(
                _leaves(group.guid) if leave else _joins(group.guid),
                {"memberOf": with_it if inside else []},
                {"memberOf": [] if leave else with_it},
            )
        )
    return steps


def _joins(group: UUID) -> Act:
    return lambda directory, target: directory.link(group, [target.dn])


def _leaves(group: UUID) -> Act:
    return lambda directory, target: directory.unlink(group, [target.dn])


def join_step(inside: Sequence[str], outside: Sequence[str], *, minutes: int = 0) -> Step:
    """Add members to the group of a change."""

    def act(directory: DirectoryStore, group: StoredObject) -> None:
        if outside:
            directory.link(group.guid, outside, minutes=minutes)

    return Step(act, {"member": list(inside)}, {"member": [*inside, *outside]})


def leave_step(inside: Sequence[str]) -> Step:
    """Remove members from the group of a change."""

    def act(directory: DirectoryStore, group: StoredObject) -> None:
        if inside:
            directory.unlink(group.guid, inside)

    return Step(act, {"member": list(inside)}, {"member": []})


def merged(steps: Iterable[Step]) -> tuple[Plain, Plain]:
    """One before and one after. Lists of links add up; of all else the first before and the last after count."""
    before: Plain = {}
    after: Plain = {}
    for step in steps:
        for name, value in step.before.items():
            if name not in before:
                before[name] = value
            elif name in MULTIPLE:
                before[name] = _union(before[name], value)
        for name, value in step.after.items():
            after[name] = _union(after[name], value) if name in after and name in MULTIPLE else value
    return before, after


def _union(left: Iterable[str], right: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*left, *right]))


def without_empty(values: Mapping[str, JSON]) -> Plain:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [])}
