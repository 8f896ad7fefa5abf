"""A change and its answer are in the file together, or neither is: a worker that is killed can be proven right."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from django.db import connection

from remoting.simulated.models import SimulatedCall
from tests.remoting.simulated.small_world import row, small_world
from tests.remoting.simulated.wire import ROOT, wire_on

pytestmark = pytest.mark.django_db(transaction=True)
CALL = "6f1c0d8e-0000-4000-8000-0000000000aa"
# Another process runs the call and is killed: before it commits, or right after.
SCRIPT = """
import os, signal, sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from remoting.simulated import embedded
from remoting.simulated.models import SimulatedDomain
from tests.remoting.simulated.wire import wire_on

def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)

wire = wire_on(SimulatedDomain.objects.get())
if sys.argv[2] == "before":
    keep = embedded.EmbeddedJournal.remember
    embedded.EmbeddedJournal.remember = lambda *args: (keep(*args), die())
frame = wire.frame("Reset-TsmUserPassword", call=sys.argv[3], Identity="ada", MustChange=False)
frames = wire.engine.answer(frame)
next(frames)
die()
"""


def killed(when):
    name = str(connection.settings_dict["NAME"])
    connection.close()
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), name, when, CALL],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.one_database
@pytest.mark.parametrize("when", ["before", "after"])
def test_tells_after_a_kill_whether_it_was_done(when):
    wire = small_world()
    before = row("ada").versions["unicodePwd"]
    killed(when)
    done = row("ada").versions["unicodePwd"] != before
    known = wire.send({"type": "replay", "id": CALL})
    assert done is (when == "after")
    assert known["type"] == ("result" if done else "unknown")
    assert SimulatedCall.objects.filter(call=CALL).exists() is done
    if done:
        assert known["data"][0]["applied"] is True
        assert "secret" not in known["data"][0]


@pytest.mark.one_database
def test_runs_once_when_it_is_sent_again_after_a_kill():
    wire = small_world()
    killed("after")
    version = row("ada").versions["unicodePwd"]
    again = wire_on(row("ada").domain)
    answer = again.call("Reset-TsmUserPassword", call=CALL, Identity="ada", MustChange=False)
    assert answer["ok"]
    assert row("ada").versions["unicodePwd"] == version
    assert wire.call("Reset-TsmUserPassword", Identity="ada", MustChange=False)["ok"]
    assert row("ada").versions["unicodePwd"] != version
