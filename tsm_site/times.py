"""Times as people say them, in the reader's zone and language."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# Django's own formats spell months out or put the number first; these are short and the same in every list.
FORMATS = {
    "en": {"year": "j M Y", "day": "j M", "week": "D H:i", "time": "H:i", "exact": "j M Y, H:i:s"},
    "de": {"year": "j. M Y", "day": "j. M", "week": "D H:i", "time": "H:i", "exact": "j. M Y, H:i:s"},
}
NOW = timedelta(seconds=5)


def shaped(when: datetime, shape: str) -> str:
    """`when`, local already, in one of the shapes of FORMATS."""
    language = (get_language() or "en").split("-")[0]
    return date_format(when, FORMATS.get(language, FORMATS["en"])[shape])


def exact(when: datetime) -> str:
    return shaped(timezone.localtime(when), "exact")


def spoken(when: datetime, *, now: datetime | None = None) -> str:
    """'14 min ago', 'today, 17:00', 'Mon 16:20', '3 Nov', '12 Aug 2025'; the same forward: 'in 16 min', 'tomorrow'."""
    local = timezone.localtime(when)
    here = timezone.localtime(now)
    gap = here - local
    if abs(gap) < NOW:
        return _("now")
    if timedelta(0) < gap < timedelta(hours=3):
        return _ago(gap)
    if timedelta(0) < -gap < timedelta(hours=3):
        return _ahead(-gap)
    return _dated(local, here)


def _ago(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    if seconds < 60:
        return _("%(number)s s ago") % {"number": seconds}
    if seconds < 3600:
        return _("%(number)s min ago") % {"number": seconds // 60}
    return _("%(number)s h ago") % {"number": seconds // 3600}


def _ahead(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    if seconds < 60:
        return _("in %(number)s s") % {"number": seconds}
    if seconds < 3600:
        return _("in %(number)s min") % {"number": seconds // 60}
    return _("in %(number)s h") % {"number": seconds // 3600}


def _dated(local: datetime, here: datetime) -> str:
    days = (local.date() - here.date()).days
    if days in (-1, 0, 1):
        words = {-1: _("yesterday, %(time)s"), 0: _("today, %(time)s"), 1: _("tomorrow, %(time)s")}
        return words[days] % {"time": shaped(local, "time")}
    if -7 < days < 7:
        return shaped(local, "week")
    return shaped(local, "day" if local.year == here.year else "year")


def took(milliseconds: int) -> str:
    """'1.4 s', '34 s', '8 min', '2 h'."""
    seconds = milliseconds / 1000
    if seconds < 10:
        return _("%(number)s s") % {"number": f"{seconds:.1f}"}
    if seconds < 100:
        return _("%(number)s s") % {"number": round(seconds)}
    if seconds < 5400:
        return _("%(number)s min") % {"number": round(seconds / 60)}
    return _("%(number)s h") % {"number": round(seconds / 3600)}


def lasted(gap: timedelta) -> str:
    """How long something has lasted, in at most two units: '12 d', '3 h 12 min', '31 min'."""
    minutes = int(gap.total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("%(number)s d") % {"number": days}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return _("%(number)s min") % {"number": rest}
