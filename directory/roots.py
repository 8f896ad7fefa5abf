"""Domains as places: a unit may lie right below its domain, which is no object of the mirror."""

from accounts.models import User
from directory.models import Domain
from directory.names import fold_dn
from directory.scopes import visible_units


def roots_seen(user: User) -> list[Domain]:
    """The domains that a grant of the person reaches as a whole."""
    scope = visible_units(user)
    return [domain for domain in Domain.objects.filter(is_active=True) if scope.holds(-domain.pk)]


def is_root(domain: Domain, text: str) -> bool:
    """Whether a text names the domain itself, by its distinguished name or its DNS name."""
    plain = text.strip()
    return plain.casefold() == domain.name.casefold() or fold_dn(plain) == fold_dn(domain.base_dn)
