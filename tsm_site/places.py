"""Where one can go: the navigation, the `g` keys, the command palette and the page of keys read this one table."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.grants import LEVELS, grants_of
from accounts.models import User


@dataclass(frozen=True, slots=True)
class Rights:
    """What of the navigation concerns a person. Computed once a page."""

    directory: bool = False
    reports: bool = False
    trail: bool = False
    administration: bool = False
    level: str = ""  # the highest of their built-in sets, or "auditor", or ""


@dataclass(frozen=True, slots=True)
class Place:
    word: str | Promise
    url_name: str
    icon: str
    key: str  # `g`, then this
    group: int
    needs: str  # the right that shows it, by its name in Rights; empty: everybody

    @property
    def url(self) -> str:
        return reverse(self.url_name)


PLACES = (
    Place(_("Home"), "home", "home", "h", 1, ""),
    Place(_("Users"), "directory:users", "user", "u", 1, "directory"),
    Place(_("Groups"), "directory:groups", "users-group", "g", 1, "directory"),
    Place(_("Computers"), "directory:computers", "device-laptop", "c", 1, "directory"),
    Place(_("Units"), "directory:units", "sitemap", "o", 1, "directory"),
    Place(_("Farms"), "remoting:farms", "server-2", "f", 2, "directory"),
    Place(_("Servers"), "remoting:servers", "server", "v", 2, "directory"),
    Place(_("Sessions"), "remoting:sessions", "screen-share", "s", 2, "directory"),
    Place(_("Jobs"), "remoting:jobs", "list-check", "j", 3, "directory"),
    Place(_("Reports"), "directory:reports", "chart-bar", "r", 3, "reports"),
    Place(_("Audit"), "audit:entries", "book-2", "a", 3, "trail"),
    Place(_("Administration"), "admin:index", "settings", "m", 3, "administration"),
)
LEVEL_WORDS: dict[str, str | Promise] = {
    "": "",
    "viewer": _("Viewer"),
    "helpdesk": _("Helpdesk"),
    "operator": _("Operator"),
    "administrator": _("Administrator"),
    "auditor": _("Auditor"),
}


def rights_of(user: User) -> Rights:
    """From one query of the grants: what `accounts.grants` says, and the highest level for the words beside a name."""
    held = grants_of(user)
    levels = [grant.level for grant in held if grant.level in LEVELS]
    highest = max(levels, key=LEVELS.index, default="")
    auditor = any(grant.is_auditor for grant in held)
    administrator = any(grant.level == "administrator" and grant.is_everywhere for grant in held)
    return Rights(
        directory=any(grant.level or grant.operations for grant in held),
        reports=auditor or highest in ("operator", "administrator"),
        trail=auditor or administrator,
        administration=administrator,
        level=highest or ("auditor" if auditor else ""),
    )


def places_for(rights: Rights) -> list[Place]:
    return [place for place in PLACES if not place.needs or getattr(rights, place.needs)]
