"""The one way to write into the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser

from audit.events import Event
from audit.models import Entry
from audit.plain import JSON, plain_data, plain_text

__all__ = ["JSON", "NOTHING", "About", "Way", "record"]


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about; all text, so that the trail knows no other room."""

    kind: str = ""  # user, group, computer, ou, directory, server, session, role, token, …
    key: str = ""  # GUID, server/session/number, primary key
    name: str = ""
    domain: str = ""


NOTHING = About()


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody came in."""

    kind: str  # "page" | "api" | "command" | "schedule" | "system"
    address: str = ""  # IP
    token: str = ""  # name of the API token
    account: str = ""  # operating system's account on the command line


def record(
    event: Event,
    *,
    actor: AbstractBaseUser | None,
    about: About = NOTHING,
    way: Way,
    operation: str = "",
    job: UUID | None = None,
    reason: str = "",
    ticket: str = "",
    outcome: str = "",
    data: Mapping[str, JSON] | None = None,
    actor_name: str = "",
) -> Entry:
    """Append one entry in the transaction that the caller has open; the caller keeps secrets out of `data`.

    `data` may hold `changes` (records with `before` and `after`), or `before` and `after`: shown as a table.
    """
    entry = Entry(
        event=event,
        actor_id=actor.pk if actor is not None else None,
        actor_name=plain_text(actor_name or str(actor or ""), 200),
        way=plain_text(way.kind, 20),
        address=plain_text(way.address, 64),
        token=plain_text(way.token, 200),
        account=plain_text(way.account, 200),
        about_kind=plain_text(about.kind, 40),
        about_key=plain_text(about.key, 400),
        about_name=plain_text(about.name, 400),
        about_domain=plain_text(about.domain, 255),
        operation=plain_text(operation, 100),
        job=job,
        reason=plain_text(reason),
        ticket=plain_text(ticket, 200),
        outcome=plain_text(outcome, 40),
        data=plain_data(data or {}),
    )
    entry.words = words_of(entry)
    entry.save()
    return entry


def words_of(entry: Entry) -> str:
    """What a search in the trail looks through, in small letters."""
    parts = (
        entry.actor_name,
        entry.about_name,
        entry.about_key,
        entry.about_domain,
        entry.operation,
        entry.ticket,
        entry.reason,
        entry.address,
        entry.token,
        entry.account,
    )
    return plain_text(" ".join(part for part in parts if part).casefold())
