"""Refresh of one object: after each job, and when a reader asks."""

from uuid import UUID

from accounts.models import User
from directory.models import DirectoryObject, Domain


def refresh_object(
    domain: Domain, guid: UUID, *, dn_hint: str = ""
) -> DirectoryObject | None:
    """Read one object from its source into the mirror, new or known; None where the directory has it no more.

    Runs in the worker. `dn_hint` is where the caller last knew it, for a source that cannot look up by GUID.
    """
    raise NotImplementedError


def ask_refresh(obj: DirectoryObject, *, actor: User) -> bool:
    """Post a refresh of the object to the worker; False where one was asked for less than ten seconds ago."""
    raise NotImplementedError
