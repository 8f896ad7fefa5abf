"""`./tsm token USER --name N`: the last line is a token that the API takes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import ApiToken
from audit.events import Event
from audit.models import Entry


def make(*line: str) -> str:
    out = StringIO()
    call_command("token", *line, stdout=out)
    return out.getvalue()


def test_it_makes_a_token_that_works(helpdesk, client):
    text = make("helpdesk", "--name", "nightly").splitlines()[-1]
    answer = client.get("/api/v1/operations", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 200
    assert text not in str(list(ApiToken.objects.values())) + str(list(Entry.objects.values()))


def test_it_says_for_how_long(helpdesk):
    make("helpdesk", "--name", "nightly", "--days", "7", "--may-high")
    token = ApiToken.objects.get()
    assert token.may_high
    assert timedelta(days=6) < token.expires_at - timezone.now() <= timedelta(days=7)


def test_it_stands_in_the_trail(helpdesk):
    make("helpdesk", "--name", "nightly")
    entry = Entry.objects.get(event=Event.TOKEN_MADE)
    assert (entry.way, entry.actor_id, bool(entry.account)) == ("command", helpdesk.pk, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("nobody", "--name", "x"), "nobody called nobody"),
        (("helpdesk", "--name", " "), "--name"),
        (("helpdesk", "--name", "x" * 101), "--name"),
        (("helpdesk", "--name", "x", "--days", "0"), "--days"),
        (("helpdesk",), "--name"),
    ],
)
def test_it_says_what_is_wrong(helpdesk, line, said):
    with pytest.raises(CommandError, match=said):
        make(*line)
    assert not ApiToken.objects.exists()
