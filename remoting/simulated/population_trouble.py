"""People who are in every world: those that the demo's sign-ins belong to, and names that hurt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Special:
    """A person with a fixed name. `name` is the common name where it is not given and family name."""

    account: str
    given: str
    family: str
    state: str = ""
    location: str = "HAM"
    department: str = "Customer care"
    team: str = "Support"
    title: str = ""
    name: str = ""
    description: str = ""
    manager: str = ""

    @property
    def common_name(self) -> str:
        return self.name or f"{self.given} {self.family}".strip()


# Portal sign-in -> account name of the person that it belongs to.
SIGN_INS: dict[str, str] = {
    "viewer": "vrichter",
    "helpdesk": "jvogel",
    "operator": "kmensah",
    "auditor": "alindqvist",
    "administrator": "anovak",
}

_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _OVERRIDE, _POP = "\u200f", "\u200e", "\u202e", "\u202c"

SPECIAL: tuple[Special, ...] = (
    Special("vrichter", "Vivian", "Richter", department="Quality", team="Quality assurance", title="Quality engineer"),
    Special("jvogel", "Jana", "Vogel", department="IT", team="Service desk", title="Service desk agent"),
    Special("kmensah", "Kofi", "Mensah", department="IT", team="Infrastructure", title="System engineer"),
    Special("alindqvist", "Astrid", "Lindqvist", department="Finance", team="Controlling", title="Internal auditor"),
    Special("anovak", "Adrian", "Novák", department="IT", team="Infrastructure", title="Head of infrastructure"),
    Special("isimic", "Ingrid", "Šimić", department="Finance", team="Controlling", title="Head of finance"),
    Special(
        "zobrien",
        "Zoë",
        "O'Brien",
        "locked",
        department="Finance",
        team="Accounts payable",
        title="Accounts payable lead",
        manager="isimic",
    ),
    Special("cobrien", "Conor", "O'Brien", location="DUB", department="Sales", team="Key accounts"),
    Special("mobrien", "Máire", "O'Brien", "password-expired", location="DUB", department="Logistics", team="Dispatch"),
    Special("pobrien", "Patrick", "O’Brien", "disabled", location="LON"),  # with a curly quote
    Special("jobrien", "James", "O'Brien-Smythe", "expiring", location="NYC", department="Legal", team="Contracts"),
    Special("jmueller", "Jürgen", "Müller", "locked", department="Production", team="Assembly"),
    Special("gweiss", "Günther", "Weiß-Größmann", department="Engineering", team="Design"),
    Special("aostroem", "Åsa", "Öström", "must-change", department="Marketing", team="Brand"),
    Special("nguyent", "Nguyễn Thị", "Hằng", location="SIN", department="Engineering", team="Testing"),
    Special(
        "skowalska",
        "Świętosława",
        "Brzęczyszczykiewicz-Żółkiewska",
        "locked",
        location="KRK",
        department="Finance",
        team="Payroll",
    ),
    Special("mpetrova", "Мария", "Петрова", "locked", location="BER", department="Sales", team="Inside sales"),
    Special("іваненко", "Іван", "Іваненко", location="KRK", department="IT", team="Applications"),
    Special(
        "fazahra",
        f"{_RIGHT_TO_LEFT}فاطمة",
        f"الزهراء{_RIGHT_TO_LEFT}",
        location="DXB",
        department="Purchasing",
        team="Buying",
    ),
    Special(
        "ybenari", "יוסף", f"בן־ארי{_LEFT_TO_RIGHT}", "locked", location="DXB", department="Sales", team="Key accounts"
    ),
    Special(
        "exegpj",
        f"Report{_OVERRIDE}gpj.",
        f"exe{_POP}",
        name=f"Report{_OVERRIDE}gpj.exe{_POP}",
        description="A name that turns its reading direction",
    ),
    Special("twang", "伟", "王", location="SIN", name="王伟", department="Logistics", team="Warehouse"),
    Special("ksato", "さくら", "佐藤", "locked", location="SIN", name="佐藤 さくら"),
    Special(
        "script",
        "<script>",
        "alert(1)</script>",
        "locked",
        name="<script>alert(1)</script>",
        description="<img src=x onerror=alert(2)>",
    ),
    Special("$(calc)", "$(calc)", "`whoami`", name="$(calc)", description="; Remove-Item -Recurse C:\\ #"),
    Special("star-paren", "a)(b", "*", "locked", name="a)(b*", description="*)(objectClass=*"),
    Special("quotes", "‘Curly’", "“Quote”", "locked", description="PowerShell takes each of these for a quote"),
    Special("smiley", "Smiley 😀", "👩‍💻", name="Smiley 😀 👩‍💻", description="Outside of the basic plane"),
    Special(
        "comma", "Ada", "Comma, Plus+Equals=", name='Comma, Ada + "Plus" = <One>; \\End', description="Hostile to a DN"
    ),
    Special("hash", "#Hash", "Tag", name="#Hash Tag", description="Begins with a hash"),
    Special("trailing", "Trailing", "Blank", name="Trailing Blank ", description="Ends with a blank"),
    Special("leading", "Leading", "Blank", "locked", name=" Leading Blank"),
    Special("nullish", "null", "undefined", name="null", description="NULL"),
    Special("true", "True", "False", name="true"),
    Special(
        "a-very-long-account",
        "Maximiliana Theodora Alexandrina",
        "von Hohenstaufen-Wittelsbach zu Sayn",
        name="Maximiliana Theodora Alexandrina von Hohenstaufen-Wittelsbach zu",
        description="x" * 1000,
    ),
    Special(
        "o'neil;--", "Bobby", "Tables'); DROP TABLE users;--", "locked", name="Bobby Tables'); DROP TABLE users;--"
    ),
    Special("percent", "100%", "_Wild_", name="100% _Wild_", description="% and _ mean something in SQL"),
    Special("template", "{{ 7*7 }}", "{% debug %}", name="{{ 7*7 }}"),
    Special("zalgo", "Ż̸̢a̷͠l̶̕", "g̷o̵", name="Ż̸̢a̷͠l̶̕g̷o̵", description="Many combining marks"),
    Special("nfd-zoe", "Zoe\u0308", "Decomposed", description="The same letter in two code points"),
)
