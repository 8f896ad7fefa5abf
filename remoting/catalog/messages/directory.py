"""Written by `./tsm catalog` from the helpers' texts: what it says of the kind "directory"."""

# ruff: noqa: E501
# fmt: off
from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("Another name. The old one, where empty."),
    _("Capital letters."),
    _("Digit"),
    _("Digits."),
    _("Exclude look alike"),
    _("Find deleted users that can be restored."),
    _("From the cryptographic random numbers of the system. Either characters of the classes chosen, each at least once, or a phrase of made-up words that can be said over the telephone."),
    _("Leave out characters that are taken for one another, such as O and 0."),
    _("Lower"),
    _("Make a phrase of words instead."),
    _("Make a random password."),
    _("Number of characters. Not used for a phrase."),
    _("Number of words in a phrase."),
    _("OU to restore to. The OU that the user was in, where empty."),
    _("Phrase"),
    _("Punctuation that is on every keyboard layout."),
    _("Restore a deleted user."),
    _("Small letters."),
    _("Symbol"),
    _("Upper"),
    _("With the recycle bin of the directory the user comes back whole; without it only the account and its SID, disabled and without groups."),
    _("Words"),
    _("Words to look for in name and account name."),
    _("objectGUID, SID or account name of the deleted user."),
)
