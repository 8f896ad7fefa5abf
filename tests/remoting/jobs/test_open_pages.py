"""The pages and fragments of operations and jobs, asked for as a browser does, with and without a script."""

import pytest
from django.urls import reverse

from remoting.catalog.operations import catalog
from remoting.jobs.models import Job
from remoting.jobs.run import run
from remoting.jobs.states import State

HTMX = {"HTTP_HX_REQUEST": "true"}


def dialog_of(world, name, on=""):
    url = reverse("remoting:operation", args=[name])
    return f"{url}?target={world.object(on).guid}" if on else url


def test_it_unlocks_without_a_script(world, helpdesk, client_of):
    world.lock("Ada Lovelace")
    client, url = client_of(helpdesk), dialog_of(world, "unlock-user", "Ada Lovelace")
    page = client.get(url)
    assert page.status_code == 200
    assert "<html" in page.content.decode()
    answer = client.post(url, {"nonce": page.context["asked"].form["nonce"].value()})
    job = Job.objects.get()
    assert answer.url == reverse("remoting:job", args=[job.pk])
    run(job.pk)
    assert "Ada Lovelace" in client.get(answer.url).content.decode()
    assert Job.objects.get().state == State.SUCCEEDED


def test_it_answers_htmx_with_the_fragment(world, helpdesk, client_of):
    client = client_of(helpdesk)
    text = client.get(dialog_of(world, "unlock-user", "Ada Lovelace"), **HTMX).content.decode()
    assert text.lstrip().startswith('<div class="dialog">')
    assert "<html" not in text


def test_a_second_press_gives_the_same_job(world, helpdesk, client_of):
    client, url = client_of(helpdesk), dialog_of(world, "unlock-user", "Ada Lovelace")
    nonce = client.get(url).context["asked"].form["nonce"].value()
    for _ in range(2):
        client.post(url, {"nonce": nonce}, **HTMX)
    assert Job.objects.count() == 1


def test_the_progress_ends_and_tells_the_page(world, helpdesk, client_of):
    world.lock("Ada Lovelace")
    client = client_of(helpdesk)
    text = client.post(dialog_of(world, "unlock-user", "Ada Lovelace"), {}, **HTMX).content.decode()
    job = Job.objects.get()
    progress = reverse("remoting:job-progress", args=[job.pk])
    assert progress in text
    run(job.pk)
    answer = client.get(progress, **HTMX)
    assert f"object-changed-{job.object_guid}" in answer["HX-Trigger"]
    assert progress not in answer.content.decode()


def test_a_row_polls_only_while_the_job_is_open(world, helpdesk, client_of):
    job = world.ask(helpdesk, "unlock-user", "Ada Lovelace")
    client, row = client_of(helpdesk), reverse("remoting:job-row", args=[job.pk])
    assert 'hx-trigger="every' in client.get(row, **HTMX).content.decode()
    run(job.pk)
    assert 'hx-trigger="every' not in client.get(row, **HTMX).content.decode()


def test_what_is_missing_is_said_in_the_form(world, helpdesk, client_of):
    answer = client_of(helpdesk).post(dialog_of(world, "reset-user-password", "Ada Lovelace"), {"Length": "16"}, **HTMX)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Job.objects.exists()


def test_the_effect_is_shown_before(world, helpdesk, client_of):
    client = client_of(helpdesk)
    url = reverse("remoting:operation-preview", args=["disable-user"])
    text = client.post(f"{url}?target={world.object('Ada Lovelace').guid}", {}, **HTMX).content.decode()
    preview = Job.objects.get(what_if=True)
    effect = reverse("remoting:job-effect", args=[preview.pk])
    assert effect in text
    run(preview.pk)
    shown = client.get(effect, **HTMX).content.decode()
    assert f'value="{preview.pk}"' in shown
    assert "disabled" in shown


def test_high_impact_needs_preview_and_proof(world, administrator, client_of, proved_client_of):
    url = dialog_of(world, "remove-user", "Max Munich")
    preview = world.preview(administrator, "remove-user", "Max Munich")
    said = {"reason": "Left", "confirm": "Max Munich", "preview_of": str(preview.pk)}
    unproved = client_of(administrator).post(url, said, **HTMX)
    assert unproved.status_code == 422
    assert "Type your own password" in unproved.content.decode()
    client = proved_client_of(administrator)
    assert client.post(url, said | {"preview_of": ""}, **HTMX).status_code == 422
    assert client.post(url, said | {"confirm": "max"}, **HTMX).status_code == 422
    assert client.post(url, said, **HTMX).status_code == 200
    assert Job.objects.get(what_if=False).operation == "remove-user"


