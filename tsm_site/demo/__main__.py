"""`./tsm demo [--port N] [--dir D] [--fresh] [--people N] [--check]`."""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tsm_site.demo import children
from tsm_site.demo.folder import ROOT, Folder, Refused, take
from tsm_site.demo.supervisor import Failed, Supervisor
from tsm_site.processes import ends_with_parent, stop

PEOPLE = 2000
PORT = 8000
START = 60.0  # seconds a web process may take until it answers
SIGN_INS = "viewer, helpdesk, operator, auditor, administrator"


def main() -> int:
    wishes = read_wishes()
    try:
        folder = take(wishes.dir.resolve(), fresh=wishes.fresh)
        refuse_other_people(folder, wishes.people)
        return run(folder, wishes)
    except (Refused, Failed) as problem:
        print(f"tsm demo: {problem}", file=sys.stderr)
        return 1


def read_wishes() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="./tsm demo", description="The portal with a simulated domain.")
    reader.add_argument("--port", type=int, default=PORT, metavar="N", help="the next free one where it is busy")
    reader.add_argument("--dir", type=Path, default=ROOT / ".demo", metavar="D", help="where the demo keeps everything")
    reader.add_argument("--fresh", action="store_true", help="forget what the folder holds and begin anew")
    reader.add_argument("--people", type=int, metavar="N", help=f"people of the simulated domain (default {PEOPLE})")
    reader.add_argument("--check", action="store_true", help="start, unlock a user through the pages, end; 0 or 1")
    return reader.parse_args()


def refuse_other_people(folder: Folder, wanted: int | None) -> None:
    has = folder.people()
    if wanted and has and wanted != has:
        raise Refused(f"{folder.path} holds a domain of {has:,} people. --fresh begins anew, --dir D leaves it alone.")


def run(folder: Folder, wishes: argparse.Namespace) -> int:
    """Prepare, start, and stay until somebody says stop; with --check until the check has ended."""
    people = folder.people() or wishes.people or PEOPLE
    supervisor = Supervisor(folder.logs, say=tell)
    environment = children.environment_of(folder.path, people=people)
    with closing(listen(0 if wishes.check else wishes.port)) as listener:
        port = listener.getsockname()[1]
        folder.says(address_of(port))
        try:
            prepare(folder, supervisor, people)
            if not supervisor.asked_to_stop:
                web = children.web(folder.path, listener.fileno(), environment)
                supervisor.keep([web, children.worker(folder.path, environment)])
                wait_for_web(supervisor, port)
                supervisor.keep([children.sweeper(environment), children.beat(folder.path, environment)])
            return check(supervisor, port) if wishes.check else stay(supervisor, port)
        finally:
            supervisor.stop()


def prepare(folder: Folder, supervisor: Supervisor, people: int) -> None:
    if folder.is_prepared():
        return
    tell(f"Preparing a simulated domain of {people:,} people in {folder.path} …")
    supervisor.run(children.preparation(children.environment_of(folder.path, people=people)))
    if not supervisor.asked_to_stop:
        folder.is_prepared_for(people)


def listen(port: int) -> socket.socket:
    """A listening socket on this port, or on the next one that is free; 0 is any."""
    for candidate in range(port, min(port + 100, 65536)):
        listener = socket.socket(socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
            listener.listen(128)
        except OSError:
            listener.close()
        else:
            return listener
    raise Refused(f"no free port from {port} on. Choose another with --port.")


def wait_for_web(supervisor: Supervisor, port: int) -> None:
    """Until a page answers. The socket is ours and takes calls from the start, so only silence is waited for."""
    end = time.monotonic() + START
    while not supervisor.asked_to_stop and not answers(port):
        supervisor.look()
        if time.monotonic() > end:
            raise Failed(f"the web process does not answer; see {supervisor.logs / 'web.log'}")


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1.0)
    with closing(connection):
        try:
            connection.request("GET", "/health/live")
            return connection.getresponse().status < 500
        except OSError:
            return False


def check(supervisor: Supervisor, port: int) -> int:
    """Let a process of its own go through the pages, while this one looks after the others."""
    command = (sys.executable, "-P", "-m", "tsm_site.demo.check", f"http://127.0.0.1:{port}")
    checker = subprocess.Popen(command, preexec_fn=ends_with_parent(os.getpid()))
    while checker.poll() is None and not supervisor.asked_to_stop:
        supervisor.look()
    stop([checker], patience=1)
    return 1 if checker.returncode or supervisor.asked_to_stop else 0


def stay(supervisor: Supervisor, port: int) -> int:
    if not supervisor.asked_to_stop:
        tell(f"\n  TSM is ready:  {address_of(port)}\n")
        tell(f"  Sign in as {SIGN_INS}; the password is the name.\n  Ctrl-C ends it.")
    while not supervisor.asked_to_stop:
        supervisor.look()
    tell("\nEnding …")
    return 0


def address_of(port: int) -> str:
    # A name and no number: browsers give passkeys to names only.
    return f"http://localhost:{port}"


def tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
