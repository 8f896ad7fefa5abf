"""The help pages of operations, made from what the helpers say of themselves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import SIGNED_IN, access
from accounts.requests import TsmRequest
from remoting.catalog import documentation
from remoting.catalog.errors import MEANINGS, codes_of
from remoting.catalog.operations import COMPONENTS, Operation, catalog

KIND_WORDS = {
    "user": _("Users"),
    "group": _("Groups"),
    "ou": _("Units"),
    "computer": _("Computers"),
    "server": _("Servers"),
    "session": _("Sessions"),
    "directory": _("Domain"),
}
ROLE_WORDS = {
    "viewer": _("Viewer"),
    "helpdesk": _("Helpdesk"),
    "operator": _("Operator"),
    "administrator": _("Administrator"),
}


@access(SIGNED_IN)
@require_safe
def operations_help(request: TsmRequest) -> HttpResponse:
    """All operations by the kind of object that offers them."""
    kinds = [(KIND_WORDS[kind], _entries(kind)) for kind in COMPONENTS]
    crumbs = [(_("Keys and help"), reverse("help"))]
    context = {"crumbs": crumbs, "kinds": kinds, "count": len(catalog().offered)}
    return render(request, "remoting/operations_help.html", context)


def _entries(kind: str) -> list[tuple[Operation, object, object]]:
    found = sorted(catalog().of_kind(kind), key=lambda one: one.title)
    return [(one, ROLE_WORDS[one.role], documentation.IMPACT_NAMES[one.impact]) for one in found]


@access(SIGNED_IN)
@require_safe
def operation_help(request: TsmRequest, name: str) -> HttpResponse:
    """One operation: what it does, what it asks, who gets it, how it is called, what may go wrong."""
    operation = catalog().get(name)
    if operation is None or not operation.is_offered:
        raise Http404(name)
    context = {
        "crumbs": [(_("Keys and help"), reverse("help")), (_("Operations"), reverse("remoting:operations-help"))],
        "operation": operation,
        "kind": KIND_WORDS[operation.component],
        "role": ROLE_WORDS[operation.role],
        "impact": documentation.IMPACT_WORDS[operation.impact],
        "lines": documentation.lines_of(operation),
        "flags": documentation.flags_of(operation),
        "errors": [(code, MEANINGS[code]) for code in codes_of(operation)],
        "api": documentation.api_example(operation, request.build_absolute_uri(reverse("home"))),
        "command": documentation.command_example(operation),
    }
    return render(request, "remoting/operation_help.html", context)