def test_a_password_comes_out_once_and_only_by_a_press(world, helpdesk, client_of):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    client, reveal = client_of(helpdesk), reverse("remoting:job-reveal", args=[job.pk])
    assert client.get(reveal).status_code == 405
    assert reveal in client.get(reverse("remoting:job", args=[job.pk])).content.decode()
    first = client.post(reveal, **HTMX)
    assert 'class="secret-word"' in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert 'class="secret-word"' not in client.post(reveal, **HTMX).content.decode()


def test_somebody_else_sees_no_secret(world, helpdesk, operator, client_of):
    job = world.do(helpdesk, "reset-user-password", "Ada Lovelace")
    assert client_of(operator).post(reverse("remoting:job-reveal", args=[job.pk])).status_code == 404


@pytest.mark.parametrize("name", ["jobs", "ended"])
def test_lists_open(world, helpdesk, client_of, name):
    world.do(helpdesk, "unlock-user", "Ada Lovelace")
    assert client_of(helpdesk).get(reverse(f"remoting:{name}"), **HTMX).status_code == 200


def test_a_notice_is_told_once(world, helpdesk, client_of):
    world.do(helpdesk, "unlock-user", "Ada Lovelace")
    client, url = client_of(helpdesk), reverse("remoting:ended")
    assert "Ada Lovelace" in client.get(url, **HTMX).content.decode()
    assert "Ada Lovelace" not in client.get(url, **HTMX).content.decode()


def test_the_list_narrows_by_its_address(world, helpdesk, client_of):
    world.do(helpdesk, "unlock-user", "Ada Lovelace")
    client, url = client_of(helpdesk), reverse("remoting:jobs")
    assert "Ada Lovelace" in client.get(f"{url}?state=succeeded&q=ada").content.decode()
    for query in ("state=failed", "q=nobody", "operation=disable-user", "view=open", "by=somebody"):
        assert "Ada Lovelace" not in client.get(f"{url}?{query}").content.decode(), query
    assert client.get(f"{url}?view=<script>&state=zzz&page=-3").status_code == 200


@pytest.mark.parametrize("kind", ["user", "group", "computer", "ou"])
def test_lists_offer_what_needs_no_object(world, administrator, client_of, kind):
    text = client_of(administrator).get(reverse("remoting:offers", args=[kind]), **HTMX).content.decode()
    assert f"/operations/new-{kind}/" in text


def test_every_operation_is_offered_on_some_page(world, administrator, client_of):
    client = client_of(administrator)
    keys = {
        "user": "Ada Lovelace",
        "group": "GG-Finance",
        "computer": "PC-1",
        "ou": "Hamburg",
    }
    pages = [(kind, str(world.object(name).guid)) for kind, name in keys.items()]
    pages += [(kind, "") for kind in keys]
    host = world.terminal.host
    pages += [("directory", world.domain.name), ("server", host), ("session", f"{host}/session/2")]
    text = ""
    for kind, key in pages:
        args = [kind, key] if key else [kind]
        answer = client.get(reverse("remoting:offers", args=args), **HTMX)
        assert answer.status_code == 200
        text += answer.content.decode()
    lost = [each.name for each in catalog().offered if f"/operations/{each.name}/" not in text]
    assert lost == []
    assert "invoke-script" not in text


def test_every_dialog_opens(world, administrator, client_of):
    client = client_of(administrator)
    keys = {
        "user": str(world.object("Ada Lovelace").guid),
        "group": str(world.object("GG-Finance").guid),
        "computer": str(world.object("PC-1").guid),
        "ou": str(world.object("Hamburg").guid),
        "server": world.terminal.host,
        "session": f"{world.terminal.host}/session/2",
        "directory": world.domain.name,
    }
    for each in catalog().offered:
        url = f"{reverse('remoting:operation', args=[each.name])}?target={keys[each.component]}"
        assert client.get(url).status_code == 200, each.name
        assert client.get(url, **HTMX).status_code == 200, each.name
