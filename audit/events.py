"""The kinds of entries in the trail. Values are stable: they are kept for ever and read by other programs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """What an entry tells; the label is the words of a list's column."""

    SIGNED_IN = "session.started", _("Signed in")
    SIGNED_OUT = "session.ended", _("Signed out")
    SIGN_IN_FAILED = "session.refused", _("Sign-in refused")
    PROVED = "identity.proved", _("Proved identity")
    PROOF_REFUSED = "identity.refused", _("Proof of identity refused")
    PASSWORD_CHANGED = "password.changed", _("Changed own password")
    TOKEN_MADE = "token.made", _("Made an API token")
    TOKEN_REVOKED = "token.revoked", _("Revoked an API token")
    REFUSED = "access.refused", _("Access refused")
    REQUESTED = "operation.requested", _("Asked for")
    STARTED = "operation.started", _("Started")
    FINISHED = "operation.finished", _("Finished")
    OPERATION_REFUSED = "operation.refused", _("Refused")
    CANCELLED = "operation.cancelled", _("Cancelled")
    SETTLED = "operation.settled", _("Settled by a person")
    REVEALED = "secret.revealed", _("Saw a secret")
    CONFIGURED = "configuration.changed", _("Changed the configuration")
    SYNCHRONISED = "directory.synchronised", _("Synchronised")
    REPORT_MADE = "report.made", _("Made a report")
    REPORT_SENT = "report.sent", _("Sent a report")
    EXPORTED = "list.exported", _("Took a list out")
    RESULTS_DELETED = "retention.deleted", _("Deleted what was kept long enough")
