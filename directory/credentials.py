"""Credentials after a change of keys: opened with the old key and sealed to the newest, in the worker alone."""

from uuid import UUID

from django.db import transaction

from accounts.sealed import Party, unseal
from directory.models import Credential

PLACE = ("directory_credential", "secret")


@transaction.atomic
def seal_anew(pk: UUID) -> bool:
    """True where there was something to seal. Raises SealBroken where no key of this process opens it."""
    credential = Credential.objects.select_for_update().filter(pk=pk).first()
    if credential is None or not credential.secret:
        return False
    credential.seal_secret(open_secret(credential))
    credential.save(update_fields=["secret"])
    return True


def open_secret(credential: Credential) -> str:
    """The password. Only a worker has the key."""
    table, column = PLACE
    return unseal(bytes(credential.secret), party=Party.WORKER, table=table, column=column, row=credential.pk)
