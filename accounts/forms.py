"""Forms of people about themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PASSWORD = forms.PasswordInput


def zones() -> list[tuple[str, str]]:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    portal = _("As the portal (%(zone)s)") % {"zone": settings.TIME_ZONE}
    return [("", str(portal)), ("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """How the portal speaks to somebody."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=zones)

    class Meta:
        model = User
        fields = ["language", "time_zone", "theme", "single_keys"]


class TokenForm(forms.Form):
    """A new API token."""

    LIVES = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("1 year"))]

    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("Where it is used, so that you know what ends when you revoke it.")
    )
    days = forms.TypedChoiceField(label=_("Ends after"), choices=LIVES, coerce=int, initial=90)
    may_high = forms.BooleanField(
        label=_("May run operations with high impact"),
        required=False,
        help_text=_("Counts only where the grant allows it as well."),
    )

    password = forms.CharField(
        label=_("Your own password"),
        strip=False,
        widget=PASSWORD(attrs={"autocomplete": "current-password"}),
        help_text=_("As a token outlives this session. Asked once, then not for 5 minutes."),
    )

    def __init__(self, *args: Any, is_proved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_proved:
            del self.fields["password"]

    @property
    def expires_at(self) -> datetime:
        return timezone.now() + timedelta(days=self.cleaned_data["days"])


class PasswordForm(forms.Form):
    """Change of a password that the portal itself keeps."""

    old = forms.CharField(
        label=_("Password until now"), strip=False, widget=PASSWORD(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=PASSWORD(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence of your own is good, a word with a number is not."),
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=PASSWORD(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "new" in data and "again" in data and data["new"] != data["again"]:
            self.add_error("again", ValidationError(_("The two are not the same."), code="different"))
        return data


class ProofForm(forms.Form):
    """The own password once more."""

    password = forms.CharField(
        label=_("Your own password"), strip=False, widget=PASSWORD(attrs={"autocomplete": "current-password"})
    )
