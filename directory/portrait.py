"""An object's facts in words, as its page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directory.groups import type_words
from directory.models import DirectoryObject, Domain, Kind
from directory.people import manager_of
from directory.states import is_locked

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value; a time instead of a value is said as people say it. `never` is said where there is none."""

    term: Text
    value: object = ""
    when: datetime | None = None
    never: Text = ""
    url: str = ""
    copy: bool = False
    ident: bool = False
    mail: bool = False
    phone: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: Text
    facts: tuple[Fact, ...]
    is_tight: bool = False


def sections_of(obj: DirectoryObject, now: datetime) -> list[Section]:
    """What the overview shows, the most asked for first."""
    match obj.kind:
        case Kind.USER:
            first = [
                Section("sign", _("Sign-in"), tuple(_sign_in(obj, now))),
                Section("person", _("Person"), tuple(_person(obj))),
            ]
        case Kind.COMPUTER:
            first = [Section("machine", _("Computer"), tuple(_machine(obj)))]
        case Kind.GROUP:
            first = [Section("group", _("Group"), tuple(_group(obj)))]
        case _:
            first = [Section("unit", _("Unit"), tuple(_unit(obj)))]
    return [*first, Section("id", _("Identifiers"), tuple(_identifiers(obj)), is_tight=True)]


def _sign_in(obj: DirectoryObject, now: datetime) -> Iterator[Fact]:
    locked = obj.locked_at if is_locked(obj, now) else None
    yield Fact(_("Locked since"), when=locked, never=_("Not locked"))
    yield Fact(_("Wrong tries"), obj.attributes.get("badPwdCount") or 0, note=_allowed(obj.domain))
    if locked:
        yield Fact(_("Unlocks by itself"), when=obj.unlocks_at, never=_("Never"))
    yield Fact(_("Last sign-in"), when=obj.last_logon_at, never=_("Never"))
    yield Fact(
        _("Password set"), when=obj.password_set_at, never=_("Must be changed") if obj.must_change else _("Never")
    )
    yield Fact(
        _("Password expires"),
        when=obj.password_expires_at,
        never=_("At the next sign-in") if obj.must_change else _("Never"),
    )
    yield Fact(_("Account ends"), when=obj.expires_at, never=_("Never"))
    enabled = _("Enabled") if obj.enabled else _("Disabled")
    yield Fact(_("Account"), enabled, note=_("privileged") if obj.is_privileged else _("not privileged"))


def _allowed(domain: Domain) -> str:
    threshold = domain.policy.get("lockoutThreshold")
    return _("%(number)s allowed") % {"number": threshold} if threshold else ""


def _person(obj: DirectoryObject) -> Iterator[Fact]:
    manager = manager_of(obj)
    yield Fact(_("Department"), obj.department)
    yield Fact(_("Title"), obj.title)
    yield _link(_("Manager"), manager)
    yield Fact(_("Office"), obj.office)
    yield Fact(_("Phone"), obj.phone, phone=True, copy=True)
    yield Fact(_("Mobile"), obj.mobile, phone=True, copy=True)
    yield Fact(_("Mail"), obj.mail, mail=True, copy=True)
    yield Fact(_("Employee number"), _said(obj, "employeeNumber") or _said(obj, "employeeID"))
    yield Fact(_("Company"), _said(obj, "company"))
    if obj.description:
        yield Fact(_("Description"), obj.description)


def _machine(obj: DirectoryObject) -> Iterator[Fact]:
    yield Fact(_("System"), _said(obj, "operatingSystem"))
    yield Fact(_("Version"), _said(obj, "operatingSystemVersion"))
    yield Fact(_("Host name"), _said(obj, "dNSHostName"), ident=True, copy=True)
    yield Fact(_("Last sign-in"), when=obj.last_logon_at, never=_("Never"))
    yield Fact(_("Password set"), when=obj.password_set_at, never=_("Never"))
    yield Fact(_("Account"), _("Enabled") if obj.enabled else _("Disabled"))
    yield _link(_("Managed by"), manager_of(obj))
    yield Fact(_("Description"), obj.description)


def _group(obj: DirectoryObject) -> Iterator[Fact]:
    yield Fact(_("Type"), type_words(obj))
    yield _link(_("Owner"), manager_of(obj))
    yield Fact(_("Mail"), obj.mail, mail=True, copy=True)
    yield Fact(_("Created"), when=obj.when_created)
    yield Fact(_("Changed"), when=obj.when_changed)
    yield Fact(_("Notes"), _said(obj, "info"))


def _unit(obj: DirectoryObject) -> Iterator[Fact]:
    yield Fact(_("Description"), obj.description)
    yield _link(_("Managed by"), manager_of(obj))
    yield Fact(_("Created"), when=obj.when_created)
    yield Fact(_("Changed"), when=obj.when_changed)


def _identifiers(obj: DirectoryObject) -> Iterator[Fact]:
    if obj.upn:
        yield Fact(_("Sign-in name"), obj.upn, ident=True, copy=True)
    if obj.sam:
        yield Fact(_("Account"), obj.sam, ident=True, copy=True)
    yield Fact("DN", obj.dn, ident=True, copy=True)
    if obj.sid:
        yield Fact("SID", obj.sid, ident=True, copy=True)
    yield Fact("GUID", str(obj.guid), ident=True, copy=True)


def _link(term: Text, other: DirectoryObject | None) -> Fact:
    return Fact(term, other.shown_name if other else "", url=other.get_absolute_url() if other else "")


def _said(obj: DirectoryObject, attribute: str) -> str:
    value = obj.attributes.get(attribute)
    return str(value) if value else ""
