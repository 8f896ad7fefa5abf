"""What the worker asks right before the effect: still permitted, still there, not privileged, unchanged.

It asks the directory itself, whatever the web process or the mirror said when the job was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.grants import grants_of
from accounts.tokens import may_high_by_token
from directory.groups import groups_of
from directory.models import DirectoryObject, Domain
from directory.roots import is_root
from directory.sources import Source, SourceError, SourceObject, source_for
from remoting.catalog.operations import Operation, Parameter, catalog
from remoting.catalog.pickers import picker_kind
from remoting.jobs.access import allows, allows_in, covers, missing
from remoting.jobs.models import Job
from remoting.jobs.targets import Target, guid_in, target_of_job, target_of_server, units_of
from remoting.jobs.versions import Numbers, attributes_of, differences, numbers_of
from remoting.servers.models import Server

PLACES = ("Path", "TargetPath")
MOVING_VERBS = ("Move-", "Remove-")
FIRST_MADE = 1000  # The relative identifiers below are those of Windows itself.


class Refused(Exception):
    """Policy says no; nothing was sent. `code` is one of the stable codes."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Superseded(Exception):
    """The object has changed since the preview."""


class CannotAsk(Exception):
    """The directory does not answer, so nobody knows whether the job may run."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """It may run; `numbers` is what a lost answer is read back against."""

    target: Target
    numbers: Numbers = field(default_factory=dict)


def check(job: Job, operation: Operation, domain: Domain) -> Ruling:
    """Raises Refused, Superseded or CannotAsk."""
    if not operation.is_of_directory:
        return _check_on_server(job, operation)
    try:
        source = source_for(domain)
        target = _target_now(job, source, domain)
        _check_grants(job, operation, target)
        _check_places(job, operation, source, domain)
        _check_picked(job, operation, domain)
        _check_groups(job, source, domain)
        if operation.is_change or operation.has_secret_output:
            _check_privilege(operation, target, source)
        _check_versions(job, source)
        return Ruling(target, _numbers(job, operation, target, source))
    except SourceError as fault:
        raise CannotAsk(str(fault)) from fault


def _check_on_server(job: Job, operation: Operation) -> Ruling:
    """Acts on servers and sessions: the inventory as it is now, the grants as they are now."""
    server = Server.objects.select_related("domain").filter(host__iexact=job.server).first()
    if server is None:
        raise Refused("NotFound", _("%(name)s is not in the inventory any more.") % {"name": job.server})
    target = replace(target_of_server(server), kind=job.target_kind, key=job.target_key, name=job.target_name)
    _check_grants(job, operation, target)
    return Ruling(target)


def _target_now(job: Job, source: Source, domain: Domain) -> Target:
    """The object where it lies now, by its GUID; a deleted one lies nowhere."""
    if job.object_guid is None or job.target_kind == "directory":
        return target_of_job(job)
    found = source.one(job.object_guid)
    if found is None:
        raise Refused("NotFound", _("%(name)s does not exist in the directory any more.") % {"name": job.target_name})
    if found.kind != job.target_kind:
        raise Refused("NotFound", _("%(name)s is something else now.") % {"name": job.target_name})
    return replace(target_of_job(job), unit_path=_place_of(domain, found))


def _place_of(domain: Domain, found: SourceObject) -> tuple[UUID, ...]:
    return units_of(domain, found.dn, itself=found.kind == "ou")


def _check_grants(job: Job, operation: Operation, target: Target) -> None:
    """The grants of the one who asked, as they are now; by token the token too."""
    if not allows(job.actor, operation, target):
        raise Refused("AccessDenied", missing(operation, target))
    token = job.token
    if token is None:
        return
    ended = token.revoked_at is not None or (token.expires_at <= timezone.now())
    if ended:
        raise Refused("AccessDenied", _("The token %(name)s has ended.") % {"name": token.name})
    high = operation.needs_proof and not job.what_if
    held = (each for each in grants_of(job.actor) if each.allows(operation.name, operation.role))
    reaching = (each for each in held if not target.key or covers(each, target))
    if high and not any(may_high_by_token(token, each) for each in reaching):
        raise Refused("AccessDenied", _("The token may not do what has high impact."))


def _check_places(job: Job, operation: Operation, source: Source, domain: Domain) -> None:
    """Units that are acted in must lie in the scope of a grant that has the operation."""
    units = [place for name in PLACES for place in _units_named(job.parameters.get(name), source, domain)]
    if operation.component == "directory" or job.object_guid is None or units:
        empty = Target(kind=job.target_kind, domain=domain.name, name=domain.name)
        places = units if units or job.object_guid is not None else [empty]
        if operation.component == "directory" and not operation.takes_server:
            return  # It touches nothing that lies anywhere.
        if operation.is_read and not units:
            return  # Rows outside the scope are dropped from the result.
        if not allows_in(job.actor, operation, empty, places):
            raise Refused("AccessDenied", missing(operation, places[0]))


def _units_named(value: Any, source: Source, domain: Domain) -> Iterator[Target]:
    """The unit that a parameter names by its GUID, or the domain; anything else lies in no place known here."""
    if not value:
        return
    if is_root(domain, str(value)):
        yield Target(kind="ou", key=domain.base_dn, name=domain.name, domain=domain.name)
        return
    guid = guid_in(str(value))
    found = source.one(guid) if guid else None
    if found is None or found.kind != "ou":
        raise Refused("NotFound", _("There is no unit %(name)s.") % {"name": value})
    yield Target(kind="ou", key=str(found.guid), name=found.dn, domain=domain.name, unit_path=_place_of(domain, found))


def _check_picked(job: Job, operation: Operation, domain: Domain) -> None:
    """Other objects that were picked must be visible to the one who asked."""
    picked = {guid for guid in _guids_picked(job, operation) if guid}
    visible = set(
        DirectoryObject.objects.visible_to(job.actor)
        .filter(domain=domain, guid__in=picked)
        .values_list("guid", flat=True)
    )
    if lost := picked - visible:
        raise Refused("NotFound", _("There is no object %(name)s in your scope.") % {"name": min(map(str, lost))})


def _guids_picked(job: Job, operation: Operation) -> Iterator[UUID | None]:
    for parameter in operation.fields:
        if picker_kind(parameter) and parameter.name not in PLACES:
            yield from _guids_in(job, parameter)


def _guids_in(job: Job, parameter: Parameter) -> Iterator[UUID | None]:
    value = job.parameters.get(parameter.name)
    for each in value if isinstance(value, list) else [value] if value else []:
        guid = guid_in(str(each))
        if guid is None:
            raise Refused("InvalidArgument", _("%(name)s must be picked.") % {"name": parameter.name})
        yield guid


def _check_groups(job: Job, source: Source, domain: Domain) -> None:
    """No operation is a way round another: who puts somebody into groups needs the right to do so on each of them."""
    joined = {guid for each in job.parameters.get("Groups") or [] if (guid := guid_in(str(each)))}
    left: set[UUID] = set()
    giver = guid_in(str(job.parameters.get("SourceUser") or ""))
    if giver is not None:
        # A copy of memberships takes those that `Groups` names, or all of the one it copies from.
        joined = joined or _groups_of(giver, source)
        if job.parameters.get("Replace") and job.object_guid:
            left = _groups_of(job.object_guid, source) - joined
    for name, groups in (("add-group-member", joined), ("remove-group-member", left)):
        for group in sorted(groups):
            _check_group(job, name, group, source, domain)


def _check_group(job: Job, name: str, group: UUID, source: Source, domain: Domain) -> None:
    needed, found = catalog().get(name), source.one(group)
    if found is None or needed is None:
        raise Refused("NotFound", _("There is no group %(name)s.") % {"name": group})
    label = DirectoryObject.objects.filter(guid=group).values_list("name", flat=True).first() or found.dn
    place = Target(kind="group", key=str(group), name=label, domain=domain.name, unit_path=_place_of(domain, found))
    if not allows(job.actor, needed, place):
        raise Refused("AccessDenied", missing(needed, place))
    if source.is_privileged(group):
        raise Refused("Protected", _("%(name)s is a privileged group.") % {"name": label})


def _groups_of(member: UUID, source: Source) -> set[UUID]:
    """Its direct groups as the mirror knows them, where the directory knows of no others.

    The helper copies what the directory says at that moment, so a group that the mirror has not met is a way round.
    """
    found = DirectoryObject.objects.filter(guid=member).first()
    known = {held.group.sid: held for held in groups_of(found)} if found else {}
    primary = f"-{found.attributes.get('primaryGroupID')}" if found else ""
    unknown = [
        sid for sid in source.token_groups(member) - known.keys() if _is_given(sid) and not sid.endswith(primary)
    ]
    if found is None or unknown:
        name = found.shown_name if found else str(member)
        raise Refused("Conflict", _("The groups of %(name)s have just changed. Look again.") % {"name": name})
    return {held.group.guid for held in known.values() if held.through is None}


def _is_given(sid: str) -> bool:
    """Whether it is a group that somebody has made; the others (of Windows, of every domain) are nobody's to give."""
    number = sid.rpartition("-")[2]
    return sid.startswith("S-1-5-21-") and number.isdecimal() and int(number) >= FIRST_MADE


