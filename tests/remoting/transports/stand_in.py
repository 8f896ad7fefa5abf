"""A stand-in for a PowerShell runner: speaks the frames over its pipes, and can be as nasty as one that is broken.

Started as a program of its own: `python stand_in.py KIND`. Its first line of input is the runner's text, as with the
real one. It counts how often each call has run, in the file that the variable `STAND_IN_COUNT` names.
"""

import base64
import json
import os
import sys
import time
from pathlib import Path

KIND = sys.argv[1] if len(sys.argv) > 1 else ""
COUNT = Path(os.environ["STAND_IN_COUNT"])
FORGOTTEN = COUNT.with_suffix(".forgotten")


def say(frame: dict) -> None:
    sys.stdout.write("\nTSM1 " + base64.b64encode(json.dumps(frame).encode()).decode() + "\n")
    sys.stdout.flush()


def count(call: str) -> None:
    with COUNT.open("a") as file:
        file.write(call + "\n")


def result(frame: dict, **more: object) -> dict:
    return {
        "type": "result",
        "id": frame["id"],
        "ok": True,
        "data": [{"n": 1}],
        "error": None,
        "milliseconds": 2,
    } | more


def error(code: str) -> dict:
    return {
        "ok": False,
        "data": [],
        "error": {"code": code, "message": f"It is {code}.", "exception": "X", "category": ""},
    }


journal: dict[str, dict] = {}
loaded: set[str] = set()


def invoke(frame: dict) -> None:
    call = frame["id"]
    if call in journal:
        say(journal[call])
        return
    if frame["sha256"] not in loaded or (KIND == "forgets" and not FORGOTTEN.exists()):
        if KIND == "forgets":
            FORGOTTEN.touch()
            loaded.clear()
        say(result(frame, **error("NotLoaded")))
        return
    count(call)
    answer(frame)


def answer(frame: dict) -> None:
    """The call has run; what comes of it depends on the kind."""
    if KIND in BREAKING:
        BREAKING[KIND](frame)
    if KIND in ENDING:
        ENDING[KIND](frame)
        return
    journal[frame["id"]] = result(frame, data=[{"function": frame["function"], "parameters": frame["parameters"]}])
    say(journal[frame["id"]])


def die(frame: dict) -> None:
    os._exit(9)


def die_half_way(frame: dict) -> None:
    line = "\nTSM1 " + base64.b64encode(json.dumps(result(frame)).encode()).decode()
    sys.stdout.write(line[: len(line) // 2])
    sys.stdout.flush()
    os._exit(9)


def send_garbage(frame: dict) -> None:
    sys.stdout.write("TSM1 this is no base64\n")
    sys.stdout.flush()
    time.sleep(60)


def complain(frame: dict) -> None:
    sys.stderr.write("A warning of the runtime\n")
    sys.stderr.flush()


def get_stuck(frame: dict) -> None:
    say(result(frame, **error("Timeout")))
    say({"type": "fatal", "code": "Stuck", "message": "The process ends."})
    sys.exit(4)


def tell(frame: dict) -> None:
    for number in range(3):
        say(
            {
                "type": "event",
                "id": frame["id"],
                "stream": "progress",
                "message": f"step {number}",
                "percent": number * 50,
            }
        )
    say({"type": "event", "id": "another", "stream": "information", "message": "not mine"})


def wait(frame: dict) -> None:
    """Until somebody cancels it."""
    for line in sys.stdin:
        if line.startswith("TSM1 "):
            other = json.loads(base64.b64decode(line[5:]))
            if other["type"] == "cancel" and other["id"] == frame["id"]:
                journal[frame["id"]] = result(frame, **error("Cancelled"))
                say(journal[frame["id"]])
                return


BREAKING = {
    "dies": die,
    "dies-half": die_half_way,
    "silent": lambda frame: time.sleep(60),
    "garbage": send_garbage,
    "chatty": lambda frame: sys.stdout.write("Hello from Write-Host\n"),
    "complains": complain,
    "stuck": get_stuck,
    "events": tell,
    "slow": lambda frame: say({"type": "running", "id": frame["id"]}),
}
ENDING = {"refuses": lambda frame: say(result(frame, **error("NotFound"))), "waits": wait}


def main() -> None:
    if KIND == "never-ready":
        time.sleep(60)
    if KIND == "constrained":
        say({"type": "fatal", "code": "LanguageMode"})
        sys.exit(3)
    sys.stdin.readline()
    say({"type": "ready", "protocol": 1, "version": "7", "isolated": True})
    for line in sys.stdin:
        if not line.startswith("TSM1 "):
            continue
        frame = json.loads(base64.b64decode(line[5:]))
        match frame["type"]:
            case "quit":
                return
            case "ping":
                say({"type": "pong", "id": frame["id"]})
            case "load":
                wrong = KIND == "wrong-digest"
                loaded.add(frame["sha256"])
                say({"type": "loaded", "id": frame["id"], "sha256": "0" if wrong else frame["sha256"], "functions": []})
            case "replay":
                say(journal.get(frame["id"], {"type": "unknown", "id": frame["id"]}))
            case "invoke":
                invoke(frame)


main()
