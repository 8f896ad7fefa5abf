"""import-linter holds the layers of what is listed; what is in no layer passes it unseen, so that is found here."""

import re
import tomllib

from tests.sources import ROOMS, ROOT


def layered(contract: str) -> set[str]:
    text = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (found,) = (one for one in text["tool"]["importlinter"]["contracts"] if one["name"] == contract)
    return {name for layer in found["layers"] for name in re.findall(r"[\w.]+", layer)}


def modules_of(room: str) -> set[str]:
    """What lies directly in a room: its modules and its folders."""
    entries = (ROOT / room).iterdir()
    return {entry.stem for entry in entries if entry.suffix == ".py" or (entry / "__init__.py").exists()} - {"__init__"}


def test_has_every_room_in_a_layer():
    rooms = layered("Rooms: imports go one way")
    assert set(ROOMS) - {"audit"} <= rooms


def test_has_every_module_of_audit_in_a_layer():
    assert {f"audit.{name}" for name in modules_of("audit")} - layered("Rooms: imports go one way") == set()


def test_has_every_folder_of_remoting_in_a_layer():
    assert modules_of("remoting") - layered("Rooms: the inner order of remoting") == set()
