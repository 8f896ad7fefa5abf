"""How each state is shown: a word, a colour, a shape. One table for all pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Look:
    word: str | Promise
    colour: str  # ok, warn, bad, info, wait, off
    glyph: str  # a name of tsm_site.shapes


OBJECT = {
    "active": Look(pgettext_lazy("account", "Active"), "ok", "dot"),
    "locked": Look(_("Locked"), "bad", "lock"),
    "disabled": Look(_("Disabled"), "off", "slash"),
    "expires": Look(_("Account ends soon"), "warn", "clock"),
    "expired": Look(_("Account ended"), "warn", "clock"),
    "password-expires": Look(_("Password expires"), "warn", "clock"),
    "password-expired": Look(_("Password expired"), "warn", "clock"),
    "must-change": Look(_("Must change password"), "info", "key"),
    "privileged": Look(_("Privileged"), "wait", "shield"),
    "protected": Look(_("Protected"), "wait", "shield"),
    "deleted": Look(_("Deleted"), "off", "gone"),
}
JOB = {
    "awaiting-approval": Look(_("Awaiting approval"), "wait", "pause"),
    "awaiting-secret": Look(_("Awaiting secret"), "wait", "key"),
    "queued": Look(_("Queued"), "off", "ring"),
    "running": Look(_("Running"), "info", "run"),
    "cancelling": Look(_("Cancelling"), "info", "stopping"),
    "uncertain": Look(_("Uncertain"), "warn", "query"),
    "succeeded": Look(_("Succeeded"), "ok", "check"),
    "partial": Look(_("Partial"), "warn", "half"),
    "refused": Look(_("Refused"), "bad", "stop"),
    "failed": Look(_("Failed"), "bad", "cross"),
    "cancelled": Look(_("Cancelled"), "off", "slash"),
    "expired": Look(pgettext_lazy("job", "Expired"), "off", "clock"),
    "superseded": Look(_("Superseded"), "off", "over"),
    "needs-human": Look(_("Needs a person"), "bad", "hand"),
    "preview": Look(_("Preview"), "off", "off"),
    "undone": Look(_("Undone"), "off", "undo"),
}
SESSION = {
    "active": Look(pgettext_lazy("session", "Active"), "ok", "dot"),
    "disconnected": Look(_("Disconnected"), "off", "off"),
    "idle": Look(_("Idle"), "off", "off"),
    "listening": Look(_("Listening"), "off", "ring"),
    "connected": Look(pgettext_lazy("session", "Connected"), "ok", "dot"),
}
SERVER = {
    "open": Look(pgettext_lazy("server", "Open"), "ok", "dot"),
    "draining": Look(_("Draining"), "wait", "drain"),
    "closed": Look(pgettext_lazy("server", "Closed"), "off", "slash"),
    "reachable": Look(_("Answers"), "ok", "check"),
    "unreachable": Look(_("Does not answer"), "bad", "cross"),
    "unknown": Look(_("Not asked yet"), "off", "off"),
    "warning": Look(_("Warning"), "warn", "warn"),
    "failing": Look(_("Failing"), "bad", "cross"),
    "well": Look(_("Well"), "ok", "check"),
}
CHECK = {
    "ok": Look(_("Well"), "ok", "check"),
    "warning": Look(_("Warning"), "warn", "warn"),
    "critical": Look(_("Critical"), "bad", "cross"),
    "unknown": Look(_("Not known"), "off", "off"),
}
KINDS = {"object": OBJECT, "job": JOB, "session": SESSION, "server": SERVER, "check": CHECK}


def look_of(code: str, kind: str = "object") -> Look:
    """A state that nobody drew is still shown: its code, in grey."""
    return KINDS[kind].get(code.lower(), Look(code, "off", "off"))
