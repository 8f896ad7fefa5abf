"""API tokens: shown once, kept as a digest, good until they expire, are revoked, or their person is deactivated."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.grants import Held
from accounts.models import ApiToken, User
from accounts.tokens import SHAPE, find_token, make_token, may_high_by_token, revoke_token
from audit.events import Event
from audit.models import Entry
from audit.trail import Way
from tests.cast import PASSWORD, client_of, proved_client_of

pytestmark = pytest.mark.django_db
WAY = Way(kind="page", address="10.0.0.1")


def made(user: User, *, days: int = 1, may_high: bool = False) -> tuple[ApiToken, str]:
    ends = timezone.now() + timedelta(days=days)
    return make_token(user, name="robot", may_high=may_high, expires_at=ends, actor=user, way=WAY)


def test_it_is_found_by_its_text_and_notes_its_use(helpdesk: User) -> None:
    token, text = made(helpdesk)
    assert SHAPE.fullmatch(text)
    found = find_token(text)
    assert found == token
    assert found.user == helpdesk
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_it_is_kept_nowhere_as_it_is(helpdesk: User) -> None:
    token, text = made(helpdesk)
    secret = text.rsplit("_", 1)[1]
    assert secret not in str(token.__dict__)
    assert secret not in str(Entry.objects.get(event=Event.TOKEN_MADE).__dict__)


def test_it_does_not_open_when_expired_revoked_or_of_somebody_deactivated(helpdesk: User) -> None:
    _expired, expired_text = made(helpdesk, days=-1)
    assert find_token(expired_text) is None
    token, text = made(helpdesk)
    assert find_token(text)
    User.objects.filter(pk=helpdesk.pk).update(is_active=False)
    assert find_token(text) is None
    User.objects.filter(pk=helpdesk.pk).update(is_active=True)
    revoke_token(token, actor=helpdesk, way=WAY)
    revoke_token(token, actor=helpdesk, way=WAY)
    assert find_token(text) is None
    assert Entry.objects.filter(event=Event.TOKEN_REVOKED).count() == 1


@given(text=st.one_of(st.text(max_size=80), st.from_regex(SHAPE, fullmatch=True)))
def test_it_is_never_found_by_another_text(text: str) -> None:
    assert find_token(text) is None


def test_it_is_not_found_with_a_changed_secret(helpdesk: User) -> None:
    _token, text = made(helpdesk)
    other = text[:-1] + ("A" if text[-1] != "A" else "B")
    assert find_token(other) is None


def test_it_outlives_a_change_of_the_secret_key_that_keeps_the_old_one(helpdesk: User, settings) -> None:
    _token, text = made(helpdesk)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one altogether"
    assert find_token(text)
    settings.SECRET_KEY_FALLBACKS = []
    assert find_token(text) is None


@pytest.mark.parametrize(
    ("on_token", "on_grant", "allowed"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_it_has_high_impact_only_where_token_and_grant_say_so(on_token: bool, on_grant: bool, allowed: bool) -> None:
    held = Held("r", "operator", frozenset(), False, "everywhere", "", "", may_high_by_token=on_grant)
    assert may_high_by_token(ApiToken(may_high=on_token), held) is allowed


def test_it_is_made_only_by_who_proves_who_it_is(helpdesk: User) -> None:
    client = client_of(helpdesk)
    for more in ({}, {"password": "wrong"}):
        assert client.post("/profile/tokens/", {"name": "nightly", "days": "30", **more}).status_code == 422
    assert not ApiToken.objects.exists()
    client.post("/profile/tokens/", {"name": "nightly", "days": "30", "password": PASSWORD})
    assert 'name="password"' not in client.get("/profile/tokens/").content.decode()
    assert ApiToken.objects.count() == 1


def test_it_is_made_and_revoked_on_the_profile_and_shown_once(helpdesk: User) -> None:
    client = proved_client_of(helpdesk)
    page = client.post("/profile/tokens/", {"name": "nightly", "days": "30"}).content.decode()
    text = SHAPE.search(page)
    assert text is not None
    assert find_token(text[0])
    assert text["secret"] not in client.get("/profile/tokens/").content.decode()
    token = ApiToken.objects.get()
    client.post(f"/profile/tokens/{token.pk}/revoke/")
    assert find_token(text[0]) is None


def test_it_cannot_be_revoked_by_somebody_else(helpdesk: User, viewer: User) -> None:
    token, text = made(helpdesk)
    assert client_of(viewer).post(f"/profile/tokens/{token.pk}/revoke/").status_code == 404
    assert find_token(text)
