"""`./tsm bench search`: the search as you type beside a naive LIKE '%word%' over the same rows, in the same run.

Makes a database of its own with generated people, and prints milliseconds at p50 and p95 and how long the first
synchronisation took. Compare the columns; the numbers themselves say more about the machine.
"""

import argparse
import os
from importlib import import_module
from tempfile import TemporaryDirectory

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="./tsm bench search", description="Measures the search.")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", default="", help="URL of an empty PostgreSQL database")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ |= {"TSM_HOME": folder, "TSM_SECRET_KEY": "only for the bench", "TSM_BROKER_URL": "memory://"}
        os.environ |= {"TSM_DATABASE_URL": asked.database} if asked.database else {}
        os.environ["DJANGO_SETTINGS_MODULE"] = "tsm_site.settings"
        django.setup()
        import_module("tests.bench.searching.measure").run(asked.people, asked.rounds)


if __name__ == "__main__":
    main()
