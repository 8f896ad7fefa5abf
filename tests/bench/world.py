"""`./tsm bench world [PEOPLE]`: how long the simulated domain takes until the portal can be used, in its own folder.

Populating, planting and the first synchronisation of the mirror; 2,000 people by default are what a demo starts with.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = "100000"
MAKE_KEYS = "from django.conf import settings; from accounts.sealed import make_keys; make_keys(settings.TSM_KEYS)"


def run(word: str, *arguments: str, folder: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "tsm_site.settings", "TSM_HOME": folder, "TSM_SECRET_KEY": "bench"}
    started = time.monotonic()
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], check=True, env={**os.environ, **settings})
    print(f"{word:30} {time.monotonic() - started:8.1f} s", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        people = sys.argv[1] if len(sys.argv) > 1 else PEOPLE
        (Path(folder) / "keys").mkdir()
        run("keys", "shell", "-v", "0", "-c", MAKE_KEYS, folder=folder)
        run("tables", "migrate", "-v", "0", folder=folder)
        run(f"world of {int(people):,} people", "seed", "--people", people, folder=folder)
        size = sum(path.stat().st_size for path in Path(folder).glob("tsm.sqlite3*"))
        print(f"{'database':30} {size / 1e6:8.0f} MB")
