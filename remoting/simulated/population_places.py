"""The simulated company: its locations, departments and teams."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """One office. `hours` is how far its clock is from UTC; `weight` its share of the people."""

    code: str
    name: str
    country: str
    state: str
    street: str
    postal_code: str
    phone: str
    hours: int
    weight: int
    cultures: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Large offices sort their people into units by department."""
        return self.weight >= 90


_MIXED = ("english", "indian", "slavic", "asian", "african")

LOCATIONS: tuple[Location, ...] = (
    Location(
        "HAM",
        "Hamburg",
        "DE",
        "Hamburg",
        "Am Sandtorkai 50",
        "20457",
        "+49 40 5550",
        1,
        280,
        ("german",) * 9 + ("turkish", "slavic", "polish", "irish", "nordic", "african"),
    ),
    Location(
        "MUC",
        "München",
        "DE",
        "Bayern",
        "Leopoldstraße 240",
        "80807",
        "+49 89 5550",
        1,
        110,
        ("german",) * 8 + ("turkish", "slavic", "arabic"),
    ),
    Location(
        "BER",
        "Berlin",
        "DE",
        "Berlin",
        "Köpenicker Straße 9",
        "10997",
        "+49 30 5550",
        1,
        60,
        ("german",) * 4 + ("turkish", "arabic", *_MIXED),
    ),
    Location(
        "VIE",
        "Wien",
        "AT",
        "Wien",
        "Praterstraße 31",
        "1020",
        "+43 1 5550",
        1,
        40,
        ("german",) * 3 + ("slavic", "turkish"),
    ),
    Location(
        "ZRH",
        "Zürich",
        "CH",
        "Zürich",
        "Förrlibuckstrasse 70",
        "8005",
        "+41 44 555",
        1,
        40,
        ("german", "german", "french", "slavic", "spanish"),
    ),
    Location(
        "LON",
        "London",
        "GB",
        "",
        "18 Finsbury Circus",
        "EC2M 7EB",
        "+44 20 5550",
        0,
        95,
        ("english",) * 5 + ("irish", *_MIXED),
    ),
    Location(
        "DUB",
        "Dublin",
        "IE",
        "",
        "2 Grand Canal Square",
        "D02 A342",
        "+353 1 555",
        0,
        55,
        ("irish",) * 5 + ("english", "polish", "brazilian"),
    ),
    Location(
        "PAR",
        "Paris",
        "FR",
        "Île-de-France",
        "12 rue de l'Échiquier",
        "75010",
        "+33 1 5550",
        1,
        50,
        ("french",) * 5 + ("arabic", "african"),
    ),
    Location(
        "MAD",
        "Madrid",
        "ES",
        "Comunidad de Madrid",
        "Calle de Alcalá 44",
        "28014",
        "+34 91 555",
        1,
        30,
        ("spanish",) * 5 + ("brazilian",),
    ),
    Location(
        "KRK",
        "Kraków",
        "PL",
        "Małopolskie",
        "ul. Świętokrzyska 12",
        "30-015",
        "+48 12 555",
        1,
        60,
        ("polish",) * 5 + ("slavic",),
    ),
    Location(
        "IST",
        "İstanbul",
        "TR",
        "İstanbul",
        "Büyükdere Caddesi 127",
        "34394",
        "+90 212 555",
        3,
        35,
        ("turkish",) * 6 + ("arabic",),
    ),
    Location(
        "DXB",
        "Dubai",
        "AE",
        "Dubai",
        "Al Sufouh Road 3",
        "",
        "+971 4 555",
        4,
        30,
        ("arabic", "arabic", "arabic", "indian", "english"),
    ),
    Location("BLR", "Bengaluru", "IN", "Karnataka", "Outer Ring Road 88", "560103", "+91 80 5550", 5, 60, ("indian",)),
    Location(
        "SIN",
        "Singapore",
        "SG",
        "",
        "7 Straits View",
        "018936",
        "+65 5550",
        8,
        30,
        ("asian", "asian", "asian", "indian", "english"),
    ),
    Location(
        "NYC",
        "New York",
        "US",
        "NY",
        "350 Fifth Avenue",
        "10118",
        "+1 212 555",
        -5,
        55,
        ("american", "american", "american", *_MIXED),
    ),
    Location(
        "GRU", "São Paulo", "BR", "SP", "Avenida Paulista 1374", "01310-100", "+55 11 5550", -3, 25, ("brazilian",)
    ),
)

LOCATION_OF = {location.code: location for location in LOCATIONS}

# Department -> its division and its teams, each with the titles in it; the first title is that of the team's lead.
DEPARTMENTS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "Finance": (
        "Corporate",
        {
            "Accounts payable": ("Accounts payable lead", "Accountant", "Invoice clerk"),
            "Accounts receivable": ("Accounts receivable lead", "Accountant", "Credit controller"),
            "Controlling": ("Head of controlling", "Controller", "Financial analyst"),
            "Payroll": ("Payroll lead", "Payroll specialist"),
        },
    ),
    "Human resources": (
        "Corporate",
        {
            "Recruiting": ("Head of recruiting", "Recruiter"),
            "People services": ("HR lead", "HR business partner", "HR administrator"),
        },
    ),
    "Legal": ("Corporate", {"Contracts": ("General counsel", "Lawyer", "Paralegal")}),
    "IT": (
        "Technology",
        {
            "Service desk": ("Service desk lead", "Service desk agent", "Field engineer"),
            "Infrastructure": ("Head of infrastructure", "System engineer", "Network engineer"),
            "Applications": ("Head of applications", "SAP consultant", "Application owner"),
            "Security": ("Head of security", "Security analyst"),
        },
    ),
    "Engineering": (
        "Technology",
        {
            "Design": ("Chief designer", "Mechanical engineer", "CAD specialist"),
            "Electronics": ("Electronics lead", "Hardware engineer", "Firmware engineer"),
            "Testing": ("Test lead", "Test engineer"),
        },
    ),
    "Production": (
        "Operations",
        {
            "Assembly": ("Shift lead", "Assembler", "Machine operator"),
            "Maintenance": ("Maintenance lead", "Technician", "Electrician"),
            "Planning": ("Head of planning", "Production planner"),
        },
    ),
    "Logistics": (
        "Operations",
        {
            "Warehouse": ("Warehouse lead", "Warehouse clerk", "Forklift operator"),
            "Dispatch": ("Dispatch lead", "Dispatcher"),
        },
    ),
    "Purchasing": ("Operations", {"Buying": ("Head of purchasing", "Strategic buyer", "Buyer")}),
    "Quality": ("Operations", {"Quality assurance": ("Quality lead", "Quality engineer", "Inspector")}),
    "Sales": (
        "Commercial",
        {
            "Key accounts": ("Head of key accounts", "Key account manager"),
            "Inside sales": ("Inside sales lead", "Sales representative", "Order clerk"),
            "Sales operations": ("Sales operations lead", "Sales analyst"),
        },
    ),
    "Marketing": (
        "Commercial",
        {
            "Brand": ("Head of marketing", "Marketing specialist", "Copywriter"),
            "Events": ("Events lead", "Event planner"),
        },
    ),
    "Customer care": (
        "Commercial",
        {
            "Support": ("Support lead", "Support agent", "Support specialist"),
            "Returns": ("Returns lead", "Returns clerk"),
        },
    ),
}

TEAMS: tuple[tuple[str, str], ...] = tuple(
    (department, team) for department, (_, teams) in DEPARTMENTS.items() for team in teams
)

COMPANY = "Nordhafen Instruments"
