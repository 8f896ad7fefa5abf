"""Fetching one object for a person, and who stands beside it."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.requests import TsmRequest
from audit.trail import About
from directory.models import DirectoryObject
from directory.names import fold_dn
from directory.queries import parse


def get_object_for(request: TsmRequest, guid: UUID) -> DirectoryObject:
    """The object, deleted or not, where the person may see it; else there is none, and the try is recorded."""
    obj = DirectoryObject.objects.select_related("domain", "unit__unit").filter(guid=guid).first()
    if obj is None or not DirectoryObject.objects.visible_to(request.user).filter(pk=obj.pk).exists():
        about = About(obj.kind if obj else "object", str(guid), obj.name if obj else "", obj.domain.name if obj else "")
        refuse(request, why=_("There is nothing with this GUID in your scope."), about=about)
    return obj


def manager_of(obj: DirectoryObject) -> DirectoryObject | None:
    """Who the object's manager or owner is, by the DN that it names."""
    dn = obj.attributes.get("manager") or obj.attributes.get("managedBy")
    if not isinstance(dn, str):
        return None
    return DirectoryObject.objects.present().filter(domain=obj.domain_id, dn_fold=fold_dn(dn)).first()


def resolve(kind: str, text: str, *, user: User) -> UUID | None:
    """The GUID of what somebody named by GUID, DN, SID or account name, where it is one thing that they may see.

    `kind` is user, group, computer, ou or any. A name that several have in one scope is nobody.
    """
    found = DirectoryObject.objects.present().visible_to(user)
    if kind != "any":
        found = found.of_kind(kind)
    query = parse(text)
    if query.shape == "words":
        account = text.strip()
        named = found.filter(sam__in=[account, f"{account}$"]) | found.filter(upn__iexact=account)
        named = named if named.exists() else found.filter(sam__iexact=account)
        named = named if named.exists() or not account else found.filter(name=account)
    else:
        named = found.filter(**{{"dn": "dn_fold"}.get(query.shape, query.shape): query.keys[0]})
    guids = list(named.values_list("guid", flat=True)[:2])
    return guids[0] if len(guids) == 1 else None
