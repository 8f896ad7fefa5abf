"""Operations, search, objects, servers, sessions and the trail by the API."""

import jsonschema_rs
import pytest
from django.utils import timezone

from accounts.tokens import revoke_token
from audit.trail import Way
from remoting.farms.models import Session
from tests.cast import person

PATHS = ["/operations", "/operations/unlock-user", "/jobs", "/search?q=ada", "/servers", "/sessions", "/audit"]


class TestTokens:
    """Who may call at all."""

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}])
    def test_it_needs_a_token(self, db, client, path, header):
        answer = client.get(f"/api/v1{path}", headers=header)
        assert (answer.status_code, answer.json()["code"]) == (401, "AccessDenied")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")

    def test_it_takes_no_session_of_a_page(self, client_of, administrator):
        assert client_of(administrator).get("/api/v1/jobs").status_code == 401

    def test_it_takes_no_token_that_is_revoked(self, administrator, caller_of):
        caller = caller_of(administrator)
        revoke_token(caller.token, actor=administrator, way=Way(kind="page"))
        assert caller.get("/jobs").status_code == 401

    def test_it_takes_no_token_of_who_has_left(self, administrator, caller_of):
        caller = caller_of(administrator)
        administrator.is_active = False
        administrator.save()
        assert caller.get("/jobs").status_code == 401

    @pytest.mark.parametrize("path", ["/operations", "/search?q=ada", "/servers", "/sessions"])
    def test_it_shows_nothing_of_the_directory_without_a_grant(self, stranger, auditor, caller_of, path):
        assert caller_of(stranger).get(path).status_code == 404
        assert caller_of(auditor).get(path).status_code == 404


class TestOperations:
    """What may be run."""

    def test_it_lists_what_the_grant_holds(self, helpdesk, administrator, caller_of):
        names = [one["name"] for one in caller_of(helpdesk).get("/operations").json()["items"]]
        assert "unlock-user" in names
        assert "remove-user" not in names
        every = [one["name"] for one in caller_of(administrator).get("/operations").json()["items"]]
        assert len(every) == 86

    def test_it_gives_a_schema(self, helpdesk, caller_of):
        body = caller_of(helpdesk).get("/operations/reset-user-password").json()
        assert (body["role"], body["impact"], body["needs_target"], body["needs_reason"]) == (
            "helpdesk",
            "Medium",
            True,
            True,
        )
        jsonschema_rs.meta.validate(body["parameters"])
        assert body["parameters"]["properties"]["Password"]["writeOnly"] is True

    @pytest.mark.parametrize("name", ["invoke-script", "nothing"])
    def test_it_knows_no_other(self, administrator, caller_of, name):
        assert caller_of(administrator).get(f"/operations/{name}").status_code == 404


class TestDirectory:
    """Search and objects, within the scope."""

    def test_it_finds_what_the_page_finds(self, world, helpdesk, caller_of):
        body = caller_of(helpdesk).get("/search", q="o'brien").json()
        assert [one["name"] for one in body["items"]] == ["Zoë O'Brien"]
        assert body["items"][0].keys() >= {"guid", "kind", "name", "dn"}
        assert caller_of(helpdesk).get("/search", q="o'brien", kind="group").json()["items"] == []

    @pytest.mark.parametrize(
        ("query", "status"),
        [({}, 422), ({"q": "a", "kind": "cat"}, 422), ({"q": "\0a"}, 422), ({"q": "' OR 1=1 --"}, 200)],
    )
    def test_it_takes_any_question(self, world, helpdesk, caller_of, query, status):
        assert caller_of(helpdesk).get("/search", **query).status_code == status

    def test_it_tells_of_an_object(self, world, helpdesk, caller_of):
        world.lock("Ada Lovelace")
        ada = world.object("Ada Lovelace")
        body = caller_of(helpdesk).get(f"/objects/{ada.guid}").json()
        assert (body["guid"], body["kind"], body["name"], body["dn"]) == (str(ada.guid), "user", "Ada Lovelace", ada.dn)
        assert "locked" in body["states"]

    def test_it_shows_nothing_out_of_scope(self, world, caller_of):
        hamburg = world.object("Hamburg")
        user = person("local", role="helpdesk", scope_kind="unit", scope_key=str(hamburg.guid))
        caller = caller_of(user)
        assert caller.get(f"/objects/{world.object('Ada Lovelace').guid}").status_code == 200
        assert caller.get(f"/objects/{world.object('Max Munich').guid}").status_code == 404
        assert caller.get("/search", q="max").json()["items"] == []
        max_munich = str(world.object("Max Munich").guid)
        assert caller.order("unlock-user", max_munich).status_code == 404


class TestServers:
    """Servers and sessions, as they were read last."""

    def test_it_lists_servers(self, world, helpdesk, caller_of):
        body = caller_of(helpdesk).get("/servers").json()
        assert world.terminal.host in [one["host"] for one in body["items"]]
        assert body["next"] is None
        assert [one["host"] for one in caller_of(helpdesk).get("/servers", farm="Desktops").json()["items"]] == [
            world.terminal.host
        ]

    def test_it_goes_on_from_a_cursor(self, world, helpdesk, caller_of):
        caller = caller_of(helpdesk)
        first = caller.get("/servers", limit=1).json()
        second = caller.get("/servers", limit=1, cursor=first["next"]).json()
        assert first["items"][0]["host"] < second["items"][0]["host"]

    def test_it_lists_sessions_with_their_targets(self, world, helpdesk, caller_of):
        at = timezone.now()
        Session.objects.create(
            server=world.terminal, number=3, account="ada", account_domain="CORP", state="active", logon_at=at
        )
        [session] = caller_of(helpdesk).get("/sessions", server=world.terminal.host).json()["items"]
        assert session["key"] == f"{world.terminal.host}/session/3"
        assert session["user_name"] == r"CORP\ada"
        assert caller_of(helpdesk).get("/sessions", q="nobody").json()["items"] == []
        assert caller_of(helpdesk).get("/sessions", state="disconnected").json()["items"] == []


class TestTrail:
    """The trail, for who may read it."""

    def test_it_is_read_by_auditors(self, world, helpdesk, auditor, caller_of):
        caller_of(helpdesk).do("unlock-user", str(world.object("Ada Lovelace").guid))
        body = caller_of(auditor).get("/audit", operation="unlock-user").json()
        assert [one["event"] for one in body["items"]] == [
            "operation.finished",
            "operation.started",
            "operation.requested",
        ]
        page = caller_of(auditor).get("/audit", limit=1).json()
        assert page["next"]
        assert caller_of(auditor).get("/audit", limit=1, cursor=page["next"]).json()["items"][0] != page["items"][0]

    def test_it_is_read_by_nobody_else(self, helpdesk, caller_of):
        answer = caller_of(helpdesk).get("/audit")
        assert (answer.status_code, answer.json()["code"]) == (403, "AccessDenied")