def _check_privilege(operation: Operation, target: Target, source: Source) -> None:
    """Privileged objects are not touched: there are no approvals yet that could allow it."""
    guid = target.guid
    if guid is None or target.kind == "directory":
        return
    if target.kind == "ou":
        if operation.function.startswith(MOVING_VERBS) and source.has_privileged_below(guid):
            raise Refused("Protected", _("%(name)s holds a privileged object.") % {"name": target.name})
        return
    if source.is_privileged(guid):
        raise Refused("Protected", _("%(name)s is privileged. Nothing was changed.") % {"name": target.name})


def _check_versions(job: Job, source: Source) -> None:
    """Nothing that the preview named has been written since."""
    if job.preview_of_id is None:
        return
    for key, before in job.versions.items():
        guid = guid_in(key)
        if guid is None:
            continue
        now = numbers_of(source, guid, list(before.get("attributes", {}))).get(key, {})
        changed = differences(before, now)
        if changed:
            raise Superseded(_("Changed since the preview: %(names)s.") % {"names": ", ".join(changed)})


def _numbers(job: Job, operation: Operation, target: Target, source: Source) -> Numbers:
    if operation.is_read or target.guid is None or target.kind == "directory":
        return {}
    return numbers_of(source, target.guid, attributes_of(job.parameters))
