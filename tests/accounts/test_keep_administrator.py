"""The last administrator cannot be lost by accident, by whichever page."""

import pytest

from accounts.last_administrator import has_administrator
from accounts.models import Grant, Role, User
from audit.events import Event
from audit.models import Entry
from tests.cast import person, proved_client_of

pytestmark = pytest.mark.django_db


def whole_form(user: User, grant: Grant, **more: str) -> dict[str, object]:
    return {
        "username": user.username, "is_active": "on", "theme": "auto", "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "1", "grants-0-id": grant.pk, "grants-0-user": user.pk,
        "grants-0-role": grant.role_id, "grants-0-scope_kind": "everywhere", **more,
    }  # fmt: skip


def test_it_is_kept_by_every_page(administrator: User) -> None:
    client, grant = proved_client_of(administrator), Grant.objects.get(user=administrator)
    person_page, grant_page = f"/admin/accounts/user/{administrator.pk}/change/", f"/admin/accounts/grant/{grant.pk}/"
    inactive = whole_form(administrator, grant)
    del inactive["is_active"]
    domain = {"role": grant.role_id, "user": administrator.pk, "scope_kind": "domain", "scope_key": "corp.example"}
    viewer = {"role": Role.objects.get(name="viewer").pk, "user": administrator.pk, "scope_kind": "everywhere"}
    ways: list[tuple[str, dict]] = [
        (person_page, inactive),
        (person_page, whole_form(administrator, grant, **{"grants-0-DELETE": "on"})),
        (grant_page + "delete/", {"post": "yes"}),
        (grant_page + "change/", domain),
        (grant_page + "change/", viewer),
        ("/admin/accounts/grant/", {"action": "delete_selected", "_selected_action": [grant.pk], "post": "yes"}),
        ("/admin/accounts/user/", {"action": "deactivate", "_selected_action": [administrator.pk]}),
    ]
    for address, form in ways:
        answer = client.post(address, form)
        assert answer.status_code == 302, address
        assert has_administrator(), (address, form)
        assert "would have left nobody" in client.get("/admin/").content.decode()
    assert not Entry.objects.filter(event=Event.CONFIGURED).exists()


def test_it_may_go_when_another_stays(administrator: User) -> None:
    person("second", role="administrator")
    grant = Grant.objects.get(user=administrator)
    proved_client_of(administrator).post(f"/admin/accounts/grant/{grant.pk}/delete/", {"post": "yes"})
    assert not Grant.objects.filter(pk=grant.pk).exists()


def test_it_counts_directory_groups_by_their_active_members() -> None:
    Grant.objects.create(role=Role.objects.get(name="administrator"), group_sid="S-1-5-21-7", scope_kind="everywhere")
    assert not has_administrator()
    member = person("member")
    member.group_sids = ["S-1-5-21-6", "S-1-5-21-7"]
    member.save()
    assert has_administrator()
    member.is_active = False
    member.save()
    assert not has_administrator()
