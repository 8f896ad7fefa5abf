"""Tags and filters of all pages: `{% load tsm %}`."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tsm_site.spelling import Letter, spell
from tsm_site.states import look_of
from tsm_site.times import exact, lasted, shaped, spoken, took

register = template.Library()

KIND_WORDS = {
    "user": _("Users"),
    "group": _("Groups"),
    "ou": _("Units"),
    "computer": _("Computers"),
    "server": _("Servers"),
    "session": _("Sessions"),
    "directory": _("Domains"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline icon of the sprite. Decorative: a word stands beside it or in `aria-label`."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("sprite.svg"), name)


@register.simple_tag
def glyph(name: str, extra: str = "") -> SafeString:
    """The shape of a state. `extra`: more classes."""
    # What turns is the picture, as the sheet does not reach into the sprite.
    classes = " ".join(part for part in ("glyph", "glyph-turn" if name == "run" else "", extra) if part)
    url = static("sprite.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#g-{}"/></svg>', classes, url, name)


@register.inclusion_tag("components/state.html")
def state(
    code: str, kind: str = "object", word: str = "", *, loud: bool = False, stale: bool = False
) -> dict[str, Any]:
    """`{% state "locked" %}`, `{% state job.state kind="job" loud=True %}`: word, colour and shape of a known state.

    kind: object, job, session, server. word: said instead of the table's. stale: in grey, as the fact is old.
    """
    look = look_of(code, kind)
    return {"word": word or look.word, "colour": "off" if stale else look.colour, "glyph": look.glyph, "loud": loud}


@register.simple_tag
def ago(when: datetime | None, empty: str = "–") -> SafeString | str:
    """A time as people say it; the exact one on hover and in `datetime`."""
    if when is None:
        return empty
    # The script of the page lets what is young grow older; "data-age" asks it to.
    grows = "data-age" if timedelta(0) <= now() - when < timedelta(hours=3) else ""
    return format_html(
        '<time class="when" datetime="{}" title="{}" {}>{}</time>', when.isoformat(), exact(when), grows, spoken(when)
    )


@register.simple_tag
def moment(when: datetime | None, shape: str = "exact", empty: str = "–") -> SafeString | str:
    """A time as date and clock. shape: exact, year, day, week, time."""
    if when is None:
        return empty
    from_zone = exact(when)
    text = from_zone if shape == "exact" else shaped(localtime(when), shape)
    return format_html('<time class="when" datetime="{}" title="{}">{}</time>', when.isoformat(), from_zone, text)


@register.filter
def duration(milliseconds: int | None) -> str:
    """Milliseconds as '1.4 s'; a dash where there are none."""
    return "–" if milliseconds is None else took(milliseconds)


@register.filter(name="lasted")
def lasted_words(gap: timedelta | None) -> str:
    """A span of time as '3 h 12 min'; nothing where it is not known."""
    return "" if gap is None else lasted(gap)


@register.filter
def grouped(number: int) -> str:
    """A count in the reader's way: 2,014 or 2.014."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter(name="spell")
def spell_phonetic(secret: str) -> list[Letter]:
    """A secret, letter by letter, in the reader's language."""
    return spell(secret, get_language() or "en")


@register.simple_tag(takes_context=True)
def here(context: RequestContext, url: str) -> SafeString | str:
    """`aria-current` for a link of the navigation whose page, or a page below it, is open."""
    path = context["request"].path
    inside = path == url or (url.count("/") > 1 and path.startswith(url))
    return format_html('aria-current="{}"', "page") if inside else ""


@register.filter
def kind_word(kind: str) -> str | Promise:
    """The word of the pages for a kind of target, many of them."""
    return KIND_WORDS.get(kind, kind)
