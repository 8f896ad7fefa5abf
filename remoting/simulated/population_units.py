"""The units and containers of the simulated domain, several deep."""

from dataclasses import dataclass, field

from remoting.simulated.population_places import DEPARTMENTS, LOCATIONS, Location
from remoting.simulated.population_planting import Ground, Planted


@dataclass(slots=True)
class Units:
    """The units by what lies in them."""

    users: Planted
    builtin: Planted
    controllers: Planted
    roles: Planted
    resources: Planted
    applications: Planted
    distribution: Planted
    admins: Planted
    services: Planted
    disabled: Planted
    terminals: Planted
    infrastructure: Planted
    people: dict[tuple[str, str, str], Planted] = field(default_factory=dict)  # location, department, team
    external: dict[str, Planted] = field(default_factory=dict)
    groups: dict[str, Planted] = field(default_factory=dict)
    notebooks: dict[str, Planted] = field(default_factory=dict)
    workstations: dict[str, Planted] = field(default_factory=dict)

    def place_of(self, location: str, department: str, team: str) -> Planted:
        """The deepest unit that takes people of this team."""
        for key in ((location, department, team), (location, department, "")):
            if key in self.people:
                return self.people[key]
        return self.people[location, "", ""]


def _unit(ground: Ground, name: str, parent: Planted, description: str = "", *, protected: bool = False) -> Planted:
    unit = ground.plant("ou", name, parent)
    unit.attributes["ou"] = name
    if description:
        unit.attributes["description"] = description
    if protected:
        unit.attributes["protectedFromAccidentalDeletion"] = True
    return unit


def _plant_location(ground: Ground, units: Units, locations: Planted, location: Location) -> None:
    here = _unit(ground, location.name, locations, f"Office {location.name}", protected=True)
    here.attributes |= {
        "l": location.name,
        "c": location.country,
        "street": location.street,
        "postalCode": location.postal_code,
    }
    if location.state:
        here.attributes["st"] = location.state
    people = units.people[location.code, "", ""] = _unit(ground, "People", here, protected=True)
    units.external[location.code] = _unit(ground, "External", here, "Contractors; their accounts end with the contract")
    units.groups[location.code] = _unit(ground, "Groups", here)
    computers = _unit(ground, "Computers", here)
    units.notebooks[location.code] = _unit(ground, "Notebooks", computers)
    units.workstations[location.code] = _unit(ground, "Workstations", computers)
    if not location.is_large:
        return
    for department, (_, teams) in DEPARTMENTS.items():
        inner = units.people[location.code, department, ""] = _unit(ground, department, people)
        if location.code == "HAM":
            for team in teams:
                units.people[location.code, department, team] = _unit(ground, team, inner)


def plant_units(ground: Ground) -> Units:
    """Plant every unit and container, and say which is for what."""
    root = ground.root
    users, builtin = ground.plant("container", "Users", root), ground.plant("builtinDomain", "Builtin", root)
    ground.plant("container", "Computers", root)
    locations = _unit(ground, "Locations", root, "One unit for each office", protected=True)
    groups = _unit(ground, "Groups", root, "Groups of the whole company", protected=True)
    administration = _unit(ground, "Administration", root, "Accounts with rights", protected=True)
    servers = _unit(ground, "Servers", root, protected=True)
    units = Units(
        users=users,
        builtin=builtin,
        controllers=_unit(
            ground, "Domain Controllers", root, "Default container for domain controllers", protected=True
        ),
        roles=_unit(ground, "Roles", groups, "Who somebody is"),
        resources=_unit(ground, "Resources", groups, "What somebody may use"),
        applications=_unit(ground, "Applications", groups),
        distribution=_unit(ground, "Distribution", groups, "Mail only"),
        admins=_unit(ground, "Tier 0", administration, "Administrators of the directory"),
        services=_unit(ground, "Service accounts", administration),
        disabled=_unit(ground, "Disabled accounts", root, "Kept for 90 days, then deleted"),
        terminals=_unit(ground, "Terminal servers", servers),
        infrastructure=_unit(ground, "Infrastructure", servers),
    )
    for location in LOCATIONS:
        _plant_location(ground, units, locations, location)
    odd = _unit(ground, 'Staff, "special" + <more>; \\ 100 %', locations, "A unit whose name hurts")
    _unit(ground, "Übergang/Ost #2 ", odd, "Ends with a blank")
    return units
