"""Making reports, what is new and gone in them, their files and their mails."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import Message
from io import StringIO
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from audit.trail import Way
from directory.models import Domain, ReportRun, ReportSubscription
from directory.reports import reports
from directory.reports.charts import chart_of
from directory.reports.mailing import send_reports
from directory.reports.runs import Counts, counts_of, lines_of, make_reports
from directory.sources import SourceObject
from directory.synchronise import synchronise
from directory.tasks import make_report
from tests.cast import person
from tests.directory.sources import World

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
WAY = Way("command")
NASTY = "=HYPERLINK(1) <b>Zoë</b>"


def locked(at: str) -> dict[str, str]:
    return {"lockoutTime": at}


@pytest.fixture
def zoe(world: World, domain: Domain) -> SourceObject:
    unit = world.add("ou", "People")
    told = world.add("user", NASTY, under=unit.dn, **locked("2026-11-15T09:00:00Z"))
    world.add("user", "Ended", under=unit.dn, accountExpires="2026-11-01T00:00:00Z")
    world.add("user", "Gone and disabled", under=unit.dn, userAccountControl=514, **locked("2026-11-15T09:00:00Z"))
    world.add("user", "Fine", under=unit.dn, lastLogonTimestamp="2026-11-16T08:00:00Z")
    synchronise(domain)
    return told


def made(day: date, name: str = "locked-and-expired") -> ReportRun:
    return make_reports(day, actor=None, way=WAY, names=[name], clock=lambda: NOON)[0]


def names_of(run: ReportRun) -> dict[str, str]:
    return {str(line.row.cells[0]): line.difference for line in lines_of(run, user=None)}


def test_there_are_three() -> None:
    assert set(reports()) >= {"locked-and-expired", "inactive-accounts", "helpdesk-activity"}


def test_it_lists_who_cannot_sign_in(zoe: SourceObject) -> None:
    assert names_of(made(TUESDAY)) == {NASTY: "both", "Ended": "both"}


def test_it_tells_new_and_gone(world: World, domain: Domain, zoe: SourceObject) -> None:
    made(MONDAY)
    world.change(zoe, lockoutTime=None)
    world.add("user", "Later", **locked("2026-11-17T09:00:00Z"))
    synchronise(domain)
    run = made(TUESDAY)
    assert names_of(run) == {"Later": "new", "Ended": "both", NASTY: "gone"}
    assert (run.number, run.added, run.removed) == (2, 1, 1)


def test_it_lists_who_does_not_sign_in(world: World, domain: Domain, zoe: SourceObject) -> None:
    world.add("user", "Long ago", lastLogonTimestamp="2026-08-01T08:00:00Z")
    world.add("user", "Never, old", whenCreated="2026-01-01T08:00:00Z")
    world.add("user", "Never, new", whenCreated="2026-11-10T08:00:00Z")
    synchronise(domain)
    assert set(names_of(made(TUESDAY, "inactive-accounts"))) == {"Long ago", "Never, old"}


def test_it_draws_each_night_once(zoe: SourceObject) -> None:
    for day in (MONDAY, TUESDAY, TUESDAY):
        made(day)
    chart = chart_of("locked-and-expired")
    assert [bar.number for bar in chart.bars] == [2, 2]
    assert chart.lines[0] == (12, 2)
    assert chart.bars[-1].is_last


def test_a_file_holds_no_formula(zoe: SourceObject, client_of: Callable[[User], Client], auditor: User) -> None:
    made(TUESDAY)
    answer = client_of(auditor).get(reverse("directory:report-csv", args=["locked-and-expired"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert f"'{NASTY}" in text
    assert f",{NASTY}" not in text
    assert Entry.objects.filter(event="list.exported").count() == 1


def test_an_operator_of_elsewhere_sees_no_row(
    world: World, domain: Domain, zoe: SourceObject, client_of: Callable[[User], Client], operator: User
) -> None:
    elsewhere = world.add("ou", "Elsewhere")
    synchronise(domain)
    made(TUESDAY)
    user = person("elsewhere", role="operator", scope_kind="unit", scope_key=str(elsewhere.guid))
    url = reverse("directory:report", args=["locked-and-expired"])
    assert "Ended" not in client_of(user).get(url).content.decode().split("views")[-1].split("</ul>")[-1]
    assert "Ended" in client_of(operator).get(url).content.decode()


def test_an_operator_of_elsewhere_learns_no_number(
    world: World, domain: Domain, zoe: SourceObject, client_of: Callable[[User], Client], operator: User
) -> None:
    """Neither how many rows there are for others, nor how many there were in the nights before."""
    elsewhere = world.add("ou", "Elsewhere")
    synchronise(domain)
    run = made(TUESDAY)
    user = person("elsewhere", role="operator", scope_kind="unit", scope_key=str(elsewhere.guid))
    assert run.number > 0
    assert counts_of(run, user=operator).number == run.number
    assert counts_of(run, user=user) == Counts(0, 0, 0)
    page = client_of(user).get(reverse("directory:report", args=[run.report]))
    assert page.context["chart"] is None
    assert "graph-bar" not in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("helpdesk", 403), ("operator", 200), ("stranger", 404)])
def test_reports_are_for_operators_and_auditors(
    db: None, client_of: Callable[[User], Client], request: pytest.FixtureRequest, who: str, status: int
) -> None:
    assert client_of(request.getfixturevalue(who)).get(reverse("directory:reports")).status_code == status


class Inbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802  aiosmtpd's name.
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))  # type: ignore[attr-defined]  # Envelope has no types.
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def inbox(settings: "pytest.FixtureRequest") -> Iterator[Inbox]:
    box = Inbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield box
    controller.stop()


def part(letter: Message, kind: str) -> str:
    found = next(one for one in letter.walk() if one.get_content_type() == kind)
    return bytes(found.get_payload(decode=True)).decode()


def test_it_is_mailed_to_who_subscribed(zoe: SourceObject, inbox: Inbox) -> None:
    for address, is_active in (("jana@corp.example", True), ("left@corp.example", False)):
        ReportSubscription.objects.create(report="locked-and-expired", address=address, is_active=is_active)
    ReportSubscription.objects.create(report="inactive-accounts", address="other@corp.example")
    assert send_reports([made(TUESDAY)], actor=None, way=WAY) == 1
    [(readers, letter)] = inbox.letters
    assert readers == ["jana@corp.example"]
    assert "2 accounts" in str(letter["Subject"])
    assert NASTY in part(letter, "text/plain")
    html = part(letter, "text/html")
    assert "&lt;b&gt;Zoë&lt;/b&gt;" in html
    assert "<b>Zoë" not in html
    assert 'style="' in html
    assert "<style" not in html
    assert Entry.objects.get(event="report.sent").data["to"] == ["jana@corp.example"]


def test_the_command_makes_them(zoe: SourceObject) -> None:
    said = StringIO()
    call_command("run_reports", "--date", "2026-11-17", "--mail", stdout=said)
    assert "locked-and-expired 2026-11-17: 2 rows" in said.getvalue()
    assert ReportRun.objects.filter(date=TUESDAY).count() == len(reports())
    assert Entry.objects.filter(event="report.made", way="command").count() == len(reports())
    with pytest.raises(CommandError, match="No report is called"):
        call_command("run_reports", "nonsense")


@pytest.mark.django_db
def test_a_bell_makes_one_report_for_who_asked_and_none_for_who_did_not(
    django_capture_on_commit_callbacks: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    client_of: Callable[[User], Client],
    operator: User,
) -> None:
    """A message could name anybody, so it names the entry in which somebody has asked."""
    rung: list[str] = []
    monkeypatch.setattr("directory.asking.post", lambda _task, *said: rung.extend(said))
    with django_capture_on_commit_callbacks(execute=True):
        client_of(operator).post(reverse("directory:report-run", args=["locked-and-expired"]))
    make_report(str(uuid4()))
    assert not ReportRun.objects.exists()
    make_report(rung[0])
    make_report(rung[0])
    assert [run.actor for run in ReportRun.objects.all()] == [operator]
