"""The wire of an engine, for tests: loads the helpers, sends calls, gives what came back."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from remoting.catalog.texts import digest, helper_text
from remoting.simulated.declared import read_declarations
from remoting.simulated.embedded import EmbeddedStore
from remoting.simulated.engine import Engine

ROOT = Path(__file__).resolve().parents[3]
RECORDINGS = ROOT / "tests/data/recordings"
HELPERS = ("GenericHelper", "UserHelper", "GroupHelper", "OUHelper", "ComputerHelper", "SecretHelper")


class Clock:
    """A clock that goes on by a second with each look."""

    def __init__(self, start=datetime(2026, 3, 2, 10, 0, tzinfo=UTC)):
        self.moment = start

    def __call__(self):
        self.moment += timedelta(seconds=1)
        return self.moment


class Wire:
    """An engine with its helpers loaded."""

    def __init__(self, store, *, clock=None, helpers=HELPERS):
        self.engine = Engine(store, clock=clock or Clock(), declared=read_declarations(RECORDINGS / "catalog.json"))
        self.directory = store.directory
        self.owner = {}
        for name in helpers:
            text = helper_text(name)
            frame = {"type": "load", "id": str(uuid4()), "name": name, "sha256": digest(text), "source": text}
            for function in self.send(frame | {"requires": list(HELPERS[:1]) if name != HELPERS[0] else []})[
                "functions"
            ]:
                self.owner[function] = digest(text)

    def frames(self, frame):
        return json.loads(json.dumps(list(self.engine.answer(frame))))

    def send(self, frame):
        return self.frames(frame)[-1]

    def frame(self, function, *, what_if=False, context=None, call=None, **parameters):
        return {
            "type": "invoke", "id": call or str(uuid4()), "sha256": self.owner[function], "function": function,
            "parameters": parameters, "context": context or {}, "whatIf": what_if, "timeout": 30,
        }  # fmt: skip

    def call(self, function, *, what_if=False, context=None, call=None, **parameters):
        return self.send(self.frame(function, what_if=what_if, context=context, call=call, **parameters))

    def do(self, function, **parameters):
        """The rows of a call that must succeed."""
        result = self.call(function, **parameters)
        assert result["ok"], result["error"]
        return result["data"]

    def code(self, function, **parameters):
        """The code of a call that must fail."""
        result = self.call(function, **parameters)
        assert not result["ok"], result["data"]
        return result["error"]["code"]


def wire_on(domain, **options):
    clock = options.get("clock") or Clock()
    return Wire(EmbeddedStore(domain, clock=clock), **(options | {"clock": clock}))


_count = itertools.count(1)


def unique(prefix="n"):
    return f"{prefix}{next(_count)}"
