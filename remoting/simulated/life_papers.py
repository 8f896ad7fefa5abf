"""What people in sessions hold and wait for: print jobs, and files that are open over the network."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from remoting.simulated.life import ServerLife, life_on
from remoting.simulated.life_days import Stay
from remoting.simulated.life_store import LifeStore
from remoting.simulated.population_machines import NETBIOS, TERMINALS
from remoting.simulated.seeding import number_of, pick, random_of

_SLICE = 20 * 60  # seconds; a person prints at most once in each
_PRINTERS = ("HAM-4 Colour", "HAM-2 Black", "Floor 1, colour", "Labels (Warehouse)", "Cheques")
_DOCUMENTS = (
    "Invoice 4711.pdf",
    "Microsoft Word - Offer O'Brien & Sons.docx",
    "Delivery note.pdf",
    "Lohnabrechnung März.xlsx",
    "Boarding pass",
    "<b>Test</b> page",
    "Договор поставки.docx",
    "Quarterly figures (final) [v3].xlsx",
)
_FOLDERS = {
    "Finance": (
        "Payables\\Invoices 2026.xlsx",
        "Payables\\O'Brien [x].xlsx",
        "Controlling\\Forecast Q4.xlsx",
        "Treasury\\Bank.accdb",
    ),
    "Projects": (
        "Aurora\\Plan.mpp",
        "Borealis\\Größe & Gewicht.docx",
        "Cassiopeia\\Übersicht.pptx",
        "Ajax\\Résumé.docx",
    ),
    "Plant": ("Shifts\\Week.xlsx", "Assembly\\Checklist.docx"),
    "Marketing": ("Brand\\Logo.ai", "Events\\Guests.xlsx"),
}


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job that waits or prints."""

    printer: str
    number: int
    document: str
    owner: str
    status: str  # Printing, Spooling, Error, Paused
    pages: int
    size: int
    submitted: datetime

    @property
    def key(self) -> str:
        return f"{self.printer}/{self.number}@{self.submitted:%Y-%m-%dT%H:%M:%S}"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that a client holds open."""

    number: int
    path: str
    below_share: str
    user: str
    client: str
    locks: int


def print_jobs_of(life: ServerLife) -> list[PrintJob]:
    """The jobs in the queues now: most are gone within minutes, those with an error stay for hours."""
    gone = {act.key for act in life.state.acts if act.kind == "print-job-removed"}
    found = {job.number: job for stay in life.stays for job in _jobs_of(life, stay) if job.key not in gone}
    return [found[number] for number in sorted(found)]


def _jobs_of(life: ServerLife, stay: Stay) -> list[PrintJob]:
    jobs, current = [], int(life.now.timestamp()) // _SLICE
    for slice_ in range(current - 9, current + 1):
        random = random_of(life.seed, "print", stay.key, stay.regular.ordinal, slice_)
        if random.random() > 0.05:
            continue
        submitted = datetime.fromtimestamp(slice_ * _SLICE + random.randrange(_SLICE), stay.begins.tzinfo)
        fails = random.random() < 0.2
        lasts = timedelta(minutes=150 if fails else random.uniform(0.5, 4))
        if not (stay.begins <= submitted <= life.now < submitted + lasts and submitted < stay.ends) or stay.break_at(
            submitted
        ):
            continue
        status = pick(("Error", "Error", "Paused"), life.seed, stay.key, slice_) if fails else "Printing"
        document, pages = random.choice(_DOCUMENTS), random.randint(1, 24)
        number = 2 + number_of(life.seed, "job", life.machine.name, stay.key, slice_, below=9000)
        jobs.append(
            PrintJob(
                random.choice(_PRINTERS),
                number,
                document,
                stay.regular.account,
                status,
                pages,
                pages * 41_200,
                submitted,
            )
        )
    return jobs


def open_files_of(life: ServerLife, store: LifeStore) -> list[OpenFile]:
    """On the file server the files of everybody who is at work; on a terminal server a few of its own shares."""
    gone = {act.key for act in life.state.acts if act.kind == "file-closed"}
    if life.machine.role == "files":
        around = [life_on(store, machine, life.now) for machine in TERMINALS if machine.trouble != "unreachable"]
    else:
        around = [life] if life.machine.is_terminal else []
    share = 0.5 if life.machine.role == "files" else 0.12
    found = [one for other in around for stay in _present(other) for one in _files_of(life, other, stay, share)]
    return sorted((one for one in found if str(one.number) not in gone), key=lambda one: one.number)


def _present(life: ServerLife) -> list[Stay]:
    return [session.stay for session in life.sessions() if session.stay]


def _files_of(life: ServerLife, other: ServerLife, stay: Stay, share: float) -> list[OpenFile]:
    hour = int(life.now.timestamp()) // 3600
    files = []
    for offset in range(2):
        random = random_of(
            life.seed, "file", life.machine.name, other.machine.name, stay.key, hour // (2 + offset), offset
        )
        if random.random() > share:
            continue
        folder = random.choice(tuple(_FOLDERS))
        below = f"{folder}\\{random.choice(_FOLDERS[folder])}"
        number = 17_592_186_044_416 + random.getrandbits(34)
        client = other.machine.address if other is not life else stay.regular.client_address
        files.append(
            OpenFile(
                number,
                f"D:\\Shares\\{below}",
                below,
                f"{NETBIOS}\\{stay.regular.account}",
                client,
                random.choice((0, 0, 1, 2)),
            )
        )
    return files
