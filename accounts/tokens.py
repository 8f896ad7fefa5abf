"""API tokens: `tsm_<prefix>_<secret>`, shown once; what is kept is a digest that nobody can make without our key."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.grants import Held
from accounts.models import ApiToken, User
from audit.events import Event
from audit.trail import JSON, About, Way, record

SHAPE = re.compile(r"tsm_(?P<prefix>[a-z0-9]{8})_(?P<secret>[A-Za-z0-9_-]{43})")
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
USED_EVERY = timedelta(minutes=1)  # how exactly the last use is kept


def make_token(
    user: User, *, name: str, may_high: bool, expires_at: datetime, actor: User, way: Way
) -> tuple[ApiToken, str]:
    """Make a token. The text comes back this once and is kept nowhere."""
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(8))
    text = f"tsm_{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            prefix=prefix,
            digest=next(digests_of(text)),
            may_high=may_high,
            expires_at=expires_at,
        )
        facts: dict[str, JSON] = {"expires": expires_at.isoformat(), "may_high": may_high, "of": user.name}
        record(Event.TOKEN_MADE, actor=actor, about=about_token(token), way=way, outcome="succeeded", data=facts)
    return token, text


def revoke_token(token: ApiToken, *, actor: User, way: Way) -> None:
    """End a token now; a second time changes nothing."""
    if token.revoked_at is not None:
        return
    with transaction.atomic():
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        facts = {"of": token.user.name}
        record(Event.TOKEN_REVOKED, actor=actor, about=about_token(token), way=way, outcome="succeeded", data=facts)


def find_token(text: str) -> ApiToken | None:
    """The usable token of this text: right, not expired, not revoked, of somebody who is active. Notes its use."""
    shape = SHAPE.fullmatch(text)
    if shape is None:
        return None
    token = ApiToken.objects.usable().select_related("user").filter(prefix=shape["prefix"]).first()
    if token is None or not any(constant_time_compare(token.digest, digest) for digest in digests_of(text)):
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        token.last_used_at = now
    return token


def may_high_by_token(token: ApiToken, held: Held) -> bool:
    """High impact through the API needs the right on the token and on the grant that allows the operation."""
    return token.may_high and held.may_high_by_token


def digests_of(text: str) -> Iterator[str]:
    """SHA-256 with the secret key as pepper; then with those that it replaced, so that a rotation ends no token."""
    for pepper in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("accounts.tokens", text, secret=pepper, algorithm="sha256").hexdigest()


def about_token(token: ApiToken) -> About:
    return About(kind="token", key=str(token.pk), name=token.name)
