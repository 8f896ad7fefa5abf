"""Celery tasks of the directory room. A message carries an id and nothing else."""

from uuid import UUID

from celery import shared_task

from directory.models import DirectoryObject, Domain
from directory.refresh import refresh_object
from directory.sources import SourceError
from directory.synchronise import synchronise as run_synchronisation


@shared_task
def synchronise(domain_pk: int) -> None:
    domain = Domain.objects.filter(pk=domain_pk, is_active=True).first()
    if domain is not None:
        run_synchronisation(domain)


@shared_task
def refresh(guid: str) -> None:
    obj = DirectoryObject.objects.filter(guid=UUID(guid)).select_related("domain").first()
    if obj is None:
        return
    try:
        refresh_object(obj.domain, obj.guid, dn_hint=obj.dn)
    except SourceError:
        return  # The page says how old it is; the next synchronisation tries again.
