"""A small company in a bare domain: what most tests of operations start from."""

import copy
import hashlib
import json
from datetime import UTC, datetime
from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder

from remoting.simulated.embedded_rows import derive
from remoting.simulated.models import (
    SimulatedCall,
    SimulatedDomain,
    SimulatedLink,
    SimulatedObject,
    SimulatedPassword,
)
from remoting.simulated.names import join_dn
from tests.remoting.simulated.founding import found_domain
from tests.remoting.simulated.wire import Clock, wire_on

BASE = "DC=lab,DC=tsm,DC=test"
STAFF, LEAVERS, OFFICE = f"OU=Staff,{BASE}", f"OU=Leavers,{BASE}", f"OU=Office,OU=Staff,{BASE}"
GOOD = "Sup3r-Secret.42"
NOW = datetime(2026, 3, 2, 10, 10, tzinfo=UTC)  # by when the world has been built
TWIN = "twin@lab.tsm.test"  # names two objects of each kind


_built = {}
_TABLES = (SimulatedDomain, SimulatedObject, SimulatedLink, SimulatedPassword, SimulatedCall)


def small_world(*, recycle_bin=True):
    """Units, groups, people in every state and computers. The wire of an engine over it."""
    return copied(lambda: build(recycle_bin=recycle_bin), key=f"small, {recycle_bin}")


def copied(builder, *, key):
    """What a builder makes: built once, then copied. The wire of an engine over it."""
    if key not in _built:
        builder()
        _built[key] = [(model, list(model.objects.order_by("pk"))) for model in _TABLES]
        clear()
    for model, rows in _built[key]:
        model.objects.bulk_create(copy.copy(one) for one in rows)
    return wire_on(SimulatedDomain.objects.get(), clock=Clock(NOW))


def clear():
    for model in reversed(_TABLES):
        model.objects.all().delete()


def build(*, recycle_bin):
    """The same by operations."""
    wire = wire_on(found_domain(threshold=3, recycle_bin=recycle_bin))
    for name, path in (("Staff", BASE), ("Leavers", BASE), ("Office", STAFF)):
        wire.do("New-TsmOU", Name=name, Path=path, Protected=False)
    for name in ("engines", "outer", "spare"):
        wire.do("New-TsmGroup", Name=name, Path=STAFF)
    user = {"Path": STAFF, "Password": GOOD, "MustChange": False}
    wire.do("New-TsmUser", Name="Ada Lovelace", SamAccountName="ada", GivenName="Ada", Groups=["engines"], **user)
    wire.do("New-TsmUser", Name="Zoe", SamAccountName="zoe", Manager="ada", Title="Clerk", **user)
    wire.do("New-TsmUser", Name="Off", SamAccountName="off", Enabled=False, **user)
    wire.do("New-TsmUser", Name="Ends", SamAccountName="ends", AccountExpires="2031-01-02T03:04:05Z", **user)
    wire.do("New-TsmUser", Name="Gone", SamAccountName="gone", Groups=["spare"], **user)
    wire.do("Remove-TsmUser", Identity="gone")
    wire.do("Add-TsmGroupMember", Identity="outer", Members=["engines"])
    wire.do("New-TsmComputer", Name="TS01", Path=STAFF)
    wire.do("New-TsmComputer", Name="TS02", Path=STAFF, Enabled=False)
    assert wire.directory.lock_out(row("zoe").guid)
    return wire


def row(account):
    return SimulatedObject.objects.get(sam_key=account, deleted_at=None)


def set_raw(found, **attributes):
    """Give attributes that no operation gives, such as adminCount."""
    found.attributes |= attributes
    derive(found)
    found.save()


def add_twins():
    """Two objects of each kind that answer to TWIN: by account name and by UPN, computers both by account name."""
    domain, parent = SimulatedDomain.objects.get(), row("ada").parent
    for kind in ("user", "group", "computer", "ou"):
        for attribute in ("sAMAccountName", "userPrincipalName"):
            name = f"twin {kind} {attribute}"
            twin = SimulatedObject(
                domain=domain, guid=uuid4(), kind=kind, name=name, dn=join_dn(kind, name, parent.dn), parent=parent,
                usn_created=1, usn_changed=1, when_created=NOW, when_changed=NOW, attributes={attribute: TWIN},
            )  # fmt: skip
            if kind == "computer":
                twin.attributes = {"sAMAccountName": f"{TWIN}$"}
            derive(twin)
            twin.save()


def state_of_world():
    """A digest of all that is kept, but for the journal."""
    kept = (SimulatedDomain, SimulatedObject, SimulatedLink, SimulatedPassword)
    tables = [list(model.objects.order_by("pk").values()) for model in kept]
    return hashlib.sha256(json.dumps(tables, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def kept_calls():
    return SimulatedCall.objects.count()
