"""Whatever is written in the administration stands in the trail, with before and after, and no secret."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from accounts.administration import SecretField, seal_secrets
from accounts.models import ApiToken, Grant, Role, User
from accounts.sealed import Party, unseal
from accounts.snapshots import Snapshot, difference
from audit.events import Event
from audit.models import Entry
from tests.cast import PASSWORD, client_of, person, proved_client_of

pytestmark = pytest.mark.django_db
NO_INLINES = {"grants-TOTAL_FORMS": "0", "grants-INITIAL_FORMS": "0"}


@pytest.fixture
def client(administrator: User) -> Client:
    return proved_client_of(administrator)


def configured(**about: str) -> list[Entry]:
    return list(Entry.objects.filter(event=Event.CONFIGURED, **about).order_by("id"))


def test_it_records_adding(client: Client, administrator: User) -> None:
    answer = client.post(
        "/admin/accounts/role/add/", {"name": "printing", "level": "", "operations": "remove-server-print-job"}
    )
    assert answer.status_code == 302
    role = Role.objects.get(name="printing")
    assert role.operations == ["remove-server-print-job"]
    (entry,) = configured(about_kind="role")
    assert (entry.actor, entry.about_key, entry.data["act"]) == (administrator, str(role.pk), "added")
    assert entry.data["after"]["operations"] == ["remove-server-print-job"]


def test_it_records_changing_with_before_and_after_and_nothing_else(client: Client) -> None:
    role = Role.objects.create(name="printing", operations=["remove-server-print-job"])
    address = f"/admin/accounts/role/{role.pk}/change/"
    client.post(address, {"name": "printing", "level": "viewer", "operations": "remove-server-print-job"})
    (entry,) = configured(about_kind="role")
    assert (entry.data["before"], entry.data["after"]) == ({"level": ""}, {"level": "viewer"})
    client.post(address, {"name": "printing", "level": "viewer", "operations": "remove-server-print-job"})
    assert len(configured(about_kind="role")) == 1


def test_it_records_deleting(client: Client) -> None:
    role = Role.objects.create(name="printing")
    client.post(f"/admin/accounts/role/{role.pk}/delete/", {"post": "yes"})
    (entry,) = configured(about_kind="role")
    assert (entry.data["act"], entry.data["before"]["name"]) == ("deleted", "printing")


def test_it_records_deleting_many(client: Client) -> None:
    roles = [Role.objects.create(name=name) for name in ("a", "b", "c")]
    ticked = {"action": "delete_selected", "_selected_action": [role.pk for role in roles], "post": "yes"}
    client.post("/admin/accounts/role/", ticked)
    assert not Role.objects.filter(name__in="abc").exists()
    assert sorted(entry.data["before"]["name"] for entry in configured(about_kind="role")) == ["a", "b", "c"]


def test_it_records_rows_within_rows(client: Client, viewer: User) -> None:
    grant = Grant.objects.get(user=viewer)
    form = {
        "username": "viewer", "is_active": "on", "theme": "auto",
        "grants-TOTAL_FORMS": "2", "grants-INITIAL_FORMS": "1",
        "grants-0-id": grant.pk, "grants-0-user": viewer.pk, "grants-0-role": grant.role_id,
        "grants-0-scope_kind": "everywhere", "grants-0-DELETE": "on",
        "grants-1-user": viewer.pk, "grants-1-role": Role.objects.get(name="operator").pk,
        "grants-1-scope_kind": "domain", "grants-1-scope_key": "corp.example",
    }  # fmt: skip
    assert client.post(f"/admin/accounts/user/{viewer.pk}/change/", form).status_code == 302
    deleted, added = configured(about_kind="grant")
    assert (deleted.data["act"], deleted.about_key) == ("deleted", str(grant.pk))
    assert (added.data["act"], added.data["after"]["scope_key"]) == ("added", "corp.example")


def test_it_records_actions(client: Client, viewer: User, helpdesk: User) -> None:
    client.post("/admin/accounts/user/", {"action": "deactivate", "_selected_action": [viewer.pk, helpdesk.pk]})
    assert User.objects.filter(pk__in=[viewer.pk, helpdesk.pk], is_active=False).count() == 2
    assert [entry.data["after"] for entry in configured(about_kind="person")] == [{"is_active": False}] * 2


def test_it_records_a_new_password_as_changed_and_nothing_of_it(client: Client, viewer: User) -> None:
    new = "another-long-sentence-7"
    form = {"usable_password": "true", "password1": new, "password2": new}
    assert client.post(f"/admin/accounts/user/{viewer.pk}/password/", form).status_code == 302
    viewer.refresh_from_db()
    assert viewer.check_password(new)
    (entry,) = configured(about_kind="person")
    assert (entry.data["before"], entry.data["after"]) == ({"password": "set"}, {"password": "changed"})
    assert viewer.password not in str(entry.__dict__)


def test_it_revokes_tokens(client: Client, viewer: User) -> None:
    ends = timezone.now() + timedelta(days=1)
    token = ApiToken.objects.create(user=viewer, name="robot", prefix="abcdefgh", digest="0" * 64, expires_at=ends)
    client.post("/admin/accounts/apitoken/", {"action": "revoke", "_selected_action": [str(token.pk)]})
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert Entry.objects.filter(event=Event.TOKEN_REVOKED, about_key=str(token.pk)).exists()


@pytest.mark.parametrize(
    "path", ["/admin/accounts/user/{user}/delete/", "/admin/audit/entry/add/", "/admin/audit/entry/{entry}/delete/"]
)
def test_it_offers_no_way_to_delete_people_or_to_write_entries(client: Client, viewer: User, path: str) -> None:
    entry = Entry.objects.newest_first()[0]
    address = path.format(user=viewer.pk, entry=entry.pk)
    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=viewer.pk).exists()


def test_it_keeps_built_in_roles_and_roles_in_use(client: Client, viewer: User) -> None:
    used = Role.objects.create(name="printing")
    Grant.objects.create(role=used, user=viewer, scope_kind="everywhere")
    helpdesk = Role.objects.get(name="helpdesk")
    for role in (used, helpdesk):
        client.post(f"/admin/accounts/role/{role.pk}/delete/", {"post": "yes"})
    ticked = {"action": "delete_selected", "_selected_action": [used.pk, helpdesk.pk], "post": "yes"}
    client.post("/admin/accounts/role/", ticked)
    assert Role.objects.filter(pk__in=[used.pk, helpdesk.pk]).count() == 2


def test_it_makes_nobody_a_superuser_who_is_no_break_glass_account(client: Client, viewer: User) -> None:
    form = {"username": "viewer", "is_active": "on", "theme": "auto", "is_superuser": "on"} | NO_INLINES
    client.post(f"/admin/accounts/user/{viewer.pk}/change/", form)
    viewer.refresh_from_db()
    assert not viewer.is_superuser


def test_it_leads_from_a_rows_history_to_the_trail(client: Client) -> None:
    role = Role.objects.get(name="viewer")
    assert client.get(f"/admin/accounts/role/{role.pk}/history/")["Location"] == f"/audit/?object={role.pk}"


def test_it_seals_what_is_typed_to_the_row() -> None:
    class Form:
        fields = {"new_secret": SecretField(Party.WORKER, column="secret")}
        cleaned_data = {"new_secret": "correct horse"}

    row = Role(pk=7)
    seal_secrets(row, Form())
    opened = unseal(row.secret, party=Party.WORKER, table="accounts_role", column="secret", row="7")  # type: ignore[attr-defined]  # no column
    assert opened == "correct horse"


def test_it_says_of_a_secret_only_that_it_was_changed() -> None:
    old, new = Snapshot({"name": "a"}, {"secret": b"1"}), Snapshot({"name": "a"}, {"secret": b"2"})
    assert difference(old, new) == {"before": {"secret": "set"}, "after": {"secret": "changed"}}
    assert difference(Snapshot(), new) == {
        "before": {"name": None, "secret": None},
        "after": {"name": "a", "secret": "changed"},
    }
    assert difference(new, new) == {}


def rows_with_many_pages() -> list[type[Model]]:
    return list(admin.site._registry)


@pytest.mark.parametrize("model", rows_with_many_pages(), ids=lambda model: model._meta.label)
def test_it_shows_and_finds_every_kind_of_row(client: Client, model: type[Model]) -> None:
    page = admin.site._registry[model]
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert client.get(address).status_code == 200
    if page.search_fields:
        assert client.get(address, {"q": "x'\"%_<"}).status_code == 200


def test_it_is_entered_by_administrators_and_break_glass_accounts_alone(client: Client) -> None:
    assert client.get("/admin/").status_code == 200
    glass = person("glass")
    assert client_of(glass).get("/admin/").status_code == 404
    for superuser, break_glass, status in ((True, False, 404), (False, True, 404), (True, True, 200)):
        glass.is_superuser, glass.is_break_glass = superuser, break_glass
        glass.is_staff = True
        glass.save()
        assert client_of(glass).get("/admin/").status_code == status


def test_nothing_is_written_without_a_proof_of_identity(administrator: User) -> None:
    """An open session alone would be enough to make an account with all rights, and with that to prove anything."""
    client = client_of(administrator)
    for answer in (
        client.get("/admin/accounts/user/add/"),
        client.get(f"/admin/accounts/user/{administrator.pk}/change/"),
        client.get(f"/admin/accounts/user/{administrator.pk}/password/"),
        client.post("/admin/accounts/user/add/", {"username": "mine", "password1": PASSWORD, "password2": PASSWORD}),
        client.post("/admin/accounts/grant/", {"action": "delete_selected", "_selected_action": ["1"], "post": "yes"}),
    ):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/prove/?next=")
    assert not User.objects.filter(username="mine").exists()
    assert client.get("/admin/accounts/user/").status_code == 200
