"""Portal people that are bound to a person of the directory: their groups, and whether they may still come in."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import trail
from audit.events import Event
from audit.trail import About, Way
from directory.models import DirectoryObject, Domain
from directory.models.bindings import EndedPerson
from directory.sources import Source

SYSTEM = Way("system")


def refresh_bindings(domain: Domain, source: Source) -> None:
    """After a synchronisation: groups of each bound person; who is disabled or gone in the directory is deactivated."""
    people = {user.guid: user for user in User.objects.exclude(guid=None)}
    # Not asked for by domain: SQLite would go through all of its objects.
    found = DirectoryObject.objects.filter(guid__in=[guid for guid in people if guid]).select_related("domain")
    for obj in found:
        if obj.domain_id == domain.pk:
            refresh_binding(people[obj.guid], obj, source)


def refresh_binding(user: User, obj: DirectoryObject, source: Source) -> None:
    is_ended = obj.deleted_at is not None or not obj.enabled
    sids = [] if is_ended else sorted(source.token_groups(obj.guid))
    if user.group_sids != sids or user.sid != obj.sid:
        user.group_sids, user.sid = sids, obj.sid
        user.save(update_fields=["group_sids", "sid"])
    if is_ended and user.is_active:
        _end(user, obj)
    elif not is_ended and not user.is_active:
        _bring_back(user, obj)


@transaction.atomic
def _end(user: User, obj: DirectoryObject) -> None:
    EndedPerson.objects.update_or_create(user=user, defaults={"at": timezone.now()})
    _activate(user, obj, is_active=False)


@transaction.atomic
def _bring_back(user: User, obj: DirectoryObject) -> None:
    """Only who was deactivated by the directory: what an administrator has done stays."""
    if EndedPerson.objects.filter(user=user).delete()[0]:
        _activate(user, obj, is_active=True)


def _activate(user: User, obj: DirectoryObject, *, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    trail.record(
        Event.CONFIGURED,
        actor=None,
        actor_name="directory",
        about=About("person", str(user.pk), user.get_username(), obj.domain.name),
        way=SYSTEM,
        data={"before": {"is_active": not is_active}, "after": {"is_active": is_active}},
    )
