"""The home page: what waits, what is locked, what one has ordered."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, Role
from directory.models import DirectoryObject, Domain
from tests.cast import client_of, person

pytestmark = pytest.mark.one_database


@pytest.fixture
def domain(db):
    return Domain.objects.create(name="corp.example", netbios="CORP", base_dn="DC=corp,DC=example")


def add(domain, kind, name, **fields):
    parts = {"name_fold": name.lower(), "words": f" {name.lower()} ", "mirrored_at": timezone.now(), "sam": name[:20]}
    dn = f"CN={name},{domain.base_dn}"
    return DirectoryObject.objects.create(
        guid=uuid4(), domain=domain, kind=kind, name=name, dn=dn, dn_fold=dn.lower(), **(parts | fields)
    )


def add_unit(domain, name):
    unit = add(domain, "ou", name)
    unit.place, unit.path = unit.pk, f"{unit.guid}/"
    unit.save()
    return unit


def home_of(user):
    return client_of(user).get("/")


def test_tells_a_stranger_what_is_missing(stranger):
    page = home_of(stranger).content.decode()
    assert "You have no grant yet" in page
    assert "data-search" not in page


def test_sends_auditors_to_the_trail(auditor):
    assert home_of(auditor).url == reverse("audit:entries")


def test_shows_who_is_locked_with_the_acts(helpdesk, domain):
    now = timezone.now()
    add(domain, "user", "<b>Zoë</b> O'Brien", locked_at=now - timedelta(minutes=14))
    add(domain, "user", "Long ago", locked_at=now - timedelta(days=1), unlocks_at=now - timedelta(hours=23))
    add(domain, "user", "Fine")
    page = home_of(helpdesk).content.decode()
    assert "&lt;b&gt;Zoë&lt;/b&gt; O&#x27;Brien" in page
    assert "Long ago" not in page
    assert reverse("remoting:operation", args=["unlock-user"]) in page
    assert "14 min ago" in page


def test_offers_a_viewer_no_act(viewer, domain):
    add(domain, "user", "Zoë", locked_at=timezone.now())
    page = home_of(viewer).content.decode()
    assert "Zoë" in page
    assert "unlock-user" not in page


def test_offers_acts_only_where_the_grant_reaches(domain):
    """Viewer over the whole domain, helpdesk over one unit of it."""
    user = person("both", role="viewer")
    near, far = add_unit(domain, "Near"), add_unit(domain, "Far")
    Grant.objects.create(role=Role.objects.get(name="helpdesk"), user=user, scope_kind="unit", scope_key=str(near.guid))
    for name, unit in (("Ada", near), ("Ben", far)):
        add(domain, "user", name, locked_at=timezone.now(), unit=unit, place=unit.pk)
    page = home_of(user).content.decode()
    assert "Unlock: Ada" in page
    assert "Ben" in page
    assert "Unlock: Ben" not in page


def test_shows_nobody_out_of_scope(domain):
    user = person("near", role="helpdesk", scope_kind="unit", scope_key=str(add_unit(domain, "Near").guid))
    far = add_unit(domain, "Far")
    add(domain, "user", "Ben", locked_at=timezone.now(), unit=far, place=far.pk)
    page = home_of(user).content.decode()
    assert "Ben" not in page
    assert "Nobody is locked out" in page


def test_leads_each_number_to_its_list(helpdesk, domain):
    now = timezone.now()
    add(domain, "user", "Ada", password_expires_at=now + timedelta(days=2))
    page = home_of(helpdesk)
    numbers = {number.url: number.count for number in page.context["numbers"]}
    assert numbers[f"{reverse('directory:users')}?state=password-expiring"] == 1
    for url in numbers:
        assert client_of(helpdesk).get(url).status_code == 200


@pytest.mark.parametrize("name", ["numbers", "locked", "jobs", "expiring"])
def test_gives_each_part_alone(helpdesk, domain, name):
    client = client_of(helpdesk)
    part = client.get(reverse("home-part", args=[name]), headers={"HX-Request": "true"})
    assert f'id="home-{name}"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert client.get(reverse("home-part", args=[name])).url == "/"


def test_knows_no_other_part(helpdesk):
    assert client_of(helpdesk).get(reverse("home-part", args=["secrets"])).status_code == 404


def test_shows_what_was_opened(helpdesk, domain):
    client = client_of(helpdesk)
    ada, gone = add(domain, "user", "Ada"), add(domain, "user", "Gone")
    for row in (ada, gone, ada):
        assert client.get(row.get_absolute_url()).status_code == 200
    gone.delete()
    recent = client.get("/").context["recent"]
    assert [item["name"] for item in recent] == ["Ada"]
    assert recent[0]["url"] == ada.get_absolute_url()
