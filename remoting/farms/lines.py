"""A server as one line of a table: the decisions that its pages ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.grants import grants_of
from accounts.models import User
from remoting.farms.acts import Act, act_on, allowed_on
from remoting.farms.models import Reading, Session
from remoting.jobs.targets import target_of_server
from remoting.servers.models import Farm, Server, ServerQuerySet

SIGN_INS = {"enabled": "open", "drain": "draining", "drainUntilRestart": "draining", "disabled": "closed"}
WARN_AT, BAD_AT = 85, 95  # per cent in use; the helper's own checks decide what is well
SPARK_POINTS = 24
DRAIN = "set-server-logon-mode"
NOBODY = (0, 0)


@dataclass(frozen=True, slots=True)
class Used:
    """How much of something is in use. `percent` is whole; `look` colours the bar."""

    name: str
    percent: int

    @property
    def look(self) -> str:
        return "bad" if self.percent >= BAD_AT else "warn" if self.percent >= WARN_AT else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One server with its last reading. Made by `lines_of`."""

    server: Server
    reading: Reading | None
    people: int
    disconnected: int
    may_drain: bool = False

    @property
    def act(self) -> Act | None:
        """The act of its row: let nobody begin a session, or let them again. None where the mode is not known."""
        if not self.may_drain or not self.sign_in or self.failing_since:
            return None
        host = {"host": self.server.host}
        if self.sign_in == "open":
            return act_on(self.server.host, DRAIN, _("Drain"), _("Drain %(host)s") % host, Mode="drain")
        return act_on(self.server.host, DRAIN, pgettext("verb", "Open"), _("Open %(host)s") % host, Mode="enabled")

    @property
    def is_read(self) -> bool:
        return self.reading is not None and self.reading.taken_at is not None

    @property
    def failing_since(self) -> datetime | None:
        return self.reading.failing_since if self.reading else None

    @property
    def troubles(self) -> list[str]:
        """Names of the checks that are not well, the worst first."""
        checks = self.reading.checks if self.reading else []
        bad = [check for check in checks if check["state"] in ("warning", "critical")]
        return [check["name"] for check in sorted(bad, key=lambda check: check["state"] != "critical")]

    @property
    def health(self) -> str:
        """A code of the table of states: unreachable, unknown, failing, warning or well."""
        if self.failing_since:
            return "unreachable"
        if not self.is_read or self.reading is None:
            return "unknown"
        states = {check["state"] for check in self.reading.checks}
        return "failing" if "critical" in states else "warning" if "warning" in states else "well"

    @property
    def health_word(self) -> str:
        """What is wrong, in a word or two; "" where the state's own word says it."""
        if not self.troubles or self.health not in ("failing", "warning"):
            return ""
        first, more = self.troubles[0], len(self.troubles) - 1
        return _("%(check)s and %(count)s more") % {"check": _words(first), "count": more} if more else _words(first)

    @property
    def sign_in(self) -> str:
        """A code of the table of states, "" where the server is no session host or was never read."""
        return SIGN_INS.get((self.reading.facts.get("logonMode") or "") if self.reading else "", "")

    @property
    def memory(self) -> Used | None:
        facts = self.reading.facts if self.reading else {}
        whole, free = facts.get("memoryBytes"), facts.get("memoryFreeBytes")
        return Used(_("Memory"), round(100 * (whole - free) / whole)) if whole and free is not None else None

    @property
    def disks(self) -> list[Used]:
        disks = self.reading.disks if self.reading else []
        return [
            Used(disk["name"], round(100 - disk["freePercent"]))
            for disk in disks
            if disk.get("freePercent") is not None
        ]

    @property
    def load(self) -> int | None:
        return self.reading.facts.get("cpuPercent") if self.reading else None

    @property
    def spark(self) -> str:
        """The load of the last hour as points of a line in a box of 96 by 20; "" below two readings."""
        loads = [pair[1] for pair in (self.reading.loads if self.reading else [])][-SPARK_POINTS:]
        if len(loads) < 2:
            return ""
        step = 94 / (len(loads) - 1)
        return " ".join(f"{1 + at * step:.1f},{18 - load * 16 / 100:.1f}" for at, load in enumerate(loads))

    @property
    def spark_end(self) -> tuple[str, str]:
        x, y = self.spark.rpartition(" ")[2].split(",")
        return x, y

    @property
    def up(self) -> timedelta | None:
        seconds = self.reading.facts.get("uptimeSeconds") if self.reading else None
        return None if seconds is None else timedelta(seconds=seconds)

    @property
    def is_ill(self) -> bool:
        return self.health in ("unreachable", "failing")


def _words(check: str) -> str:
    """The name of a check as people say it; names of disks, services and certificates stay as they are."""
    kind, _blank, what = check.partition(" ")
    said = {
        "disk": _("Disk %(what)s full"),
        "memory": _("Memory high"),
        "processor": _("Load high"),
        "uptime": _("Up for long"),
        "restart": _("Restart due"),
        "certificate": _("Certificate ends"),
        "service": _("%(what)s stopped"),
        "logon": _("Sign-in closed"),
    }.get(kind, check)
    return said % {"what": what} if "%(what)s" in said else said


def lines_of(servers: ServerQuerySet, user: User | None = None) -> list[Line]:
    """The servers as lines, by name, with the acts of this user: one query for the servers and their readings."""
    held = grants_of(user) if user else ()
    found = servers.select_related("reading", "farm", "domain").order_by("host")
    counts = _counts(servers)
    return [
        Line(
            server=each,
            reading=getattr(each, "reading", None),
            people=counts.get(each.pk, NOBODY)[0],
            disconnected=counts.get(each.pk, NOBODY)[1],
            may_drain=bool(held and allowed_on(target_of_server(each), held, [DRAIN])),
        )
        for each in found
    ]


def _counts(servers: ServerQuerySet) -> dict[int, tuple[int, int]]:
    """How many have a session and how many of those are disconnected, by server."""
    gone = Count("pk", filter=Q(state="disconnected"))
    rows = Session.objects.filter(server__in=servers).values("server").annotate(people=Count("pk"), gone=gone)
    return {row["server"]: (row["people"], row["gone"]) for row in rows}


def line_of(server: Server) -> Line:
    """One server as a line."""
    return lines_of(Server.objects.filter(pk=server.pk))[0]


@dataclass(frozen=True, slots=True)
class Sum:
    """What is said above a table of servers."""

    lines: Sequence[Line]

    @property
    def farm(self) -> Farm | None:
        """The farm of the first, where the lines are those of a farm."""
        return self.lines[0].server.farm if self.lines else None

    @property
    def people(self) -> int:
        return sum(line.people for line in self.lines)

    @property
    def disconnected(self) -> int:
        return sum(line.disconnected for line in self.lines)

    @property
    def ill(self) -> int:
        return sum(line.is_ill for line in self.lines)

    @property
    def oldest(self) -> datetime | None:
        """The age of what is shown is that of the oldest reading of a server that answers."""
        times = [line.reading.taken_at for line in self.lines if line.reading]
        return min((time for time in times if time is not None), default=None)


def summed(lines: Iterable[Line]) -> Sum:
    return Sum(tuple(lines))
