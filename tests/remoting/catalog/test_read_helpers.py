"""The reader says of every operation what PowerShell's own parser says."""

import json
from pathlib import Path

from remoting.catalog.writing import catalog_of

ROOT = Path(__file__).parents[3]
RECORDED = json.loads((ROOT / "tests/data/recordings/catalog.json").read_text("utf-8"))
READ = {row["function"]: row for row in catalog_of(ROOT / "powershell")["operations"]}


def test_it_finds_the_operations_that_powershell_finds() -> None:
    assert sorted(READ) == sorted(row["function"] for row in RECORDED)
    assert len(READ) == 87


def test_it_reads_every_field_as_powershell_does() -> None:
    for row in RECORDED:
        read = {key: value for key, value in READ[row["function"]].items() if key not in ("name", "sha256")}
        assert read == row, row["function"]
