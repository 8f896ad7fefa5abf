"""Accounts with rights and accounts of machines: administrators, service accounts, what every domain is born with."""

from datetime import datetime, timedelta

from remoting.simulated.population_groups import GroupGarden
from remoting.simulated.population_machines import DOMAIN
from remoting.simulated.population_planting import Planted, Value
from remoting.simulated.population_states import DISABLED, NEVER_EXPIRES, NORMAL, account_values
from remoting.simulated.seeding import random_of

# Account, name, the group that it is in, whether adminCount is set already.
_ADMINS: tuple[tuple[str, str, str, bool], ...] = (
    ("adm-anovak", "Adrian Novák (admin)", "Domain Admins", True),
    ("adm-kmensah", "Kofi Mensah (admin)", "Tier 0 administrators", True),
    ("adm-mweber", "Martina Weber (admin)", "Tier 0 administrators", True),
    ("adm-dkaya", "Deniz Kaya (admin)", "Enterprise Admins", True),
    ("adm-new", "Newly Appointed (admin)", "Tier 0 administrators", False),  # SDProp has not come by yet
    ("adm-was", "Former Admin", "", True),  # adminCount stays when somebody leaves the group
    ("adm-helpdesk", "Helpdesk Operator (admin)", "Account Operators", True),
)

# Account, what it is for, the group that it is in, service principal name.
_SERVICES: tuple[tuple[str, str, str, str], ...] = (
    ("svc-tsm", "Terminal Server Manager", "", ""),
    ("svc-backup", "Backup of all servers", "Backup Operators", ""),
    ("svc-sap", "SAP application server", "", "SAPService/sap01.corp.tsm.example"),
    ("svc-sql", "SQL Server of the finance farm", "", "MSSQLSvc/sql01.corp.tsm.example:1433"),
    ("svc-scan", "Scan to mail", "", ""),
    ("svc-print", "Print management", "Print Operators", ""),
    ("svc-crm", "CRM connector, locked again and again", "", "HTTP/crm.corp.tsm.example"),
    ("svc-old-fax", "Fax gateway, out of use", "", ""),
)


def _account(
    garden: GroupGarden, account: str, name: str, parent: Planted, values: dict[str, Value], *, rid: int
) -> Planted:
    planted = garden.ground.plant("user", name, parent, account, rid=rid)
    planted.attributes = {
        "sAMAccountName": garden.ground.free_account(account),
        "userPrincipalName": f"{account}@{DOMAIN}",
        "displayName": name,
        "primaryGroupID": 513,
        **values,
    }
    return planted


def plant_built_in(garden: GroupGarden, now: datetime) -> None:
    """Administrator, Guest and krbtgt."""
    seed, users, named = garden.ground.seed, garden.units.users, garden.by_name
    for account, rid, flags, description in (
        ("Administrator", 500, NORMAL | NEVER_EXPIRES, "Built-in account for administering the domain"),
        ("Guest", 501, NORMAL | DISABLED | NEVER_EXPIRES | 0x20, "Built-in account for guest access to the domain"),
        ("krbtgt", 502, NORMAL | DISABLED, "Key Distribution Center Service Account"),
    ):
        values = account_values("", random_of(seed, account), now)
        planted = _account(garden, account, account, users, values, rid=rid)
        planted.attributes |= {"userAccountControl": flags, "description": description, "isCriticalSystemObject": True}
        if rid != 501:
            planted.attributes["adminCount"] = 1
        if rid == 500:
            for group in (
                "Domain Admins",
                "Schema Admins",
                "Enterprise Admins",
                "Administrators",
                "Group Policy Creator Owners",
            ):
                named[group].members.append(planted.guid)
        if rid == 501:
            named["Domain Guests"].members.append(planted.guid)


def plant_admins(garden: GroupGarden, now: datetime) -> None:
    """People's second accounts with rights, most through a group within Domain Admins."""
    named = garden.by_name
    tier = garden.group("Tier 0 administrators", garden.units.admins, -2147483646, "Within Domain Admins")
    tier.attributes["adminCount"] = 1
    named["Domain Admins"].members.append(tier.guid)
    for ordinal, (account, name, group, marked) in enumerate(_ADMINS):
        planted = _account(
            garden,
            account,
            name,
            garden.units.admins,
            account_values("", random_of(garden.ground.seed, account), now),
            rid=3000 + ordinal,
        )
        if marked:
            planted.attributes["adminCount"] = 1
        if group:
            named[group].members.append(planted.guid)


def plant_services(garden: GroupGarden, now: datetime) -> None:
    """Accounts that programs sign in with: their passwords never expire."""
    for ordinal, (account, purpose, group, principal) in enumerate(_SERVICES):
        state = "locked" if account == "svc-crm" else "disabled" if account == "svc-old-fax" else "never-expires"
        planted = _account(
            garden,
            account,
            account,
            garden.units.services,
            account_values(state, random_of(garden.ground.seed, account), now),
            rid=3100 + ordinal,
        )
        planted.attributes["userAccountControl"] = NORMAL | NEVER_EXPIRES | (DISABLED if state == "disabled" else 0)
        planted.attributes["description"] = purpose
        planted.attributes["pwdLastSet"] = (now - timedelta(days=400 + 90 * ordinal)).replace(microsecond=0)
        if principal:
            planted.attributes["servicePrincipalName"] = [principal]
        if group:
            garden.by_name[group].members.append(planted.guid)
            planted.attributes["adminCount"] = 1
