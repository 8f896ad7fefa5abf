"""The description of the API and its page."""

import json

from remoting.catalog.operations import catalog


def test_it_shows_a_page_without_foreign_files(client, db):
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in text
    assert "http://" not in text
    assert "https://" not in text


def test_it_has_a_path_for_each_operation(client, db):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for one in catalog().offered:
        body = paths[f"/api/v1/operations/{one.name}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert list(body["properties"]["parameters"]["properties"]) == [each.name for each in one.asked_of_callers]
    assert "/api/v1/operations/invoke-script" not in paths


def test_it_has_the_calls_of_the_house(client, db):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    calls = {(method, path.removeprefix("/api/v1")) for path, one in paths.items() for method in one}
    assert calls >= {
        ("get", "/operations"),
        ("get", "/operations/{name}"),
        ("post", "/operations/{name}"),
        ("get", "/jobs/{key}"),
        ("post", "/jobs/{key}/reveal"),
        ("get", "/jobs"),
        ("get", "/search"),
        ("get", "/objects/{guid}"),
        ("get", "/servers"),
        ("get", "/sessions"),
        ("get", "/audit"),
    }


def test_it_answers_every_address_with_a_problem_document(client, db):
    for path in ("/api/v1/nothing", "/api/v1/jobs/1/2/3", "/api/v1/operations/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json"), path


def test_it_hides_what_broke(helpdesk, caller_of, monkeypatch, caplog):
    def broken(*_args, **_options):
        raise RuntimeError("canary of the inside")

    monkeypatch.setattr("directory.api.search", broken)
    answer = caller_of(helpdesk).get("/search", q="a")
    assert answer.status_code == 500
    assert "canary" not in answer.content.decode()
    body = json.loads(answer.content)
    assert body["code"] == "Unexpected"
    assert "canary of the inside" in caplog.text
