"""Every page of the directory opens, for whom it is meant."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.trail import Way
from directory.models import DirectoryObject, Domain
from directory.reports.runs import make_reports
from directory.synchronise import synchronise
from tests.directory.sources import World

House = dict[str, DirectoryObject]
ClientOf = Callable[[User], Client]
NASTY = "<script>alert(1)</script> $(calc) O'Brien"


@pytest.fixture
def house(world: World, domain: Domain) -> House:
    """One of each kind, with names that hurt, a loop of groups and a locked person."""
    unit = world.add("ou", "Locations")
    city = world.add("ou", "Hamburg", under=unit.dn)
    person = world.add(
        "user",
        NASTY,
        under=city.dn,
        lockoutTime="2099-11-17T09:41:07Z",
        telephoneNumber="+49 40 5550",
        mail="o@x.example",
    )
    inner = world.add("group", "Inner", under=unit.dn, members=[person.guid], groupType=-2147483646)
    outer = world.add("group", "Outer", members=[inner.guid, person.guid], groupType=8)
    world.set_members(inner, [person.guid, outer.guid])
    computer = world.add("computer", "PC-1", under=city.dn, userAccountControl=4096, dNSHostName="pc-1.corp.example")
    gone = world.add("user", "Gone", under=city.dn)
    synchronise(domain)
    world.delete(gone)
    synchronise(domain)
    named = {"unit": city, "person": person, "group": outer, "computer": computer, "gone": gone}
    return {name: DirectoryObject.objects.get(guid=told.guid) for name, told in named.items()}


TABS = ("overview", "members", "groups", "history", "jobs")
PAGES = [
    reverse(f"directory:{name}") + query
    for name, query in [
        ("search", "?q=obrien"),
        ("search", ""),
        ("search", "?q=zzzz"),
        ("search-hits", "?q=obrien"),
        ("search-hits", "?q=zzzz"),
        ("users", ""),
        ("users", "?state=locked&sort=-seen&columns=mail&columns=due&q=obrien"),
        ("users", "?state=nonsense&sort=password&columns=zzz&unit=1&page=99"),
        ("users", "?q=nobody-is-called-this"),
        ("groups", "?sort=-made"),
        ("computers", "?state=never"),
        ("units", ""),
        ("users-csv", ""),
        ("groups-csv", ""),
        ("computers-csv", ""),
    ]
]


@pytest.mark.parametrize("page", PAGES)
def test_a_viewer_opens(house: House, client_of: ClientOf, viewer: User, page: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        answer = client_of(viewer).get(page, headers=headers)
        assert answer.status_code == 200
        assert b"<script>alert" not in b"".join(answer) or page.endswith(".csv")


@pytest.mark.parametrize("name", ["unit", "person", "group", "computer"])
@pytest.mark.parametrize(
    "view", ["object", "object-overview", "object-members", "object-groups", "object-history", "object-jobs"]
)
def test_each_tab_opens(house: House, client_of: ClientOf, viewer: User, name: str, view: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        answer = client_of(viewer).get(reverse(f"directory:{view}", args=[house[name].guid]), headers=headers)
        assert answer.status_code in (200, 302)
        assert b"<script>alert" not in answer.content


def test_a_tree_opens_and_tells_a_loop(house: House, client_of: ClientOf, viewer: User) -> None:
    client = client_of(viewer)
    inner = DirectoryObject.objects.get(name="Inner")
    url = reverse("directory:object-members", args=[house["group"].guid])
    page = client.get(f"{url}?open={inner.pk}").content.decode()
    assert "contains itself" in page
    assert "and directly" in page
    assert (
        NASTY.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
        in client.get(f"{url}?show=flat").content.decode()
    )


def test_a_deleted_object_says_so(house: House, client_of: ClientOf, viewer: User) -> None:
    answer = client_of(viewer).get(house["gone"].get_absolute_url())
    assert answer.status_code == 404
    assert "The directory has this object no more" in answer.content.decode()


def test_the_units_open(house: House, client_of: ClientOf, viewer: User) -> None:
    top = house["unit"].unit
    assert top is not None
    closed = client_of(viewer).get(reverse("directory:units")).content.decode()
    opened = client_of(viewer).get(reverse("directory:units") + f"?open={top.pk}").content.decode()
    assert "Hamburg" not in closed
    assert "Hamburg" in opened


def test_the_domain_opens(house: House, client_of: ClientOf, viewer: User, administrator: User) -> None:
    url = reverse("directory:domain", args=["corp.example"])
    page = client_of(viewer).get(url).content.decode()
    assert "14 characters" in page
    assert "Synchronise now" not in page
    assert "Synchronise now" in client_of(administrator).get(url).content.decode()


def test_reports_open(house: House, client_of: ClientOf, auditor: User) -> None:
    client = client_of(auditor)
    assert client.get(reverse("directory:report", args=["locked-and-expired"])).status_code == 200
    make_reports(timezone.localdate(), actor=None, way=Way("system"))
    for name in ("locked-and-expired", "inactive-accounts"):
        for query in ("", "?difference=new&sort=-3", "?sort=0", "?date=nonsense"):
            assert client.get(reverse("directory:report", args=[name]) + query).status_code == 200
    assert client.get(reverse("directory:reports")).status_code == 200
    assert client.get(reverse("directory:report-csv", args=["inactive-accounts"])).status_code == 200


def test_a_person_is_called_and_written_to(house: House, client_of: ClientOf, viewer: User) -> None:
    page = client_of(viewer).get(house["person"].get_absolute_url()).content.decode()
    assert 'href="tel:+49405550"' in page
    assert 'href="mailto:o@x.example"' in page


def test_a_person_is_added_to_a_group_from_their_page(house: House, client_of: ClientOf, operator: User) -> None:
    client, person = client_of(operator), house["person"]
    add = f"{reverse('remoting:operation', args=['add-group-member'])}?Members={person.guid}"
    assert add in client.get(reverse("directory:object-groups", args=[person.guid])).content.decode()
    dialog = client.get(add)
    assert dialog.status_code == 200
    assert 'name="target"' in dialog.content.decode()  # It asks for the group.
