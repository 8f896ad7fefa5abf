"""Columns of the lists, and how a cell is written on the page and in a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.groups import type_words
from directory.models import DirectoryObject, Kind
from directory.shown import place_of

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """`look` is the class that hides it on narrow screens; `sort` the column of the mirror, empty: not sorted by."""

    name: str
    label: str | Promise
    value: Callable[[DirectoryObject], Value]
    look: str = "from-lg"
    sort: str = ""
    is_ident: bool = False
    is_number: bool = False
    is_muted: bool = False

    @property
    def classes(self) -> str:
        return " ".join(part for part in (self.look, "num" if self.is_number else "") if part)


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    value: Value

    @property
    def is_time(self) -> bool:
        return isinstance(self.value, datetime)


def _said(attribute: str) -> Callable[[DirectoryObject], Value]:
    return lambda obj: str(obj.attributes.get(attribute) or "")


def _time(name: str, label: Promise, value: Callable[[DirectoryObject], Value], look: str, sort: str) -> Column:
    return Column(name, label, value, look, sort, is_number=True, is_muted=True)


ACCOUNT = Column("account", _("Account"), lambda obj: obj.sam, "from-md", "sam", is_ident=True)
TITLE = Column("title", _("Title"), lambda obj: obj.title, "from-lg", "title")
DEPARTMENT = Column("department", _("Department"), lambda obj: obj.department, "from-lg", "department")
OFFICE = Column("office", _("Office"), lambda obj: obj.office, "from-lg", "office")
UNIT = Column("unit", _("Unit"), place_of, "from-xl", is_muted=True)
PHONE = Column("phone", _("Phone"), lambda obj: obj.phone, "from-lg")
MAIL = Column("mail", _("Mail"), lambda obj: obj.mail, "from-lg", "mail")
SEEN = _time("seen", _("Last sign-in"), lambda obj: obj.last_logon_at, "from-md", "last_logon_at")
SET = _time("set", _("Password set"), lambda obj: obj.password_set_at, "from-lg", "password_set_at")
DUE = _time("due", _("Password expires"), lambda obj: obj.password_expires_at, "from-lg", "password_expires_at")
ENDS = _time("ends", _("Account ends"), lambda obj: obj.expires_at, "from-lg", "expires_at")
MADE = _time("made", _("Created"), lambda obj: obj.when_created, "from-lg", "when_created")
TYPE = Column("type", _("Type"), type_words, "from-md")
DESCRIPTION = Column("description", _("Description"), lambda obj: obj.description, "from-lg", is_muted=True)
SYSTEM = Column("system", _("System"), _said("operatingSystem"), "from-md")
HOST = Column("host", _("Host name"), _said("dNSHostName"), "from-lg", is_ident=True)
MEMBERS = Column("members", _("Members"), lambda obj: getattr(obj, "members", 0), "from-sm", is_number=True)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    Kind.USER: (ACCOUNT, TITLE, DEPARTMENT, OFFICE, PHONE, MAIL, UNIT, SEEN, SET, DUE, ENDS, MADE),
    Kind.GROUP: (TYPE, MEMBERS, ACCOUNT, DESCRIPTION, MAIL, UNIT, MADE),
    Kind.COMPUTER: (ACCOUNT, SYSTEM, HOST, DESCRIPTION, UNIT, SEEN, SET, MADE),
}
AT_FIRST: Mapping[str, tuple[str, ...]] = {
    Kind.USER: ("account", "title", "unit", "seen", "set"),
    Kind.GROUP: ("type", "members", "description", "unit"),
    Kind.COMPUTER: ("system", "description", "unit", "seen"),
}
