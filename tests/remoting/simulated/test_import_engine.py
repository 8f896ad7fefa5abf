"""Engine and operations know no Django, so that they run beside any store."""

import subprocess
import sys

from tests.remoting.simulated.wire import ROOT

SCRIPT = """
import sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "celery"):
            raise ImportError(name)

sys.meta_path.insert(0, Refused())
import remoting.simulated.engine
from remoting.simulated.counterparts import known_functions
print(len(known_functions()))
"""


def test_needs_no_django():
    run = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 57
