"""The recorded story of real helpers on a real PowerShell, played through the wire of the simulated engine."""

import pytest

from remoting.simulated.models import SimulatedObject
from tests.remoting.simulated.founding import found_domain
from tests.remoting.simulated.story import Names, steps
from tests.remoting.simulated.wire import wire_on

pytestmark = pytest.mark.django_db
LOCKOUT_STEP = 44
DELETED_STEP = 93


def test_answers_every_step_as_it_was_recorded():
    wire = wire_on(found_domain(threshold=3))
    names: dict[str, Names] = {}
    wrong = []
    played = 0
    for file, row in steps():
        names.setdefault(file, Names())
        if "function" not in row:
            assert row["step"] == LOCKOUT_STEP
            zoe = SimulatedObject.objects.get(sam_key="rec-zoe")
            assert wire.directory.lock_out(zoe.guid, tries=4)
            continue
        got = wire.call(row["function"], what_if=row["whatIf"], **row["parameters"])
        want = row["data"]
        if row["step"] == DELETED_STEP:  # The directory of the recording held what earlier runs had deleted.
            want = [one for one in want if one["id"] in names[file].guids]
        lines = names[file].differences(want, got["data"])
        lines += names[file].differences(row["ok"], got["ok"], "ok")
        error = {key: got["error"][key] for key in ("code", "message", "category")} if got["error"] else None
        lines += names[file].differences(row["error"], error, "error")
        wrong += [f"{file} {row['step']} {row['function']} {row['what']}: {line}" for line in lines]
        played += 1
    assert wrong == []
    assert played == 109
