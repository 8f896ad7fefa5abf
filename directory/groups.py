"""Memberships as pages need them: through how many groups, and where a loop closes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from directory.models import DirectoryObject, Kind, Membership
from directory.models.objects import DirectoryObjectQuerySet

_SECURITY = 0x80000000
_SCOPES = {2: "global", 4: "domain local", 8: "universal"}
BRANCH = 200  # members that one branch of a tree shows
DEEPEST = 12
_MANY = 5_000  # members


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the tree of members. `via` is empty for a direct one; `members` is the count of a group."""

    obj: DirectoryObject
    depth: int
    via: str = ""
    members: int = 0
    is_open: bool = False
    is_loop: bool = False
    more: int = 0  # members of the same branch that are not shown
    toggled: str = ""  # the open groups with this one opened or closed

    @property
    def indent(self) -> int:
        return min(self.depth, 3)


@dataclass(frozen=True, slots=True)
class Held:
    """A group that somebody is in: directly, or through another one."""

    group: DirectoryObject
    through: DirectoryObject | None


def type_words(obj: DirectoryObject) -> str:
    """What the group's type says: Security, global."""
    kind = obj.attributes.get("groupType")
    if not isinstance(kind, int):
        return ""
    words = {"global": _("global"), "domain local": _("domain local"), "universal": _("universal")}
    scope = next((words[name] for bit, name in _SCOPES.items() if kind & bit), "")
    purpose = _("Security") if kind & _SECURITY else _("Distribution")
    return f"{purpose}, {scope}" if scope else purpose


def groups_below(group: DirectoryObject) -> set[int]:
    """The group's row and those of all groups in it, at any depth; a loop ends by itself."""
    found = front = {group.pk}
    while front:
        inner = Membership.objects.filter(group__in=front, is_nested=True).values_list("member_id", flat=True)
        front = set(inner) - found
        found = found | front
    return found


def count_people(group: DirectoryObject) -> int:
    """Members that are no groups, each once, however many ways lead to it."""
    links = Membership.objects.filter(group__in=groups_below(group), is_nested=False)
    return links.aggregate(number=Count("member", distinct=True))["number"] or 0


def count_members(groups: Collection[int]) -> dict[int, int]:
    """Direct members of each group."""
    counted = Membership.objects.filter(group__in=groups).values_list("group").annotate(number=Count("pk"))
    return dict(counted)


def direct_members(group: DirectoryObject) -> "list[DirectoryObject]":
    """The first members: groups, as they open, then people by name."""
    links = Membership.objects.filter(group=group)
    present = DirectoryObject.objects.present().select_related("domain").order_by("name_fold", "pk")
    rows = list(present.filter(pk__in=links.filter(is_nested=True).values("member"))[: BRANCH + 1])
    people = links.filter(is_nested=False)
    if people.count() > _MANY:  # Going through all names ends sooner than sorting the members.
        found = present.filter(Exists(people.filter(member=OuterRef("pk"))))
    else:
        found = present.filter(pk__in=people.values("member"))
    return rows + list(found[: BRANCH + 1 - len(rows)])


def tree_of(group: DirectoryObject, opened: Collection[int]) -> Iterator[Member]:
    """The lines of the group's tree, those of the opened groups below them."""
    yield from _branch(group, [group], opened, via="")


def _branch(
    group: DirectoryObject, line: Sequence[DirectoryObject], opened: Collection[int], via: str
) -> Iterator[Member]:
    rows = direct_members(group)
    counts = count_members([row.pk for row in rows if row.kind == Kind.GROUP])
    total = Membership.objects.filter(group=group).count() if len(rows) > BRANCH else len(rows)
    for row in rows[:BRANCH]:
        is_loop = row in line
        is_open = row.pk in opened and not is_loop and len(line) < DEEPEST
        toggled = ".".join(str(pk) for pk in sorted(set(opened) ^ {row.pk}))
        yield Member(row, len(line) - 1, via, counts.get(row.pk, 0), is_open, is_loop, toggled=toggled)
        if is_open:
            yield from _branch(row, [*line, row], opened, via=row.shown_name)
    if total > BRANCH:
        yield Member(group, len(line) - 1, via, more=total - BRANCH)


def everybody_in(group: DirectoryObject) -> DirectoryObjectQuerySet:
    """All members that are no groups. They stay in the database: a group may hold more than a statement takes."""
    links = Membership.objects.filter(group__in=groups_below(group), is_nested=False)
    return DirectoryObject.objects.present().filter(pk__in=links.values("member"))


def groups_of(obj: DirectoryObject) -> list[Held]:
    """All groups that the object is in: direct ones first, then those through others, each once."""
    found: dict[int, Held] = {}
    front: dict[int, DirectoryObject | None] = {obj.pk: None}
    while front:
        links = Membership.objects.filter(member__in=list(front)).select_related("group__domain", "group__unit__unit")
        reached: dict[int, DirectoryObject | None] = {}
        for link in links:
            if link.group_id not in found and link.group_id != obj.pk:
                found[link.group_id] = Held(link.group, front[link.member_id])
                reached[link.group_id] = link.group
        front = reached
    return sorted(found.values(), key=lambda held: (held.through is not None, held.group.name_fold))
