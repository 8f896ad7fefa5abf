"""Where the page of what an entry is about lies. Names of addresses only: later rooms are not known here."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from audit.models import Entry

DIRECTORY_KINDS = ("user", "group", "computer", "ou")
BY_KEY = {
    "server": "remoting:server",
    "farm": "remoting:farm",
    "directory": "directory:domain",
    "report": "directory:report",
}


def address_of(entry: Entry) -> str:
    """The page of the thing, "" where there is none."""
    if not entry.about_key:
        return ""
    if entry.about_kind in DIRECTORY_KINDS:
        return address("directory:object", entry.about_key)
    if entry.about_kind == "session":
        return address("remoting:server", entry.about_key.partition("/")[0])
    return address(BY_KEY.get(entry.about_kind, ""), entry.about_key)


def address_of_job(entry: Entry) -> str:
    return address("remoting:job", entry.job) if entry.job else ""


def address(name: str, key: object) -> str:
    try:
        return reverse(name, args=[key]) if name else ""
    except NoReverseMatch:
        return ""
