"""What keeps a session alive: a person's acts, and not the parts that look again by themselves."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def asked(page, live_server, helpdesk, sign_in, settings):
    """Every part that the page asks for, and whether it says that a person did."""
    settings.ROOT_URLCONF = "tests.flows.gallery"
    sign_in(helpdesk)
    found = {}

    def note(request):
        headers = request.headers
        if "hx-request" in headers:
            found[request.url.removeprefix(live_server.url)] = headers.get("tsm-act", "")

    page.on("request", note)
    page.goto(f"{live_server.url}/gallery/")
    return found


def test_marks_what_a_person_did(page, asked):
    page.locator("#next").click()
    page.get_by_label("dee", exact=True).wait_for()
    page.locator("a[data-key=u]").click()
    page.get_by_label("Reason").wait_for()
    assert asked["/gallery/list/?page=2"] == "1"
    assert asked["/gallery/dialog/"] == "1"


def test_does_not_mark_what_looks_by_itself(page, asked):
    page.wait_for_timeout(4_000)
    assert asked["/jobs/ended/"] == ""
