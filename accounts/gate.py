"""Signing in: the tries that are left, and the check of name and password."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest

from accounts.models import User
from accounts.throttle import Throttle
from accounts.ways import address_of, way_of
from audit.events import Event
from audit.trail import About, record

MINUTES = 15
# A whole office may stand behind one address, so it has more tries than one account.
OF_ADDRESS = Throttle("sign-in-address", tries=60, seconds=MINUTES * 60)
NOTED_ONCE = Throttle("sign-in-noted", tries=1, seconds=MINUTES * 60)


def of_account() -> Throttle:
    """Tries of one account: fewer than the domain allows, so that nobody locks an account through the portal."""
    return Throttle("sign-in", tries=settings.TSM_SIGN_IN_TRIES, seconds=MINUTES * 60)


@dataclass(frozen=True, slots=True)
class Tried:
    """How a try to sign in went."""

    user: User | None
    left: int  # tries that are left; 0: wait
    asked: bool  # False: not even looked at, as there were no tries left


def sign_in(request: HttpRequest, *, username: str, password: str) -> Tried:
    """Sign somebody in, or say how many tries are left. The same for a name that nobody has."""
    account, name, address = of_account(), username.strip().casefold(), address_of(request)
    # The address first: one that has no tries left takes none from an account, so it shuts out nobody.
    if not OF_ADDRESS.take(address) or not account.take(name):
        note_limit(request, name=name, address=address)
        return Tried(user=None, left=0, asked=False)
    user = authenticate(request, username=username.strip(), password=password)
    if not isinstance(user, User):
        return Tried(user=None, left=min(account.left(name), OF_ADDRESS.left(address)), asked=True)
    account.clear(name)
    OF_ADDRESS.give_back(address)
    login(request, user)
    return Tried(user=user, left=0, asked=True)


def note_limit(request: HttpRequest, *, name: str, address: str) -> None:
    """One entry for a limit that was reached, not one for each try beyond it."""
    if not NOTED_ONCE.take(f"{name} {address}"):
        return
    user = User.objects.filter(username__iexact=name[:150]).first()
    record(
        Event.SIGN_IN_FAILED,
        actor=None,
        actor_name=user.name if user else "",
        about=About(kind="person", key=str(user.pk), name=user.name) if user else About(kind="person"),
        way=way_of(request),
        outcome="refused",
        data={"why": "too many tries"},
    )
