"""The tree of units."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import DIRECTORY, access
from accounts.requests import TsmRequest, show
from directory.ages import age_of_domains
from directory.models import Domain
from directory.scopes import visible_units
from directory.units import tree_of
from directory.views.opened import opened_of


@access(DIRECTORY)
@require_safe
def units_page(request: TsmRequest) -> HttpResponse:
    """Branches open and close by the address, so that a tree can be sent to somebody."""
    scope, opened = visible_units(request.user), opened_of(request)
    domains = list(Domain.objects.filter(is_active=True))
    trees = [(domain, list(tree_of(domain, scope, opened))) for domain in domains]
    shown = [(domain, branches) for domain, branches in trees if branches or scope.holds(-domain.pk)]
    context = {"trees": shown, "age": age_of_domains(domains, timezone.now())}
    return show(request, "directory/units.html#tree", context)
