"""Who lies in the recycle bin is restored from the list that found them, whether or not the mirror ever met them."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from remoting.jobs.run import run
from remoting.jobs.states import State
from remoting.jobs.targets import target_for
from tests.cast import person
from tests.remoting.jobs.worlds import user


@pytest.fixture
def gone(world) -> str:
    """Somebody who was made and deleted between two synchronisations."""
    hamburg = world.stored("Hamburg").dn
    guid = user(world, "Gone Early", "gone", hamburg)
    world.store.delete(guid)
    return str(guid)


def test_it_leads_from_the_list_to_the_dialog(world, administrator, client_of, gone):
    client = client_of(administrator)
    found = world.do(administrator, "find-deleted-user")
    page = client.get(reverse("remoting:job", args=[found.pk])).content.decode().replace("&amp;", "&")
    url = f"{reverse('remoting:operation', args=['restore-user'])}?target={gone}&domain={world.domain.name}"
    assert f'href="{url}"' in page
    dialog = client.get(url)
    assert dialog.status_code == 200
    client.post(url, {"reason": "Came back", "nonce": dialog.context["asked"].form["nonce"].value()})
    job = found.__class__.objects.get(operation="restore-user")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error_message) == (State.SUCCEEDED, "")
    assert world.object("Gone Early").sam == "gone"  # The mirror has met them now.


def test_it_says_when_there_is_nobody(world, administrator):
    job = world.do_on_key(administrator, "restore-user", "00000000-0000-4000-8000-000000000000")
    assert (job.state, job.error_code) == (State.REFUSED, "NotFound")


def test_it_is_for_who_reaches_the_whole_domain(world, gone):
    unit = str(world.object("Hamburg").guid)
    for role in ("operator", "administrator"):
        local = person(role, role=role, scope_kind="unit", scope_key=unit)
        with pytest.raises(Http404):
            target_for("directory", gone, local)


def test_it_takes_nothing_that_is_no_user(world, administrator):
    with pytest.raises(Http404):
        target_for("directory", str(world.object("GG-Finance").guid), administrator)
