"""What a dialog asks: the form of the operation, the target, the proof, the typed name."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from audit.trail import Way
from directory.models import DirectoryObject, Domain
from directory.names import fold_dn
from directory.roots import is_root, roots_seen
from remoting.catalog.attributes import initial_from
from remoting.catalog.forms import OperationForm, form_for
from remoting.catalog.names import verb
from remoting.catalog.operations import Operation, catalog
from remoting.catalog.pickers import PickerInput, Resolve, picker_kind
from remoting.jobs.access import get_operation_for, target_to_run
from remoting.jobs.models import Job
from remoting.jobs.targets import NoSuchTarget, Target, guid_in

FIELDS_AT_ONCE = 8


class AskForm(forms.Form):
    """What the dialog asks besides the operation's own fields."""

    target = forms.CharField(required=False)
    proof = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput({"class": "form-control", "autocomplete": "current-password"}),
    )
    confirm = forms.CharField(
        required=False, widget=forms.TextInput({"class": "form-control", "autocomplete": "off", "spellcheck": "false"})
    )


@dataclass(slots=True)
class Asked:
    """A dialog on its way: the operation through its door, its target, its forms."""

    operation: Operation
    target: Target
    form: OperationForm
    extra: AskForm
    found: DirectoryObject | None = None
    problems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def lacks_target(self) -> bool:
        """Whether the dialog must still ask on which object."""
        return self.operation.needs_identity and not _has_object(self.operation, self.target)

    @property
    def target_label(self) -> str:
        """What the missing target is asked for with: the help text of Identity."""
        identity = self.operation.identity
        return (identity.about if identity else "").removesuffix(".") or _("On which")

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What must be filled in, and the fields that are used most; an edit has more than a screen of them."""
        required, optional = self.form.parts
        return [*required, *optional[: max(FIELDS_AT_ONCE - len(required), 0)]]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The others, behind a line that opens; all of them in sight where only one or two would be hidden."""
        required, optional = self.form.parts
        return [*required, *optional][len(self.first_fields) :]

    @property
    def more_is_open(self) -> bool:
        changed = self.form.changed_data if self.form.is_bound else []
        return any(field.errors or field.name in changed for field in self.more_fields)

    @property
    def wants_confirmation(self) -> str:
        """The name that must be typed before something is deleted; empty where nothing is."""
        deletes = verb(self.operation.function) == "Remove" and self.operation.impact == "High"
        return self.target.name if deletes else ""


def ask(user: User, name: str, said: Mapping[str, Any], *, way: Way, posted: QueryDict | None = None) -> Asked:
    """The dialog of an operation for what the address says. Raises Http404, NotPermitted; refusals are recorded."""
    key = str((posted or said).get("target") or said.get("target") or "")
    domain = str((posted or said).get("domain") or said.get("domain") or "")
    operation = catalog().get(name)
    if operation is not None and operation.is_of_directory and key and guid_in(key) is None:
        key = _guid_of(user, operation, key)
    target = target_to_run(user, name, key, way=way, domain=domain)
    chosen = get_operation_for(user, name, target, way=way)
    found = _object_of(target)
    resolve = resolver(user, target.domain)
    form = form_for(
        chosen,
        data=posted,
        initial=_initial(chosen, said, found, user),
        resolve=resolve,
        given=_given(chosen, said),
    )
    extra = AskForm(posted, initial={"target": key}, prefix=None)
    extra.fields["target"].widget = PickerInput(chosen.component if chosen.component != "directory" else "any")
    extra.fields["target"].widget.attrs["class"] = "form-control"
    return Asked(chosen, target, form, extra, found)


def said_again(job: Job) -> dict[str, Any]:
    """What the dialog starts with when a job is asked for once more; typed secrets are typed again."""
    keyed = {"target": job.target_key} if job.target_key else {"domain": job.domain}
    plain = {
        name: "\n".join(map(str, value)) if isinstance(value, list) else value for name, value in job.parameters.items()
    }
    return {**plain, **keyed, "reason": job.reason, "ticket": job.ticket}


def resolver(user: User, domain: str) -> Resolve:
    """Finds what a person names in a picker: by GUID, distinguished name, account, UPN or name, within the scope."""

    def resolve(kind: str, text: str) -> str | None:
        if kind == "ou" and (root := _root(user, domain, text)):
            return root.base_dn
        rows = DirectoryObject.objects.present().visible_to(user).filter(domain__name__iexact=domain)
        if kind != "any":
            rows = rows.filter(kind=kind)
        return one_of(rows, text)

    return resolve


def _root(user: User, domain: str, text: str) -> Domain | None:
    """The domain itself, where the text names it as a place and the person reaches all of it."""
    seen = (root for root in roots_seen(user) if root.name.casefold() == domain.casefold())
    return next((root for root in seen if is_root(root, text)), None)


