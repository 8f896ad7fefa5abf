"""Groups: well-known ones, and those of the company, nested five deep from team to resource."""

from collections.abc import Iterable

from remoting.simulated.population_machines import FARMS
from remoting.simulated.population_people import Person
from remoting.simulated.population_places import DEPARTMENTS, LOCATIONS
from remoting.simulated.population_planting import Ground, Planted
from remoting.simulated.population_units import Units
from remoting.simulated.seeding import share_of

GLOBAL, LOCAL, UNIVERSAL, MAIL, BUILTIN = -2147483646, -2147483644, -2147483640, 8, -2147483643

_WELL_KNOWN: tuple[tuple[str, int, int, str], ...] = (
    ("Domain Admins", 512, GLOBAL, "Designated administrators of the domain"),
    ("Domain Users", 513, GLOBAL, "All domain users"),
    ("Domain Guests", 514, GLOBAL, "All domain guests"),
    ("Domain Computers", 515, GLOBAL, "All workstations and servers joined to the domain"),
    ("Domain Controllers", 516, GLOBAL, "All domain controllers in the domain"),
    ("Schema Admins", 518, UNIVERSAL, "Designated administrators of the schema"),
    ("Enterprise Admins", 519, UNIVERSAL, "Designated administrators of the enterprise"),
    ("Group Policy Creator Owners", 520, GLOBAL, "Members can modify group policy for the domain"),
    ("Protected Users", 525, GLOBAL, "Members get additional protections against authentication threats"),
)
_BUILTIN: tuple[tuple[str, int, str], ...] = (
    ("Administrators", 544, "Administrators have complete and unrestricted access to the domain"),
    ("Users", 545, "Users are prevented from making accidental or intentional system-wide changes"),
    ("Guests", 546, "Guests have the same access as members of the Users group by default"),
    ("Account Operators", 548, "Members can administer domain user and group accounts"),
    ("Server Operators", 549, "Members can administer domain servers"),
    ("Print Operators", 550, "Members can administer printers installed on domain controllers"),
    ("Backup Operators", 551, "Backup Operators can override security restrictions to back up files"),
    ("Remote Desktop Users", 555, "Members are granted the right to log on remotely"),
)
_ADMIN_RIDS = {512, 516, 518, 519}
_ADMIN_BUILTIN = {544, 548, 549, 550, 551}

# Share -> department whose people may write, and whether everybody may read.
_SHARES = (
    ("Finance", "Finance", False),
    ("Payroll", "Finance", False),
    ("Projects", "Engineering", True),
    ("Plant", "Production", True),
    ("Contracts", "Legal", False),
    ("Marketing", "Marketing", True),
)
_APPLICATIONS = {
    "SAP-Payables": ("Finance", 0.7),
    "SAP-Logistics": ("Logistics", 0.8),
    "CAD": ("Engineering", 0.6),
    "CRM": ("Sales", 0.9),
    "Ticketing": ("IT", 1.0),
    "Visio": ("", 0.03),
    "VPN": ("", 0.15),
}


