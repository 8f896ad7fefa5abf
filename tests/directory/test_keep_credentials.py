"""Credentials: written in the administration, opened by the worker alone; domains and subscriptions beside them."""

from collections.abc import Callable

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sealed import KeyMissing, SealBroken, make_keys
from audit.models import Entry
from directory.credentials import open_secret, seal_anew
from directory.models import Credential, Domain, ReportSubscription

CANARY = "Canary-Password-77"
ClientOf = Callable[[User], Client]


def test_it_is_sealed_when_it_is_typed(proved_client_of: ClientOf, administrator: User) -> None:
    page = reverse("admin:directory_credential_add")
    typed = {"name": "svc-tsm", "username": "svc-tsm@corp.example", "new_secret": CANARY}
    assert proved_client_of(administrator).post(page, typed).status_code == 302
    credential = Credential.objects.get()
    assert CANARY.encode() not in bytes(credential.secret)
    assert credential.rotated_at is not None
    assert open_secret(credential) == CANARY
    assert CANARY not in "".join(str(entry.data) for entry in Entry.objects.all())
    shown = proved_client_of(administrator).get(reverse("admin:directory_credential_change", args=[credential.pk]))
    assert CANARY not in shown.content.decode()


def test_it_needs_a_password(proved_client_of: ClientOf, administrator: User) -> None:
    page = reverse("admin:directory_credential_add")
    assert proved_client_of(administrator).post(page, {"name": "svc", "username": "svc"}).status_code == 200
    assert not Credential.objects.exists()


def test_the_web_process_cannot_open_it(db: None, settings: pytest.FixtureRequest) -> None:
    credential = Credential(name="svc", username="svc")
    credential.seal_secret(CANARY)
    settings.TSM_WORKER_PRIVATE_KEYS = ""
    with pytest.raises((KeyMissing, SealBroken)):
        open_secret(credential)


def test_it_is_sealed_to_the_newest_key(db: None) -> None:
    credential = Credential(name="svc", username="svc")
    credential.seal_secret(CANARY)
    credential.save()
    before = bytes(credential.secret)
    assert portal.TSM_KEYS.exists()
    make_keys(portal.TSM_KEYS)
    assert seal_anew(credential.pk)
    credential.refresh_from_db()
    assert bytes(credential.secret) != before
    assert open_secret(credential) == CANARY


@pytest.mark.parametrize("name", ["credential", "domain", "synchronisation", "reportsubscription"])
def test_the_administration_opens_for_administrators(
    domain: Domain, proved_client_of: ClientOf, administrator: User, operator: User, name: str
) -> None:
    page = reverse(f"admin:directory_{name}_changelist")
    assert proved_client_of(administrator).get(page).status_code == 200
    assert proved_client_of(operator).get(page).status_code == 403


def test_a_domain_is_synchronised_from_there(domain: Domain, proved_client_of: ClientOf, administrator: User) -> None:
    page = reverse("admin:directory_domain_changelist")
    proved_client_of(administrator).post(page, {"action": "synchronise_now", "_selected_action": [domain.pk]})
    assert Entry.objects.get(event="directory.synchronised").about_name == "corp.example"


def test_a_subscription_names_a_report(db: None, proved_client_of: ClientOf, administrator: User) -> None:
    page = reverse("admin:directory_reportsubscription_add")
    typed = {"report": "inactive-accounts", "address": "a@corp.example", "language": "de", "is_active": "on"}
    assert proved_client_of(administrator).post(page, typed | {"report": "nonsense"}).status_code == 200
    assert proved_client_of(administrator).post(page, typed).status_code == 302
    assert ReportSubscription.objects.get().language == "de"
