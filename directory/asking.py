"""Asking for a synchronisation: posted to the worker, with an entry, as it costs the directory work."""

from functools import partial

from django.db import transaction

from accounts.models import User
from audit.events import Event
from audit.trail import About, Way, record
from directory.bell import post
from directory.models import Domain


def ask_synchronise(domain: Domain, *, full: bool = False, actor: User, way: Way) -> None:
    """Within the caller's transaction; the bell rings when it is committed. `full` reads everything anew."""
    if full:
        Domain.objects.filter(pk=domain.pk).update(cookie="")
    about = About("directory", domain.name, domain.name, domain.name)
    record(Event.SYNCHRONISED, actor=actor, about=about, way=way, outcome="requested", data={"everything": full})
    transaction.on_commit(partial(post, "directory.tasks.synchronise", domain.pk))
