"""ServerHelper: state and health of a server, and its inventory."""

from collections.abc import Iterator
from math import floor

from remoting.simulated.calls import Call, Output
from remoting.simulated.counterparts import operation
from remoting.simulated.life import ServerLife, life_of
from remoting.simulated.life_inventory import certificates_of, programs_of, updates_of
from remoting.simulated.life_machine import Disk
from remoting.simulated.life_processes import processes_of
from remoting.simulated.life_services import service_named
from remoting.simulated.operations.session_processes import shown_process
from remoting.simulated.population_machines import DOMAIN
from remoting.simulated.seeding import number_of
from remoting.simulated.store import JSON
from remoting.simulated.times import text_of

_ENDLESS = 2**31 - 1


def state_of(life: ServerLife) -> dict[str, JSON]:
    """What Get-TsmServer tells."""
    machine, state = life.machine, life.state
    sessions = life.sessions()
    active = sum(session.state == "active" for session in sessions)
    reasons = state.restart_reasons
    return {
        "name": machine.name,
        "domain": DOMAIN,
        "system": "Microsoft Windows Server 2022 Standard",
        "version": "10.0.20348",
        "serialNumber": f"00454-{10_000 + number_of(life.seed, 'serial', machine.name, below=90_000)}-00001-AA541",
        "manufacturer": "VMware, Inc.",
        "model": "VMware20,1",
        "lastStart": text_of(state.started),
        "uptimeSeconds": int((life.now - state.started).total_seconds()),
        "processor": "Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz",
        "cores": machine.cores,
        "cpuPercent": state.cpu_percent(active),
        "memoryBytes": state.memory_bytes,
        "memoryFreeBytes": state.memory_free(len(sessions)),
        "restartDue": bool(reasons),
        "restartReasons": reasons,
        "logonMode": state.logon_mode() if machine.has_desktop_service else None,
        "sessionHost": machine.is_terminal,
        "sessions": {
            "total": len(sessions),
            "active": active,
            "disconnected": sum(session.state == "disconnected" for session in sessions),
        },
    }


@operation("Get-TsmServer")
def get_server(call: Call) -> Iterator[Output]:
    yield state_of(life_of(call))


def _shown_disk(disk: Disk) -> dict[str, JSON]:
    return {
        "name": disk.name,
        "label": disk.label,
        "fileSystem": "NTFS",
        "sizeBytes": disk.size,
        "freeBytes": disk.free,
        "freePercent": round(100 * disk.free / disk.size, 1),
    }


@operation("Get-TsmServerDisk")
def get_disks(call: Call) -> Iterator[Output]:
    yield from (_shown_disk(disk) for disk in life_of(call).state.disks())


def _shown_certificates(life: ServerLife) -> Iterator[dict[str, JSON]]:
    for one in certificates_of(life):
        yield {
            "subject": one.subject,
            "issuer": one.issuer,
            "thumbprint": one.thumbprint,
            "friendlyName": one.friendly_name or None,
            "validFrom": text_of(one.valid_from),
            "validUntil": text_of(one.valid_until),
            "daysLeft": floor((one.valid_until - life.now).total_seconds() / 86400),
            "privateKey": one.has_private_key,
        }


@operation("Get-TsmServerCertificate")
def get_certificates(call: Call) -> Iterator[Output]:
    days = call.number("Days")
    yield from (one for one in _shown_certificates(life_of(call)) if not days or one["daysLeft"] <= days)


@operation("Get-TsmServerSoftware")
def get_software(call: Call) -> Iterator[Output]:
    text = call.text("Name").casefold()
    for program in programs_of(life_of(call)):
        if text in program.name.casefold():
            yield {
                "name": program.name,
                "version": program.version,
                "publisher": program.publisher,
                "installDate": program.installed,
                "bits": program.bits,
            }


@operation("Get-TsmServerUpdate")
def get_updates(call: Call) -> Iterator[Output]:
    for name, description, installed, by in updates_of(life_of(call)):
        yield {"name": name, "description": description, "installDate": installed, "installedBy": by}


@operation("Get-TsmServerProcess")
def get_busiest_processes(call: Call) -> Iterator[Output]:
    field = {"memory": "memoryBytes", "cpu": "cpuSeconds"}[(call.text("Sort") or "memory").casefold()]
    found = [shown_process(process) for process in processes_of(life_of(call))]
    found.sort(key=lambda one: one[field] or 0, reverse=True)
    yield from found[: call.number("Limit") or 50]


def _check(name: str, value: float | None, unit: str, limit: float, critical: float, *, least: bool) -> dict[str, JSON]:
    """One line of health: `least` says that less is worse."""
    if value is None:
        state = "unknown"
    elif least:
        state = "critical" if value < critical else "warning" if value < limit else "ok"
    else:
        state = "critical" if value > limit and value >= critical else "warning" if value > limit else "ok"
    return {"name": name, "state": state, "value": value, "unit": unit, "limit": limit}


def _at_least(name: str, value: float, unit: str, limit: float) -> dict[str, JSON]:
    return _check(name, value, unit, limit, limit / 2, least=True)


def _at_most(name: str, value: float, unit: str, limit: float, critical: float) -> dict[str, JSON]:
    return _check(name, value, unit, limit, critical, least=False)


@operation("Get-TsmServerHealth")
def get_health(call: Call) -> Iterator[Output]:
    life = life_of(call)
    server = state_of(life)
    for disk in life.state.disks():
        yield _at_least(
            f"disk {disk.name}", round(100 * disk.free / disk.size, 1), "% free", call.number("DiskFreePercent") or 10
        )
    free = round(100 * server["memoryFreeBytes"] / server["memoryBytes"], 1)
    yield _at_least("memory", free, "% free", call.number("MemoryFreePercent") or 10)
    yield _at_most("processor", server["cpuPercent"], "% load", call.number("CpuPercent") or 90, 100)
    days = call.number("UptimeDays") or 60
    yield _at_most("uptime", round(server["uptimeSeconds"] / 86400, 1), "days", days, 2 * days)
    yield _at_most("restart", len(server["restartReasons"]), "reasons", 0, _ENDLESS)
    certificate = next((one for one in _shown_certificates(life) if one["privateKey"]), None)
    if certificate:
        name = f"certificate {certificate['subject']}"
        yield _at_least(name, certificate["daysLeft"], "days left", call.number("CertificateDays") or 30)
    for wanted in call.texts("ServiceName") or ("TermService", "W32Time", "Netlogon"):
        service = service_named(life, wanted)
        if service:
            yield _at_most(f"service {wanted}", int(service.state != "running"), "not running", 0, 0)
    if server["logonMode"]:
        yield _at_most("logon mode", int(server["logonMode"] != "enabled"), server["logonMode"], 0, _ENDLESS)
