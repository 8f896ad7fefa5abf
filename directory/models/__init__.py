"""The rows of the directory room."""

from directory.models.bindings import EndedPerson
from directory.models.domains import Credential, Domain
from directory.models.objects import DirectoryObject, Kind, LooseMember, Membership
from directory.models.search import HeavyStart, Misspelling, Token, Word
from directory.models.synchronisations import Synchronisation, SynchronisationState
from directory.reports.models import ReportRun, ReportSubscription

__all__ = [
    "Credential",
    "DirectoryObject",
    "Domain",
    "EndedPerson",
    "HeavyStart",
    "Kind",
    "LooseMember",
    "Membership",
    "Misspelling",
    "ReportRun",
    "ReportSubscription",
    "Synchronisation",
    "SynchronisationState",
    "Token",
    "Word",
]
