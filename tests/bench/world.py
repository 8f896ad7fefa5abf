"""`./tsm bench world [PEOPLE]`: how long it takes to make a world, plant it and mirror it, on a database of its own."""

import os
import sys
import tempfile
import time
from pathlib import Path

PEOPLE = 100_000


def measure(word: str, started: float) -> float:
    now = time.monotonic()
    print(f"{word:24} {now - started:8.1f} s", flush=True)
    return now


def main(people: int) -> None:
    import django  # noqa: PLC0415 -- the settings read the environment that is set below

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from remoting.simulated.embedded_planting import plant_world  # noqa: PLC0415
    from remoting.simulated.population import populate  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    now = time.monotonic()
    world = populate(seed=2026, people=people, now=timezone.now())
    now = measure(f"populate {people:,}", now)
    plant_world(world, people=people)
    measure(f"plant {len(world.objects):,} objects", now)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tsm_site.settings", "TSM_HOME": folder, "TSM_SECRET_KEY": "bench"}
        os.environ["TSM_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
