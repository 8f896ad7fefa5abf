"""What is ordered of each operation in the demo's world: on what, with what, and what comes of it a second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from time_machine import Traveller

from directory.models import DirectoryObject, Domain
from directory.synchronise import synchronise
from remoting.catalog.operations import catalog
from remoting.simulated.embedded import EmbeddedDirectory, EmbeddedStore, utc_now
from remoting.simulated.embedded_life import EmbeddedLife
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.population_machines import DOMAIN, TERMINALS
from remoting.simulated.store import NewObject
from tests.remoting.simulated.wire import Wire

HAMBURG, SINGAPORE, FILES = (f"{name}.{DOMAIN}" for name in ("ts-ham-01", "ts-sin-02", "fs-ham-01"))
MANAGEMENT = f"mgmt-ham-01.{DOMAIN}"
HELPERS = ("GenericHelper", "SessionHelper", "ServerHelper", "UserHelper")
SYSTEM = frozenset({"csrss", "dwm", "winlogon", "fontdrvhost"})  # of every session, and nobody may end them
Make = Callable[["Demo"], "Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """A target as both ways name it, its name as a page shows it, parameters; `user` is who was seen in a session."""

    target: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    user: str = ""


class Demo:
    """The seeded world, asked for what an order needs."""

    def __init__(self, clock: Traveller) -> None:
        self.clock = clock
        self.simulated = SimulatedDomain.objects.get()
        self.store = EmbeddedDirectory(self.simulated, clock=utc_now)
        self.wires: dict[str, Wire] = {}

    def row(self, **lookup: Any) -> DirectoryObject:
        return DirectoryObject.objects.present().filter(**lookup).order_by("dn")[0]

    def guid(self, **lookup: Any) -> str:
        return str(self.row(**lookup).guid)

    def on(self, parameters: Mapping[str, Any] | None = None, /, **lookup: Any) -> Order:
        found = self.row(**lookup)
        return Order(str(found.guid), parameters or {}, found.shown_name)

    def user(self, parameters: Mapping[str, Any] | None = None, *, sam: str = "jvogel") -> Order:
        return self.on(parameters, kind="user", sam=sam)

    def group(self, parameters: Mapping[str, Any] | None = None) -> Order:
        return self.on(parameters, kind="group", name="Attic group")

    def computer(self, parameters: Mapping[str, Any] | None = None) -> Order:
        return self.on(parameters, kind="computer", name__startswith="NB-")

    def unit(self, parameters: Mapping[str, Any] | None = None, *, name: str = "Attic") -> Order:
        return self.on(parameters, kind="ou", name=name)

    def ask(self, host: str, function: str, **parameters: Any) -> list[dict[str, Any]]:
        """What a server answers, as its page has shown it before somebody orders."""
        if host not in self.wires:
            store = EmbeddedStore(self.simulated, clock=utc_now, life=EmbeddedLife(self.simulated, host=host))
            self.wires[host] = Wire(store, clock=utc_now, helpers=HELPERS)
        return list(self.wires[host].do(function, **parameters))

    def session(self, parameters: Mapping[str, Any] | None = None, *, seen: bool = True) -> Order:
        """Somebody's active session; `seen` where the operation wants to know whose it was."""
        found = next(each for each in self.ask(HAMBURG, "Get-TsmSession") if each["state"] == "active")
        user = found["user"] if seen else ""
        return Order(f"{HAMBURG}/session/{found['id']}", parameters or {}, user=user)

    def process(self) -> Order:
        """A process of somebody's session."""
        order = self.session(seen=False)
        number = int(order.target.rpartition("/")[2])
        rows = self.ask(HAMBURG, "Get-TsmSessionProcess", Identity=number)
        found = next(each for each in rows if each["name"] not in SYSTEM)
        return Order(order.target, {"ProcessId": found["processId"], "Name": found["name"]})

    def print_job(self) -> Order:
        """A job in some printer's queue; they come and go, so it may have to be waited for."""
        hosts = [machine.host for machine in TERMINALS if not machine.trouble]
        for _ in range(200):
            for host in hosts:
                for row in self.ask(host, "Get-TsmServerPrintJob"):
                    return Order(host, {"Printer": row["printer"], "JobId": row["jobId"], "Owner": row["owner"]})
            self.clock.shift(timedelta(minutes=1))
        raise AssertionError("Nobody prints.")

    def open_file(self) -> Order:
        found = self.ask(FILES, "Get-TsmServerOpenFile")[0]
        return Order(FILES, {"FileId": found["fileId"], "FileName": found["path"]})

    def deleted(self) -> Order:
        """Somebody who was deleted before the mirror met them."""
        found = self.ask(MANAGEMENT, "Find-TsmDeletedUser")[0]
        return Order(str(found["id"]), name=found["name"])


def server(host: str = HAMBURG, **parameters: Any) -> Make:
    return lambda _: Order(host, parameters, host)


def anywhere(**parameters: Any) -> Make:
    """An operation without an object: where it makes something, in the unit that is there for it."""

    def make(demo: Demo) -> Order:
        return Order(
            "",
            {
                name: demo.guid(kind="ou", name=value[1:]) if str(value).startswith("@") else value
                for name, value in parameters.items()
            },
        )

    return make


def furnish(demo: Demo) -> None:
    """What the seed leaves to those who use it: units that may be deleted, a group with somebody in it."""
    base = demo.simulated.base_dn
    attic = demo.store.add(NewObject("ou", "Attic", base)).dn
    demo.store.add(NewObject("ou", "Shed", base))
    group = demo.store.add(
        NewObject("group", "Attic group", attic, {"sAMAccountName": "Attic group", "groupType": -2147483646})
    )
    person = SimulatedObject.objects.get(domain=demo.simulated, sam_key="zobrien", deleted_at=None)
    demo.store.link(group.guid, [person.dn])
    synchronise(Domain.objects.get())