def one_of(rows: Any, text: str) -> str | None:
    """The GUID of the one row that a text means; None where it means none, or several."""
    if guid := guid_in(text.strip()):
        found = rows.filter(guid=guid).values_list("guid", flat=True).first()
        return str(found) if found else None
    plain = text.strip()
    for lookup in (
        {"dn_fold": fold_dn(plain)},
        {"sam__iexact": plain},
        {"upn__iexact": plain},
        {"name__iexact": plain},
        {"display_name__iexact": plain},
    ):
        guids = list(rows.filter(**lookup).values_list("guid", flat=True)[:2])
        if len(guids) == 1:
            return str(guids[0])
        if guids:
            return None
    return None


def _guid_of(user: User, operation: Operation, text: str) -> str:
    """The key of a target that was typed by its name; the text itself where it means nothing, or a domain."""
    if operation.component == "directory":
        return text
    rows = DirectoryObject.objects.present().visible_to(user).filter(kind=operation.component)
    return one_of(rows, text) or text


def _has_object(operation: Operation, target: Target) -> bool:
    if operation.component == "session":
        return target.session_number is not None
    return target.guid is not None


def _object_of(target: Target) -> DirectoryObject | None:
    if target.guid is None:
        return None
    return DirectoryObject.objects.select_related("domain").filter(guid=target.guid).first()


def _initial(
    operation: Operation, said: Mapping[str, Any], found: DirectoryObject | None, user: User
) -> dict[str, Any]:
    """Fields that start with something: what the address says, and for an edit what is there now."""
    initial: dict[str, Any] = {"nonce": uuid.uuid4()}
    if found is not None:
        columns = {
            "name": found.name,
            "sAMAccountName": found.sam,
            "userPrincipalName": found.upn,
            "displayName": found.display_name,
            "mail": found.mail,
            "telephoneNumber": found.phone,
            "mobile": found.mobile,
            "description": found.description,
            "title": found.title,
            "department": found.department,
            "physicalDeliveryOfficeName": found.office,
        }
        initial |= initial_from(operation, {**found.attributes, **columns})
    for parameter in operation.fields:
        if parameter.name in said and not parameter.is_secret:
            initial[parameter.name] = said[parameter.name]
        if picker_kind(parameter) and initial.get(parameter.name):
            initial[parameter.name] = "\n".join(
                _called(each, user) for each in str(initial[parameter.name]).splitlines()
            )
    if found is not None and found.locked_at and operation.name == "reset-user-password":
        initial.setdefault("Unlock", True)  # A new password alone lets nobody in who is locked.
    return initial | {name: said[name] for name in ("reason", "ticket") if name in said}


def _called(text: str, user: User) -> str:
    """What a picker shows for an object that is known by GUID or DN: a name that means this one and no other.

    What lies out of scope stays as it was said: an address may name anything, and learns nothing by that.
    """
    guid = guid_in(text)
    key = {"guid": guid} if guid else {"dn_fold": fold_dn(text)}
    visible = DirectoryObject.objects.present().visible_to(user)
    found = visible.filter(**key).first()
    if found is None:
        return text
    rows = visible.filter(domain_id=found.domain_id)
    names = (each for each in (found.shown_name, found.name, found.sam) if each and one_of(rows, each) == found.key)
    return next(names, found.dn)


def _given(operation: Operation, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the portal fills in and nobody edits: the person that was seen in the row of a session."""
    names = {parameter.name for parameter in operation.prefilled} - {"PortalTime"}
    return {name: str(said[name]) for name in names if said.get(name)}


def problems_as_errors(asked: Asked, problems: Mapping[str, list[str]]) -> None:
    """Problems of an order onto the fields that they belong to; the rest above the form."""
    for name, sentences in problems.items():
        for sentence in sentences:
            if name in asked.form.fields:
                asked.form.add_error(name, sentence)
            elif name in asked.extra.fields:
                asked.extra.add_error(name, sentence)
            else:
                asked.problems.setdefault(name, []).append(sentence)


def check_confirmation(asked: Asked) -> bool:
    """Whether the name was typed where one must be."""
    wanted = asked.wants_confirmation
    typed = str(asked.extra.cleaned_data.get("confirm") or "").strip() if asked.extra.is_valid() else ""
    if wanted and typed != wanted.strip():
        asked.extra.add_error("confirm", _("Type the name exactly as it stands above."))
        return False
    return True


__all__ = [
    "Asked",
    "NoSuchTarget",
    "ask",
    "check_confirmation",
    "problems_as_errors",
    "resolver",
    "said_again",
]
