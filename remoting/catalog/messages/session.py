"""Written by `./tsm catalog` from the helpers' texts: what it says of the kind "session"."""

# ruff: noqa: E501
# fmt: off
from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("A box on the user's screen. It does not wait for an answer."),
    _("Also sessions without a user: services, the console, listeners."),
    _("At once, without asking it. What was not saved is lost."),
    _("Control"),
    _("Disconnect a session."),
    _("Do not ask the user. The server's policy must allow it."),
    _("End a process in a session."),
    _("Ends all programs in it. What was not saved is lost."),
    _("How long the box stays; 0 until it is closed."),
    _("How long to wait until it is gone."),
    _("How to watch or take over a session."),
    _("Include system"),
    _("Log off a session."),
    _("Name of the process, without .exe. It must still be the one with that number."),
    _("No consent"),
    _("Number of the process."),
    _("Number of the session."),
    _("Number of the session; empty for all."),
    _("Only processes with this name, without .exe."),
    _("Only sessions of this account: name, or DOMAIN\\name."),
    _("Only the session with this number."),
    _("Process ID"),
    _("Processes of one session, or of all."),
    _("Sessions of the terminal server."),
    _("Show a message in a session."),
    _("Take over keyboard and mouse, not only watch."),
    _("The arguments for mstsc.exe on the helper's own computer, and what the server's policy says about it. Starts nothing."),
    _("The programs in it go on, and its user can connect to it again."),
    _("The text."),
    _("Title of the box."),
    _("Wait seconds"),
    _("Who is signed in, since when, from where, and for how long there was no input. The address is what the client reports of itself."),
)
