"""`./tsm operation …`: options from the catalog, secrets from a prompt or standard input, the same guard and trail."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from audit.events import Event
from audit.models import Entry
from remoting.catalog.operations import catalog
from remoting.jobs import waiting
from remoting.jobs.models import Job, JobSecret
from remoting.jobs.run import run
from tests.cast import PASSWORD
from tests.remoting.jobs.worlds import build
from tsm_site.management.commands.operation import Command

pytestmark = pytest.mark.one_database


@pytest.fixture
def world(db, monkeypatch):
    """The small world, whose worker runs a job as soon as somebody waits for it."""

    def wait(key, *, seconds):
        if seconds:
            run(key)
        return waiting.Job.objects.filter(pk=key).ended().exists()

    monkeypatch.setattr("tsm_site.management.commands.operation.wait_for", wait)
    return build()


@pytest.fixture
def say(monkeypatch):
    """Runs a command line; gives output and exit code. `typed` is what stands in standard input."""

    def run_line(line: list[str], typed: str = "") -> tuple[str, int]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        out = io.StringIO()
        try:
            call_command(Command(stdout=out, stderr=out), *line)
        except SystemExit as ended:
            return out.getvalue(), int(ended.code or 0)
        return out.getvalue(), 0

    return run_line


def test_it_unlocks_somebody(world, helpdesk, say):
    world.lock("Ada Lovelace")
    text, code = say(["unlock-user", "--identity", "ada", "--as", "helpdesk"])
    assert code == 0
    assert text.startswith("Succeeded: unlock-user Ada Lovelace")
    assert "Ada Lovelace: changed" in text
    assert world.object("Ada Lovelace").locked_at is None


def test_it_names_the_account_of_the_machine_in_the_trail(world, helpdesk, say):
    say(["unlock-user", "--identity", "ada", "--as", "helpdesk"])
    entries = Entry.objects.of_job(Job.objects.get().pk)
    assert {(entry.way, entry.actor_id) for entry in entries} == {("command", helpdesk.pk)}
    assert all(entry.account for entry in entries)


def test_it_reads_a_secret_from_standard_input(world, helpdesk, say):
    line = ["reset-user-password", "--identity", "ada", "--password", "--reason", "x", "--as", "helpdesk"]
    text, code = say(line, "Canary-Pass-77-x\n")
    assert (code, JobSecret.objects.count()) == (0, 0)
    assert "Canary" not in text + str(list(Job.objects.values())) + str(list(Entry.objects.values()))
    assert world.store.has_password(world.object("Ada Lovelace").guid, "Canary-Pass-77-x")


def test_it_takes_no_secret_as_an_argument(world, helpdesk, say):
    line = ["reset-user-password", "--identity", "ada", "--password", "Canary", "--reason", "x", "--as", "helpdesk"]
    with pytest.raises(CommandError, match="unrecognized"):
        say(line)


def test_it_shows_a_secret_that_was_made(world, helpdesk, say):
    text, _code = say(["reset-user-password", "--identity", "ada", "--reason", "x", "--as", "helpdesk"])
    assert "Ada Lovelace: " in text.splitlines()[-1]
    assert Entry.objects.filter(event=Event.REVEALED, way="command").count() == 1


def test_it_previews(world, helpdesk, say):
    world.lock("Ada Lovelace")
    text, code = say(["unlock-user", "--identity", "ada", "--preview", "--as", "helpdesk"])
    assert code == 0
    assert "Ada Lovelace: would change" in text
    assert world.object("Ada Lovelace").locked_at is not None


def test_it_tells_a_job_as_the_api_does(world, helpdesk, say):
    text, _code = say(["get-user", "--identity", "ada", "--json", "--as", "helpdesk"])
    assert json.loads(text)["result"][0]["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["unlock-user", "--identity", "nobody", "--as", "helpdesk"], "does not exist"),
        (["unlock-user", "--identity", "ada", "--as", "nobody"], "nobody called nobody"),
        (["unlock-user", "--identity", "ada", "--as", "viewer"], "needs the role helpdesk"),
        (["reset-user-password", "--identity", "ada", "--as", "helpdesk"], "--reason: "),
        (
            ["reset-user-password", "--identity", "ada", "--length", "3", "--reason", "x", "--as", "helpdesk"],
            "--length: ",
        ),
        (["unlock-user", "--as", "helpdesk"], "--identity"),
        (["unlock-user", "--identity", "ada"], "--as"),
        (["invoke-script", "--as", "helpdesk"], "invalid choice"),
    ],
)
@pytest.mark.usefixtures("world", "helpdesk", "viewer")
def test_it_says_what_is_wrong(say, line, said):
    with pytest.raises(CommandError, match=said):
        say(line)
    assert not Job.objects.exists()


def test_it_ends_with_an_error_where_the_operation_says_no(world, helpdesk, say):
    text, code = say(["unlock-user", "--identity", "cleo", "--as", "helpdesk"])
    assert code == 1
    assert text.startswith("Refused")
    assert "Protected: " in text


class TestHighImpact:
    """Deleting a user: preview, yes, and the password of whose grants count."""

    LINE = ("remove-user", "--identity", "ada", "--reason", "x", "--as", "administrator")

    def test_it_is_done_after_preview_yes_and_password(self, world, administrator, say):
        text, code = say([*self.LINE], f"yes\n{PASSWORD}\n")
        assert code == 0, text
        assert text.index("would change") < text.index("Succeeded")
        assert Entry.objects.filter(event=Event.PROVED, way="command").count() == 1

    @pytest.mark.parametrize(
        ("typed", "said"), [("no\n", "Nothing was changed"), ("yes\nwrong\n", "not the password"), ("yes\n", "ended")]
    )
    def test_it_is_not_done_without(self, world, administrator, say, typed, said):
        with pytest.raises(CommandError, match=said):
            say([*self.LINE], typed)
        assert not Job.objects.filter(what_if=False).exists()


def test_it_shows_no_sign_that_steers_a_terminal(world, operator, say):
    text, _code = say(
        ["set-user", "--identity", "ada", "--title", "a\x1b[31mb\u202ec", "--reason", "x", "--as", "operator"]
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("operation", catalog().offered, ids=lambda one: one.name)
def test_it_has_options_for_each_operation(operation):
    parser = Command().create_parser("tsm", "operation")
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([operation.name, "--help"])
    assert ended.value.code == 0