ORDERS: Mapping[str, Make] = {
    # People
    "clear-user-expiration": lambda demo: demo.user(sam="jobrien"),
    "copy-user-membership": lambda demo: demo.user(
        {"SourceUser": demo.guid(sam="zobrien"), "Groups": [demo.guid(name="Attic group")]}
    ),
    "disable-leaver": lambda demo: demo.user({"TargetPath": demo.guid(kind="ou", name="Shed")}),
    "disable-user": lambda demo: demo.user(),
    "enable-user": lambda demo: demo.user(sam="pobrien"),
    "find-user": anywhere(Query="O'Brien"),
    "get-lockout-source": lambda demo: demo.user(sam="zobrien"),
    "get-user": lambda demo: demo.user(),
    "get-user-group": lambda demo: demo.user(),
    "get-user-password-policy": lambda demo: demo.user(),
    "move-user": lambda demo: demo.user({"TargetPath": demo.guid(kind="ou", name="Shed")}),
    "new-user": anywhere(Name="Nora New", SamAccountName="nnew", Path="@Shed"),
    "remove-user": lambda demo: demo.user(),
    "rename-user": lambda demo: demo.user({"NewName": "Jana Falke"}),
    "reset-user-password": lambda demo: demo.user(sam="zobrien"),
    "search-account": anywhere(State="Disabled"),
    "set-user": lambda demo: demo.user({"Title": "Head of desk", "Notes": "Two\nlines"}),
    "set-user-expiration": lambda demo: demo.user({"AccountExpires": "2038-01-01T00:00:00Z"}),
    "set-user-password-flag": lambda demo: demo.user({"PasswordNeverExpires": True}),
    "test-user": lambda demo: demo.user(),
    "unlock-user": lambda demo: demo.user(sam="zobrien"),
    # Groups
    "add-group-member": lambda demo: demo.group({"Members": [demo.guid(sam="jvogel"), demo.guid(sam="kmensah")]}),
    "find-group": anywhere(Query="Attic"),
    "get-group": lambda demo: demo.group(),
    "get-group-member": lambda demo: demo.group(),
    "move-group": lambda demo: demo.group({"TargetPath": demo.guid(kind="ou", name="Shed")}),
    "new-group": anywhere(Name="Shed group", Path="@Shed"),
    "remove-group": lambda demo: demo.group(),
    "remove-group-member": lambda demo: demo.group({"Members": [demo.guid(sam="zobrien")]}),
    "rename-group": lambda demo: demo.group({"NewName": "Loft group"}),
    "set-group": lambda demo: demo.group({"Description": "Who may go up"}),
    "test-group": lambda demo: demo.group(),
    # Computers
    "disable-computer": lambda demo: demo.computer(),
    "enable-computer": lambda demo: demo.on(kind="computer", enabled=False),
    "find-computer": anywhere(Query="NB-"),
    "get-bitlocker-key": lambda demo: demo.computer(),
    "get-computer": lambda demo: demo.computer(),
    "get-laps-password": lambda demo: demo.computer(),
    "move-computer": lambda demo: demo.computer({"TargetPath": demo.guid(kind="ou", name="Shed")}),
    "new-computer": anywhere(Name="PC-SHED", Path="@Shed"),
    "remove-computer": lambda demo: demo.computer(),
    "reset-computer-account": lambda demo: demo.computer(),
    "set-computer": lambda demo: demo.computer({"Description": "At the front desk"}),
    "set-laps-expiration": lambda demo: demo.computer({"When": "2037-02-14T08:00:00Z"}),
    "test-computer": lambda demo: demo.computer(),
    # Units
    "find-ou": anywhere(Query="Attic"),
    "get-ou": lambda demo: demo.unit(),
    "get-ou-child": lambda demo: demo.unit(),
    "get-ou-hierarchy": anywhere(),
    "move-ou": lambda demo: demo.unit({"TargetPath": demo.guid(kind="ou", name="Shed")}),
    "new-ou": anywhere(Name="Cellar", Path="@Shed", Protected=False),
    "remove-ou": lambda demo: demo.unit(name="Shed"),
    "rename-ou": lambda demo: demo.unit({"NewName": "Loft"}),
    "set-ou": lambda demo: demo.unit({"Description": "Below the roof"}),
    "test-ou": lambda demo: demo.unit(),
    # The domain
    "find-deleted-user": anywhere(),
    "new-password": anywhere(Length=20),
    "restore-user": lambda demo: demo.deleted(),
    # Servers
    "close-server-open-file": lambda demo: demo.open_file(),
    "remove-server-print-job": lambda demo: demo.print_job(),
    "restart-server": server(AllowSessions=True, DelaySeconds=60),
    "restart-server-service": server(Name="Spooler"),
    "set-server-logon-mode": server(Mode="drain"),
    "start-server-service": server(SINGAPORE, Name="W32Time"),
    "stop-server-service": server(Name="Spooler"),
    "update-server-policy": server(),
    # Sessions
    "disconnect-session": lambda demo: demo.session(),
    "get-session": server(),
    "get-session-process": lambda demo: demo.session(seen=False),
    "get-session-shadow-link": lambda demo: demo.session(),
    "send-session-message": lambda demo: demo.session({"Message": "Lunch"}),
    "stop-session": lambda demo: demo.session(),
    "stop-session-process": lambda demo: demo.process(),
    # Reads of a server that need nothing said
    **{each.name: server() for each in catalog().of_kind("server") if each.is_read},
}
