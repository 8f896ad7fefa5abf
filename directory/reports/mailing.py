"""Reports by mail: HTML with a text part, in the reader's language."""

from collections.abc import Iterable

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from audit.events import Event
from audit.trail import JSON, About, Way, record
from directory.models import ReportRun, ReportSubscription
from directory.reports import reports
from directory.reports.runs import GONE, NEW, lines_of

MOST_ROWS = 200  # in a mail; the page has them all


def send_reports(runs: Iterable[ReportRun], *, actor: User | None, way: Way) -> int:
    """Mail each run to those who subscribed to it; how many mails went out. One entry for each run."""
    sent = 0
    with get_connection() as connection:
        for run in runs:
            readers = list(ReportSubscription.objects.filter(report=run.report, is_active=True))
            letters = [letter_for(run, reader) for reader in readers if run.report in reports()]
            if letters:
                sent += connection.send_messages(letters) or 0
                about = About("report", str(run.pk), str(reports()[run.report].title))
                data: dict[str, JSON] = {"to": [one.address for one in readers]}
                record(Event.REPORT_SENT, actor=actor, about=about, way=way, data=data)
    return sent


def letter_for(run: ReportRun, reader: ReportSubscription) -> EmailMultiAlternatives:
    report = reports()[run.report]
    with translation.override(reader.language):
        lines = lines_of(run, user=None)
        now = [line for line in lines if line.difference != GONE]
        context = {
            "report": report,
            "run": run,
            "lines": sorted(now, key=lambda line: line.difference != NEW)[:MOST_ROWS],
            "gone": [line for line in lines if line.difference == GONE][:MOST_ROWS],
            "more": max(0, len(now) - MOST_ROWS),
            "language": reader.language,
        }
        subject = render_to_string("directory/mail/subject.txt", context).strip()
        text = render_to_string("directory/mail/report.txt", context)
        style = render_to_string("directory/mail/report.css")
        page = render_to_string("directory/mail/report.html", context)
        html = css_inline.inline(page, extra_css=style, load_remote_stylesheets=False)
    letter = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [reader.address])
    letter.attach_alternative(html, "text/html")
    return letter
