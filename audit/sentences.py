"""What an entry says, in words: who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audit.changes import Changed, attributes_of, changes_of
from audit.events import Event
from audit.links import address_of
from audit.models import Entry
from audit.vocabulary import operation_title

# With somebody or something it was done to, and without.
SENTENCES = {
    Event.SIGNED_IN: gettext_noop("%(who)s signed in"),
    Event.SIGNED_OUT: gettext_noop("%(who)s signed out"),
    Event.SIGN_IN_FAILED: gettext_noop("Sign-in as %(whom)s was refused"),
    Event.PROVED: gettext_noop("%(who)s proved who it is"),
    Event.PROOF_REFUSED: gettext_noop("%(who)s failed to prove who it is"),
    Event.PASSWORD_CHANGED: gettext_noop("%(who)s changed the own password"),
    Event.TOKEN_MADE: gettext_noop("%(who)s made the API token %(whom)s"),
    Event.TOKEN_REVOKED: gettext_noop("%(who)s revoked the API token %(whom)s"),
    Event.REFUSED: gettext_noop("%(who)s was refused %(whom)s"),
    Event.REQUESTED: gettext_noop("%(who)s asked for “%(what)s” on %(whom)s"),
    Event.STARTED: gettext_noop("“%(what)s” on %(whom)s started"),
    Event.FINISHED: gettext_noop("%(who)s: “%(what)s” on %(whom)s"),
    Event.OPERATION_REFUSED: gettext_noop("%(who)s was refused “%(what)s” on %(whom)s"),
    Event.CANCELLED: gettext_noop("%(who)s cancelled “%(what)s” on %(whom)s"),
    Event.SETTLED: gettext_noop("%(who)s settled “%(what)s” on %(whom)s by hand"),
    Event.REVEALED: gettext_noop("%(who)s saw the secret of “%(what)s” on %(whom)s"),
    Event.CONFIGURED: gettext_noop("%(who)s changed the configuration: %(whom)s"),
    Event.SYNCHRONISED: gettext_noop("%(whom)s was synchronised"),
    Event.REPORT_MADE: gettext_noop("The report %(whom)s was made"),
    Event.REPORT_SENT: gettext_noop("The report %(whom)s was sent"),
    Event.EXPORTED: gettext_noop("%(who)s took out %(whom)s"),
    Event.RESULTS_DELETED: gettext_noop("What was kept long enough was deleted"),
}
# What happens most has a verb of its own.
DONE = {
    "unlock-user": gettext_noop("%(who)s unlocked %(whom)s"),
    "reset-user-password": gettext_noop("%(who)s set a new password for %(whom)s"),
    "enable-user": gettext_noop("%(who)s enabled %(whom)s"),
    "disable-user": gettext_noop("%(who)s disabled %(whom)s"),
    "disable-leaver": gettext_noop("%(who)s closed the account of %(whom)s"),
    "move-user": gettext_noop("%(who)s moved %(whom)s"),
    "rename-user": gettext_noop("%(who)s renamed %(whom)s"),
    "remove-user": gettext_noop("%(who)s deleted %(whom)s"),
    "restore-user": gettext_noop("%(who)s restored %(whom)s"),
    "set-user": gettext_noop("%(who)s edited %(whom)s"),
    "add-group-member": gettext_noop("%(who)s added members to %(whom)s"),
    "remove-group-member": gettext_noop("%(who)s removed members from %(whom)s"),
    "set-group": gettext_noop("%(who)s edited %(whom)s"),
    "remove-group": gettext_noop("%(who)s deleted %(whom)s"),
    "enable-computer": gettext_noop("%(who)s enabled %(whom)s"),
    "disable-computer": gettext_noop("%(who)s disabled %(whom)s"),
    "remove-computer": gettext_noop("%(who)s deleted %(whom)s"),
    "remove-ou": gettext_noop("%(who)s deleted %(whom)s"),
    "get-laps-password": gettext_noop("%(who)s read the administrator's password of %(whom)s"),
    "get-bitlocker-key": gettext_noop("%(who)s read recovery keys of %(whom)s"),
    "restart-server": gettext_noop("%(who)s restarted %(whom)s"),
    "stop-session": gettext_noop("%(who)s logged off %(whom)s"),
    "disconnect-session": gettext_noop("%(who)s disconnected %(whom)s"),
    "send-session-message": gettext_noop("%(who)s sent a message to %(whom)s"),
}
PREVIEWED = gettext_noop("%(who)s previewed “%(what)s” on %(whom)s")
NOTHING_TO_CHANGE = gettext_noop("%(who)s: “%(what)s” on %(whom)s, nothing to change")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as pages show it."""

    entry: Entry
    who: str
    what: str
    whom: str
    sentence: str
    url: str  # of what it is about, "" where there is no page
    changed: tuple[str, ...]  # names of the attributes
    changes: tuple[Changed, ...]


def told(entry: Entry) -> Told:
    """The entry in the words of the language that is active."""
    who, what, whom = who_of(entry), what_of(entry), whom_of(entry)
    changes = changes_of(entry)
    sentence = _(pattern_of(entry, changes)) % {"who": who, "what": what, "whom": whom}
    return Told(entry, who, what, whom, sentence, address_of(entry), attributes_of(changes), changes)


def pattern_of(entry: Entry, changes: tuple[Changed, ...]) -> str:
    if entry.data.get("preview") is True or entry.outcome == "preview":
        return PREVIEWED
    if entry.event == Event.FINISHED and entry.outcome == "succeeded":
        if changes and not any(changed.applied for changed in changes):
            return NOTHING_TO_CHANGE
        if entry.operation in DONE and entry.about_name:
            return DONE[entry.operation]
    if entry.event in Event.values:
        return SENTENCES[Event(entry.event)]
    return "%(who)s: %(what)s, %(whom)s"


def who_of(entry: Entry) -> str:
    if entry.actor_name:
        return entry.actor_name
    return _("Somebody") if entry.event == Event.SIGN_IN_FAILED else _("TSM")


def what_of(entry: Entry) -> str:
    """The operation's title, or what kind of event it is."""
    if not entry.operation:
        return str(Event(entry.event).label) if entry.event in Event.values else entry.event
    return operation_title(entry.operation)


def whom_of(entry: Entry) -> str:
    name = entry.about_name or entry.about_key
    if name:
        return name
    return _("a name that nobody has") if entry.event == Event.SIGN_IN_FAILED else entry.about_domain or _("TSM")
