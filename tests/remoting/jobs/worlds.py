"""A small simulated domain with people, groups and servers, in the store and in the mirror."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import User
from audit.trail import Way
from directory.models import Credential, DirectoryObject, Domain
from directory.synchronise import synchronise
from remoting.catalog.operations import Operation, catalog
from remoting.jobs.models import Job
from remoting.jobs.run import run
from remoting.jobs.submit import Order, submit
from remoting.jobs.targets import Target, target_for
from remoting.servers.models import Farm, Server
from remoting.simulated.embedded import EmbeddedDirectory, utc_now
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.population_machines import DOMAIN, EMULATOR, MANAGEMENT, TERMINALS
from remoting.simulated.store import NewObject
from tests.remoting.simulated.founding import found_domain

PAGE = Way(kind="page", address="192.0.2.1")
CREDENTIAL = "Canary-Credential-1"
PASSWORD = "Fairly-Long-Pass-1"


@dataclass(slots=True)
class SmallWorld:
    """What the fixture made: DNs by name, rows of the portal."""

    simulated: SimulatedDomain
    domain: Domain
    management: Server
    terminal: Server
    farm: Farm

    @property
    def store(self) -> EmbeddedDirectory:
        return EmbeddedDirectory(self.simulated, clock=utc_now)

    def mirror(self) -> None:
        synchronise(self.domain)

    def object(self, name: str) -> DirectoryObject:
        return DirectoryObject.objects.select_related("domain").get(name=name, domain=self.domain)

    def stored(self, name: str) -> Any:
        return SimulatedObject.objects.get(domain=self.simulated, name=name)

    def lock(self, name: str) -> None:
        self.store.lock_out(self.object(name).guid)
        self.mirror()

    def order(self, user: User, name: str, on: str = "", /, **more: Any) -> Order:
        operation = operation_named(name)
        fields = dict(more) if "target" in more else {"target": self.target(user, operation, on)} | more
        if operation.needs_reason and "reason" not in fields:
            fields["reason"] = "The caller asked for it."
        return Order(operation=operation, **fields)

    def target(self, user: User, operation: Operation, on: str) -> Target:
        if operation.component in ("server", "session"):
            return target_for(operation.component, on or self.terminal.host, user)
        key = str(self.object(on).guid) if on else ""
        return target_for(operation.component, key, user, domain=self.domain.name)

    def ask(self, user: User, name: str, on: str = "", /, **more: Any) -> Job:
        return submit(self.order(user, name, on, **more), actor=user, way=PAGE)

    def do(self, user: User, name: str, on: str = "", /, **more: Any) -> Job:
        """Ask, run, and give the row as it is then; what has high impact after its preview."""
        operation = operation_named(name)
        if operation.needs_preview and "preview_of" not in more and not more.get("preview"):
            more |= {"preview_of": self.preview(user, name, on, **more).pk, "proved": True}
        job = self.ask(user, name, on, **more)
        run(job.pk)
        job.refresh_from_db()
        return job

    def do_on_key(self, user: User, name: str, key: str, /, **more: Any) -> Job:
        """As `do`, on a key that is no object of the mirror's: a deleted one, a session."""
        operation = operation_named(name)
        target = target_for(operation.component, key, user, domain=self.domain.name)
        return self.do(user, name, "", target=target, **more)

    def stored_name(self, row: DirectoryObject) -> str:
        """The name that an object has now, after it may have been renamed."""
        return str(DirectoryObject.objects.get(pk=row.pk).name)

    def preview(self, user: User, name: str, on: str = "", /, **more: Any) -> Job:
        more.pop("proved", None)
        return self.do(user, name, on, **more, preview=True)


def operation_named(name: str) -> Operation:
    found = catalog().get(name)
    assert found is not None, name
    return found


def unit(world: SmallWorld, name: str, parent_dn: str) -> str:
    return world.store.add(NewObject("ou", name, parent_dn)).dn


def user(world: SmallWorld, name: str, sam: str, parent_dn: str, **attributes: Any) -> UUID:
    values = {"sAMAccountName": sam, "userAccountControl": 512, "displayName": name} | attributes
    made = world.store.add(NewObject("user", name, parent_dn, values))
    world.store.set_password(made.guid, PASSWORD)
    return made.guid


def group(world: SmallWorld, name: str, parent_dn: str) -> UUID:
    values = {"sAMAccountName": name, "groupType": -2147483646}
    return world.store.add(NewObject("group", name, parent_dn, values)).guid


def computer(world: SmallWorld, name: str, parent_dn: str) -> UUID:
    values = {"sAMAccountName": f"{name}$", "userAccountControl": 4096, "dNSHostName": f"{name}.{DOMAIN}"}
    return world.store.add(NewObject("computer", name, parent_dn, values)).guid


def build() -> SmallWorld:
    simulated = found_domain(DOMAIN)
    simulated.policy = {"lockoutThreshold": 5, "lockoutMinutes": 30, "minLength": 7, "complexity": True}
    simulated.save()
    credential = Credential(name="service", username="CORP\\svc-tsm")
    credential.seal_secret(CREDENTIAL)
    credential.save()
    domain = Domain.objects.create(
        name=DOMAIN,
        base_dn=simulated.base_dn,
        source="remoting.simulated.source.EmbeddedSource",
        controllers=[EMULATOR.host],
        credential=credential,
    )
    farm = Farm.objects.create(name="Desktops", allowed_names=["Spooler"])
    shared = {"domain": domain, "transport": "simulated"}
    management = Server.objects.create(host=MANAGEMENT.host, is_management=True, **shared)
    Server.objects.create(host=EMULATOR.host, is_domain_controller=True, is_pdc_emulator=True, **shared)
    terminal = Server.objects.create(host=TERMINALS[0].host, is_terminal=True, farm=farm, **shared)
    world = SmallWorld(simulated, domain, management, terminal, farm)
    fill(world)
    world.mirror()
    return world


def fill(world: SmallWorld) -> None:
    """Two units beside each other, people, groups, a computer; one of them privileged."""
    base = world.simulated.base_dn
    hamburg, munich = unit(world, "Hamburg", base), unit(world, "Munich", base)
    unit(world, "Leavers", base)
    user(world, "Ada Lovelace", "ada", hamburg, department="Engines")
    user(world, "Zoë O'Brien", "zobrien", hamburg)
    user(world, "Max Munich", "max", munich)
    chief = user(world, "Cleo Chief", "cleo", hamburg)
    group(world, "GG-Finance", hamburg)
    group(world, "GG-Sales", hamburg)
    group(world, "GG-Munich", munich)
    computer(world, "PC-1", hamburg)
    world.store.link(world.stored("Domain Admins").guid, [SimulatedObject.objects.get(guid=chief).dn])
