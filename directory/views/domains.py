"""The page of a domain: its password policy, and how far its mirror is."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import ADMINISTRATOR, DIRECTORY, access
from accounts.grants import is_administrator
from accounts.requests import TsmRequest, show, wants_part
from accounts.ways import way_of
from directory.ages import age_of_domains
from directory.asking import ask_synchronise
from directory.models import DirectoryObject, Domain, Kind, Synchronisation
from directory.policies import policy_facts
from directory.scopes import visible_units

LATEST = 5


@access(DIRECTORY)
@require_safe
def domain_page(request: TsmRequest, name: str) -> HttpResponse:
    return render(request, "directory/domain.html", _context(request, _domain_for(request, name)))


@access(DIRECTORY)
@require_safe
def domain_mirror(request: TsmRequest, name: str) -> HttpResponse:
    """How far the mirror is: polls itself while a run is under way."""
    domain = _domain_for(request, name)
    if not wants_part(request):
        return redirect("directory:domain", name)
    return show(request, "directory/domain.html#mirror", _context(request, domain))


@access(ADMINISTRATOR)
@require_POST
def domain_synchronise(request: TsmRequest, name: str) -> HttpResponse:
    domain = _domain_for(request, name)
    full = request.POST.get("everything") == "yes"
    with transaction.atomic():
        ask_synchronise(domain, full=full, actor=request.user, way=way_of(request))
    if wants_part(request):
        return show(request, "directory/domain.html#mirror", _context(request, domain) | {"is_asked": True})
    messages.info(request, _("The synchronisation was asked for."))
    return redirect("directory:domain", name)


def _domain_for(request: TsmRequest, name: str) -> Domain:
    """A domain of which the person may see a part."""
    domain = Domain.objects.filter(name__iexact=name, is_active=True).first()
    scope = visible_units(request.user)
    if domain is None or not (
        scope.everywhere or DirectoryObject.objects.filter(domain=domain, place__in=scope.places).exists()
    ):
        raise Http404(_("There is no such domain in your scope."))
    return domain


def _context(request: TsmRequest, domain: Domain) -> dict[str, Any]:
    runs = list(Synchronisation.objects.of(domain)[:LATEST])
    present = DirectoryObject.objects.present().visible_to(request.user).filter(domain=domain)
    return {
        "domain": domain,
        "age": age_of_domains([domain], timezone.now()),
        "facts": policy_facts(domain.policy),
        "runs": runs,
        "running": runs[0] if runs and runs[0].is_running else None,
        "may_synchronise": is_administrator(request.user),
        "counts": [(kind, present.of_kind(kind).count()) for kind in Kind],
    }
