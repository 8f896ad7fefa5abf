"""The password policy of a domain in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.portrait import Fact


def policy_facts(policy: Mapping[str, object]) -> list[Fact]:
    length, history = _number(policy, "minLength"), _number(policy, "history")
    threshold, minutes = _number(policy, "lockoutThreshold"), _number(policy, "lockoutMinutes")
    window, youngest, oldest = (_number(policy, name) for name in ("lockoutWindowMinutes", "minAgeDays", "maxAgeDays"))
    complexity = _("Three of four kinds of characters") if policy.get("complexity") else _("Not asked for")
    return [
        Fact(_("Shortest password"), ngettext("%(n)s character", "%(n)s characters", length) % {"n": length}),
        Fact(_("Complexity"), complexity),
        Fact(_("Remembered passwords"), history or _("None")),
        Fact(_("Password lasts"), _days(oldest) if oldest else _("For ever")),
        Fact(_("Password stays at least"), _days(youngest) if youngest else _("No time")),
        Fact(_("Locks after"), ngettext("%(n)s wrong try", "%(n)s wrong tries", threshold) % {"n": threshold})
        if threshold
        else Fact(_("Locks after"), _("Never")),
        Fact(_("Unlocks by itself"), _minutes(minutes) if minutes else _("Never")),
        Fact(_("Wrong tries are forgotten after"), _minutes(window) if window else ""),
    ]


def _number(policy: Mapping[str, object], name: str) -> int:
    value = policy.get(name)
    return int(value) if isinstance(value, int | float) else 0


def _days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _minutes(number: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", number) % {"n": number}
