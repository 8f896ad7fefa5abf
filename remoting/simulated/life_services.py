"""Services of a server, and what people did to them."""

from dataclasses import dataclass, replace

from remoting.simulated.life import ServerLife
from remoting.simulated.population_machines import Machine

_SYSTEM, _LOCAL, _NETWORK = "LocalSystem", r"NT AUTHORITY\LocalService", r"NT AUTHORITY\NetworkService"
_NEVER_STARTED = 1077  # ERROR_SERVICE_NEVER_STARTED


@dataclass(frozen=True, slots=True)
class Service:
    """A service. `state`: running, stopped or paused; `start_mode`: auto, manual or disabled."""

    name: str
    display: str
    account: str = _SYSTEM
    start_mode: str = "auto"
    state: str = "running"
    process: str = "svchost"
    exit_code: int = 0
    pid: int = 0


_EVERYWHERE: tuple[Service, ...] = (
    Service("BFE", "Base Filtering Engine", _LOCAL),
    Service("BITS", "Background Intelligent Transfer Service", start_mode="manual", state="stopped"),
    Service("CryptSvc", "Cryptographic Services", _NETWORK),
    Service("Dhcp", "DHCP Client", _LOCAL),
    Service("Dnscache", "DNS Client", _NETWORK),
    Service("EventLog", "Windows Event Log", _LOCAL),
    Service("gpsvc", "Group Policy Client"),
    Service("iphlpsvc", "IP Helper"),
    Service("LanmanServer", "Server"),
    Service("LanmanWorkstation", "Workstation", _NETWORK),
    Service("LSM", "Local Session Manager"),
    Service("MpsSvc", "Windows Defender Firewall", _LOCAL),
    Service("Netlogon", "Netlogon", process="lsass"),
    Service("ProfSvc", "User Profile Service"),
    Service("RemoteRegistry", "Remote Registry", _LOCAL, "disabled", "stopped", exit_code=_NEVER_STARTED),
    Service("RpcSs", "Remote Procedure Call (RPC)", _NETWORK),
    Service("SamSs", "Security Accounts Manager", process="lsass"),
    Service("Schedule", "Task Scheduler"),
    Service("Spooler", "Print Spooler", process="spoolsv"),
    Service("TermService", "Remote Desktop Services", _NETWORK),
    Service("VaultSvc", "Credential Manager", start_mode="manual", process="lsass"),
    Service("VMTools", "VMware Tools", process="vmtoolsd"),
    Service("W32Time", "Windows Time", _LOCAL),
    Service("WinDefend", "Microsoft Defender Antivirus Service", process="MsMpEng"),
    Service("Winmgmt", "Windows Management Instrumentation"),
    Service("WinRM", "Windows Remote Management (WS-Management)", _NETWORK),
    Service("wuauserv", "Windows Update", start_mode="manual", state="stopped"),
)
_TERMINAL: tuple[Service, ...] = (
    Service("AppReadiness", "App Readiness", start_mode="manual", state="stopped"),
    Service("Audiosrv", "Windows Audio", _LOCAL),
    Service("Fax", "Fax", _NETWORK, "disabled", "stopped", exit_code=_NEVER_STARTED),
    Service("FontCache", "Windows Font Cache Service", _LOCAL),
    Service("frxsvc", "FSLogix Apps Services", process="frxsvc"),
    Service("SessionEnv", "Remote Desktop Configuration"),
    Service("Themes", "Themes"),
    Service("TsmProfileCleaner", "Profile Cleaner", r"CORP\svc-tsm", process="ProfileCleaner"),
    Service("TsmScanAgent", "Scan to session agent", r"CORP\svc-scan", process="ScanAgent"),
    Service("UmRdpService", "Remote Desktop Services UserMode Port Redirector"),
    Service("WSearch", "Windows Search", process="SearchIndexer"),
)
_CONTROLLER: tuple[Service, ...] = (
    Service("ADWS", "Active Directory Web Services", process="Microsoft.ActiveDirectory.WebServices"),
    Service("DFSR", "DFS Replication", process="dfsrs"),
    Service("DNS", "DNS Server", process="dns"),
    Service("Kdc", "Kerberos Key Distribution Center", process="lsass"),
    Service("NTDS", "Active Directory Domain Services", process="lsass"),
)


def _here(machine: Machine) -> list[Service]:
    more = _TERMINAL if machine.is_terminal else _CONTROLLER if machine.role == "controller" else ()
    found = sorted([*_EVERYWHERE, *more], key=lambda service: service.name.casefold())
    if machine.trouble == "service-down":
        found = [replace(one, state="stopped", exit_code=1) if one.name == "W32Time" else one for one in found]
    return found


def services_of(life: ServerLife) -> list[Service]:
    """The services as they are now; a restart starts again what starts by itself."""
    found = []
    for ordinal, service in enumerate(_here(life.machine)):
        act = life.state.last_act("service", service.name, since=life.state.started)
        state = str(act.value["state"]) if act else service.state
        shared = service.process == "lsass"
        pid = 0 if state == "stopped" else 680 if shared else 800 + 12 * ordinal
        if act and act.value.get("pid"):
            pid = int(act.value["pid"]) if state == "running" else 0
        found.append(replace(service, state=state, pid=pid, exit_code=0 if state == "running" else service.exit_code))
    return found


def service_named(life: ServerLife, name: str) -> Service | None:
    wanted = name.casefold()
    return next((one for one in services_of(life) if one.name.casefold() == wanted), None)
