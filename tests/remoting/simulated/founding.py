"""A bare domain, as it is right after its first domain controller."""

from datetime import UTC, datetime
from uuid import uuid4

from remoting.simulated.embedded_rows import derive
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject
from remoting.simulated.names import join_dn

SID = "S-1-5-21-1004336348-1177238915-682003330"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_GLOBAL, _UNIVERSAL, _BUILTIN = -2147483646, -2147483640, -2147483643
_GROUPS = {
    "Domain Admins": (512, _GLOBAL, "Designated administrators of the domain"),
    "Domain Users": (513, _GLOBAL, "All domain users"),
    "Domain Guests": (514, _GLOBAL, "All domain guests"),
    "Domain Computers": (515, _GLOBAL, "All workstations and servers joined to the domain"),
    "Domain Controllers": (516, _GLOBAL, "All domain controllers in the domain"),
    "Schema Admins": (518, _UNIVERSAL, "Designated administrators of the schema"),
}
_BUILTIN_GROUPS = {"Administrators": 544, "Account Operators": 548, "Remote Desktop Users": 555}
_ACCOUNTS = {"Administrator": (500, 0x10200), "Guest": (501, 0x10222), "krbtgt": (502, 0x202)}


def found_domain(dns_name="lab.tsm.test", *, recycle_bin=True, threshold=0):
    """A domain with its built-in units, groups, accounts and the domain controller DC1."""
    base = ",".join(f"DC={part}" for part in dns_name.split("."))
    domain = SimulatedDomain.objects.create(
        dns_name=dns_name,
        netbios=dns_name.split(".")[0].upper(),
        base_dn=base,
        sid=SID,
        recycle_bin=recycle_bin,
        policy={"lockoutThreshold": threshold},
    )

    def made(kind, name, parent=None, sid=None, **attributes):
        row = SimulatedObject(
            domain=domain, guid=uuid4(), kind=kind, name=name, parent=parent, sid=sid, attributes=attributes,
            dn=join_dn(kind, name, parent.dn) if parent else base, usn_created=1, usn_changed=1,
            when_created=NOW, when_changed=NOW,
        )  # fmt: skip
        derive(row)
        row.save()
        return row

    plant(made)
    return domain


def plant(made):
    """What is built in."""
    root = made("domainDNS", "lab")
    users, builtin = made("container", "Users", root), made("builtinDomain", "Builtin", root, "S-1-5-32")
    made("container", "Computers", root)
    controllers = made("ou", "Domain Controllers", root, isCriticalSystemObject=True)
    critical = {"isCriticalSystemObject": True}
    groups = {}
    for name, (rid, kind, about) in _GROUPS.items():
        values = {"sAMAccountName": name, "groupType": kind, "description": about}
        groups[name] = made("group", name, users, f"{SID}-{rid}", **critical, **values)
    for name, rid in _BUILTIN_GROUPS.items():
        values = {"sAMAccountName": name, "groupType": _BUILTIN}
        groups[name] = made("group", name, builtin, f"S-1-5-32-{rid}", **critical, **values)
    for name, (rid, flags) in _ACCOUNTS.items():
        values = {"sAMAccountName": name, "userAccountControl": flags, "primaryGroupID": 513, "pwdLastSet": 0}
        groups[name] = made("user", name, users, f"{SID}-{rid}", **critical, **values)
    values = {"sAMAccountName": "DC1$", "userAccountControl": 0x82000, "primaryGroupID": 516}
    made("computer", "DC1", controllers, f"{SID}-1000", **critical, **values)
    for group, member in (("Domain Admins", "Administrator"), ("Administrators", "Domain Admins")):
        SimulatedLink.objects.create(group=groups[group], member=groups[member], at=NOW, usn=1)
