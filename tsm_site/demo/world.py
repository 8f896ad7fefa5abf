"""Fills an empty portal with the simulated world: the store, the rows of the portal, the mirror."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Grant, Role, User
from audit.events import Event
from audit.trail import About, Way, record
from directory.models import Credential, Domain
from directory.reports.runs import make_reports
from directory.synchronise import synchronise
from remoting.farms.reading import read_server
from remoting.servers.models import Authentication, Farm, Server, TransportKind
from remoting.simulated.acts import SimulatedWorld
from remoting.simulated.embedded_planting import plant_world
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.population import populate
from remoting.simulated.population_machines import BASE_DN, CONTROLLERS, DOMAIN, EMULATOR, FARMS, MACHINES, NETBIOS
from remoting.simulated.population_trouble import SIGN_INS
from tsm_site.demo.progress import Progress, nobody

_ACCOUNT = f"{NETBIOS}\\svc-tsm"
_PLACEHOLDER = "not needed by the simulated domain"


class OtherWorld(Exception):
    """The database holds a simulated domain of another seed or size. The message says which."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What came of it. `is_new`: the world was not there before."""

    domain: Domain
    people: int
    is_new: bool


def seed(*, people: int, seed: int, now: datetime | None = None, say: Callable[[str], None] = nobody) -> Seeded:
    """Make the world of this seed and size, unless it is there; then the portal's rows and the first synchronisation.

    Reports of yesterday and a first look at each server follow, so that no page is empty. What is there already stays
    as it is, so this may be called at every start, and goes on where it was broken off. Raises OtherWorld.
    """
    progress = Progress(say)
    is_new = _ensure_world(people=people, seed=seed, now=now or timezone.now(), progress=progress)
    domain = _ensure_rows(people)
    if domain.synchronised_at is None:
        _fill_mirror(domain, progress)
    return Seeded(domain, people, is_new)


def _fill_mirror(domain: Domain, progress: Progress) -> None:
    step = "Reading the domain"
    progress.begins(step)
    synchronise(domain, full=True, on_page=lambda done, total: progress.is_at(step, done, total or done))
    domain.refresh_from_db()
    progress.begins("Making reports and looking at the servers")
    make_reports(timezone.localdate() - timedelta(days=1), actor=None, way=Way("command"))
    for server in Server.objects.select_related("domain", "farm"):
        read_server(server)


def _ensure_world(*, people: int, seed: int, now: datetime, progress: Progress) -> bool:
    found = SimulatedWorld.objects.filter(domain__dns_name=DOMAIN).first()
    if found is None:
        progress.begins(f"Making up {people:,} people")
        world = populate(seed=seed, people=people, now=now)
        progress.begins(f"Writing {len(world.objects):,} objects")
        plant_world(world, people=people, on_planted=partial(progress.is_at, "Writing objects"))
        return True
    if (found.seed, found.people) != (seed, people):
        raise OtherWorld(f"This database holds {found.people:,} people made from the seed {found.seed}.")
    return False


@transaction.atomic
def _ensure_rows(people: int) -> Domain:
    """Domain, credential, farms, servers and, in a demo, those who sign in."""
    domain = Domain.objects.filter(name=DOMAIN).first()
    if domain is not None:
        return domain
    domain = Domain.objects.create(
        name=DOMAIN,
        netbios=NETBIOS,
        base_dn=BASE_DN,
        sid=SimulatedDomain.objects.get(dns_name=DOMAIN).sid,
        source=settings.TSM_DIRECTORY_SOURCE,
        controllers=[machine.host for machine in CONTROLLERS],
        credential=_credential(),
    )
    _add_servers(domain)
    if settings.TSM_DEMO:
        _add_sign_ins()
    record(
        Event.CONFIGURED,
        actor=None,
        actor_name="seed",
        about=About("domain", str(domain.pk), DOMAIN, DOMAIN),
        way=Way("command"),
        data={"after": {"people": people, "servers": len(MACHINES), "farms": len(FARMS)}},
    )
    return domain


def _credential() -> Credential:
    credential = Credential(name=f"Simulated domain {NETBIOS}", username=_ACCOUNT)
    credential.seal_secret(_PLACEHOLDER)
    credential.save()
    return credential


def _add_servers(domain: Domain) -> None:
    farms = {
        plan.name: Farm.objects.create(name=plan.name, description=plan.description, allowed_names=list(plan.allowed))
        for plan in FARMS
    }
    for machine in MACHINES:
        Server.objects.create(
            host=machine.host,
            transport=TransportKind.SIMULATED,
            authentication=Authentication.KERBEROS,
            domain=domain,
            farm=farms.get(machine.farm),
            is_terminal=machine.is_terminal,
            is_domain_controller=machine.role == "controller",
            is_pdc_emulator=machine == EMULATOR,
            is_management=machine.role == "management",
            description=machine.description,
        )


def _add_sign_ins() -> None:
    """One local sign-in for each role, with its own name as the password, bound to a simulated person by GUID."""
    for name, account in SIGN_INS.items():
        person = SimulatedObject.objects.get(domain__dns_name=DOMAIN, sam_key=account, deleted_at=None)
        user = User.objects.create_user(
            name,
            password=name,
            email=str(person.attributes["mail"]),
            first_name=str(person.attributes["givenName"]),
            last_name=str(person.attributes["sn"]),
            guid=person.guid,
            sid=person.sid or "",
        )
        Grant.objects.create(role=Role.objects.get(name=name), user=user, scope_kind=Grant.Scope.EVERYWHERE)
