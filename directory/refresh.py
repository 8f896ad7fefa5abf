"""Refresh of one object: after each job, and when a reader asks."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from directory.bell import post
from directory.bindings import refresh_binding
from directory.mirror import delete_objects, write_objects
from directory.models import DirectoryObject, Domain
from directory.sources import source_for

AT_MOST_EVERY = timedelta(seconds=10)


def refresh_object(
    domain: Domain,
    guid: UUID,
    *,
    dn_hint: str = "",  # noqa: ARG001  For a source that finds its objects by name; none of ours does yet.
) -> DirectoryObject | None:
    """Read one object from its source into the mirror, new or known; None where the directory has it no more.

    Runs in the worker; raises SourceError where the source cannot answer. `dn_hint` is where the caller last knew it.
    """
    source = source_for(domain)
    told = source.one(guid)
    now = timezone.now()
    if told is None:
        delete_objects([guid], now=now)
    else:
        write_objects(domain, [told], now=now)
    obj = DirectoryObject.objects.filter(guid=guid).select_related("domain", "unit").first()
    bound = User.objects.filter(guid=guid).first()
    if obj is not None and bound is not None:
        refresh_binding(bound, obj, source)
    return obj if told is not None else None


def ask_refresh(obj: DirectoryObject, *, actor: User) -> bool:
    """Post a refresh of the object to the worker; False where one was asked for less than ten seconds ago.

    It reads and writes nothing that people decide, so it leaves no entry; `actor` must be able to see the object.
    """
    now = timezone.now()
    due = Q(asked_at=None) | Q(asked_at__lt=now - AT_MOST_EVERY)
    visible = DirectoryObject.objects.visible_to(actor).filter(pk=obj.pk)
    if not visible.filter(due).update(asked_at=now):
        return False
    transaction.on_commit(partial(post, "directory.tasks.refresh", str(obj.guid)))
    return True
