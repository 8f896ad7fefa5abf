"""`./tsm bench sync [PEOPLE]`: the mirror's first synchronisation, and its bulk writing beside Django's `bulk_create`.

Both write the same rows over themselves, in the same run and database; the last column is how many times as long
`bulk_create` takes.
"""

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from tempfile import TemporaryDirectory

import django

PEOPLE = "20000"


def measure(people: int) -> None:
    searching = import_module("tests.bench.searching.measure")
    domain = searching.fill(people)
    bulk, fields = import_module("directory.bulk"), import_module("directory.fields")
    objects = import_module("directory.models").DirectoryObject.objects
    rows = list(objects.all())
    over = {"unique_fields": ["guid"], "update_fields": fields.COLUMNS}
    ours = seconds(lambda: bulk.insert(rows, unique=["guid"], update=fields.COLUMNS))
    django_s = seconds(lambda: objects.bulk_create(rows, update_conflicts=True, batch_size=500, **over))
    print(
        f"{len(rows):,} rows over themselves: {ours:.1f} s; bulk_create {django_s:.1f} s, {django_s / ours:.1f} times"
    )
    synchronise = import_module("directory.synchronise").synchronise
    print(f"{'everything again, unchanged':<30}{seconds(lambda: synchronise(domain, full=True)):8.1f} s")


def seconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def main() -> None:
    with TemporaryDirectory() as folder:
        os.environ |= {"TSM_HOME": folder, "TSM_SECRET_KEY": "only for the bench", "TSM_BROKER_URL": "memory://"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "tsm_site.settings"
        django.setup()
        measure(int(sys.argv[1] if len(sys.argv) > 1 else PEOPLE))


if __name__ == "__main__":
    main()