class GroupGarden:
    """Plants the groups of one world and remembers them by name."""

    def __init__(self, ground: Ground, units: Units) -> None:
        self.ground = ground
        self.units = units
        self.by_name: dict[str, Planted] = {}
        self._rid = 1100

    def group(
        self,
        name: str,
        parent: Planted,
        kind: int,
        description: str = "",
        members: Iterable[Planted] = (),
        *,
        rid: int = 0,
        sid: str = "",
        account: str = "",
    ) -> Planted:
        """The group of this name, made when it is first asked for, with these members added."""
        found = self.by_name.get(name)
        if found is None:
            if not rid and not sid:
                self._rid += 1
                rid = self._rid
            found = self.by_name[name] = self.ground.plant("group", name, parent, name, rid=rid, sid=sid)
            found.attributes = {
                "sAMAccountName": self.ground.free_account(account or name, length=250),
                "groupType": kind,
            }
            if description:
                found.attributes["description"] = description
            if kind == MAIL:
                found.attributes["mail"] = f"{name.lower().replace(' ', '-')}@corp.tsm.example"
        found.members.extend(member.guid for member in members)
        return found

    def plant_well_known(self) -> None:
        for name, rid, kind, description in _WELL_KNOWN:
            planted = self.group(name, self.units.users, kind, description, rid=rid)
            self._mark(planted, critical=True, admin=rid in _ADMIN_RIDS)
        for name, rid, description in _BUILTIN:
            planted = self.group(name, self.units.builtin, BUILTIN, description, sid=f"S-1-5-32-{rid}")
            self._mark(planted, critical=True, admin=rid in _ADMIN_BUILTIN)
        named = self.by_name
        named["Administrators"].members += [named["Domain Admins"].guid, named["Enterprise Admins"].guid]
        named["Users"].members.append(named["Domain Users"].guid)
        named["Guests"].members.append(named["Domain Guests"].guid)

    def _mark(self, planted: Planted, *, critical: bool, admin: bool) -> None:
        planted.attributes["isCriticalSystemObject"] = critical
        if admin:
            planted.attributes["adminCount"] = 1

    def plant_organisation(self, people: list[Person]) -> None:
        """Team at a location, department at a location, department, division, company, resource: five links deep."""
        units = self.units
        company = self.group("UG-Company", units.roles, UNIVERSAL, "Everybody, through divisions and departments")
        for department, (division, _) in DEPARTMENTS.items():
            whole = self.group(f"GG-{department}", units.roles, GLOBAL, f"All of {department}")
            above = self.group(f"UG-Division-{division}", units.roles, UNIVERSAL, f"Division {division}")
            above.members.append(whole.guid)
            if above.guid not in company.members:
                company.members.append(above.guid)
        teams: dict[tuple[str, str, str], list[Planted]] = {}
        for person in people:
            if not person.is_external:
                teams.setdefault((person.location.code, person.department, person.team), []).append(person.planted)
        for (code, department, team), members in teams.items():
            inner = self.group(f"GG-{code}-{team}", units.groups[code], GLOBAL, f"{team}, {code}", members)
            outer = self.group(f"GG-{code}-{department}", units.groups[code], GLOBAL, f"{department}, {code}", [inner])
            if outer.guid not in self.by_name[f"GG-{department}"].members:
                self.by_name[f"GG-{department}"].members.append(outer.guid)

    def plant_locations(self, people: list[Person]) -> None:
        """Who works where, and the mailing lists of the offices."""
        here: dict[str, list[Planted]] = {}
        for person in people:
            here.setdefault(person.location.code, []).append(person.planted)
        for location in LOCATIONS:
            staff = self.group(
                f"GG-{location.code}-Staff",
                self.units.groups[location.code],
                GLOBAL,
                f"All who work in {location.name}",
                here.get(location.code, ()),
            )
            self.group(
                f"All {location.name}", self.units.distribution, MAIL, f"Mail to all in {location.name}", [staff]
            )
        externals = [person.planted for person in people if person.is_external]
        self.group("GG-Externals", self.units.roles, GLOBAL, "Contractors", externals)

    def plant_resources(self, people: list[Person]) -> None:
        """Shares, applications, sign-in to farms: domain local groups with role groups inside."""
        units, named = self.units, self.by_name
        company = named["UG-Company"]
        self.group(
            "DL-Intranet-Read", units.resources, LOCAL, "May read the intranet", [company, named["GG-Externals"]]
        )
        for share, department, open_to_all in _SHARES:
            self.group(
                f"DL-FS-{share}-RW",
                units.resources,
                LOCAL,
                rf"Write to \\fs-ham-01\{share}",
                [named[f"GG-{department}"]],
            )
            self.group(
                f"DL-FS-{share}-RO",
                units.resources,
                LOCAL,
                rf"Read from \\fs-ham-01\{share}",
                [company] if open_to_all else (),
            )
        for application, (department, part) in _APPLICATIONS.items():
            members = [
                one.planted
                for one in people
                if department in ("", one.department) and share_of(self.ground.seed, application, one.ordinal) < part
            ]
            users = self.group(f"GG-{application}", units.applications, GLOBAL, f"Uses {application}", members)
            self.group(f"DL-APP-{application}", units.applications, LOCAL, f"Gets {application}", [users])
        for farm in FARMS:
            group = self.group(f"DL-TS-{farm.name}", units.resources, LOCAL, f"May sign in to the farm {farm.name}")
            named["Remote Desktop Users"].members.append(group.guid)
            group.members.append((named["GG-Finance"] if farm.name.startswith("SAP") else company).guid)

    def plant_oddities(self, people: list[Person]) -> None:
        """A cycle of three, an empty group, and names that hurt."""
        ring = [
            self.group(f"UG-Project-{name}", self.units.roles, UNIVERSAL, f"Project {name}")
            for name in ("Aurora", "Borealis", "Cassiopeia")
        ]
        for one, following in zip(ring, [*ring[1:], ring[0]], strict=True):
            one.members.append(following.guid)
        ring[0].members += [person.planted.guid for person in people[6:12]]
        self.group("GG-Empty", self.units.roles, GLOBAL, "Nobody is in it")
        hurt = [person.planted for person in people[7:30:3]]
        for name, account in (
            ("<b>Bold</b> & Söhne", "bold-soehne"),
            ('Grp, with "quotes" + #plus', "grp-quotes"),
            ("Группа Δοκιμή مجموعة", "grp-scripts"),
            ("$(Remove-Item) `x` %PATH%", "grp-shell"),
        ):
            self.group(name, self.units.applications, GLOBAL, "A name that hurts", hurt, account=account)
