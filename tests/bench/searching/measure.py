"""Milliseconds of the search and of the naive query over the same rows."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from directory.models import DirectoryObject, Domain
from directory.scopes import EVERYWHERE, Scope
from directory.search import search_in
from directory.synchronise import synchronise

COLUMNS = ("name", "sam", "upn", "mail", "phone", "description", "department")
QUERIES = {
    "one letter": ["a", "m", "z"],
    "2 or 3 letters": ["mu", "sch", "dob"],
    "full name": ["ada müller", "søren kowalski"],
    "two starts": ["mül fin", "zo dob"],
    "part of a word": ["owals", "ndt"],
    "slip": ["kowlaski", "schmdit"],
    "account": ["u000123", "u0004"],
    "telephone": ["555 00042", "+49 40 555 00123"],
    "mail": ["p77@corp.example", "p9@"],
    "computer": ["PC-BER-00012"],
    "nothing": ["qqqqq", "xyzzy müller"],
}


def fill(people: int) -> Domain:
    """An empty database gets tables and a mirror of so many people; says how long that took."""
    call_command("migrate", verbosity=0)
    source = "tests.bench.searching.directory.Generated"
    domain = Domain.objects.create(name="bench.example", source=source, netbios=str(people))
    started = time.perf_counter()
    made = synchronise(domain)
    seconds = time.perf_counter() - started
    if made is None or made.state != "succeeded":
        raise SystemExit(made.message if made else "Another run is under way.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {made.done:,} objects read in {seconds:.1f} s ({made.done / seconds:,.0f} a second)")
    return domain


def run(people: int, rounds: int) -> None:
    fill(people)
    few = DirectoryObject.objects.filter(kind="ou").values_list("pk", flat=True)[:3]
    small = Scope(everywhere=False, places=frozenset(few))
    table(rounds, {"search": searching(EVERYWHERE), "in 3 units": searching(small), "LIKE": naive})


def searching(scope: Scope) -> Callable[[str], int]:
    return lambda typed: len(search_in(scope, typed))


def naive(typed: str) -> int:
    """What one would write first: every word anywhere, in any of the columns."""
    found = DirectoryObject.objects.present()
    for word in typed.split():
        anywhere = Q()
        for column in COLUMNS:
            anywhere |= Q(**{f"{column}__icontains": word})
        found = found.filter(anywhere)
    return len(list(found.order_by("name")[:20]))


def table(rounds: int, ways: Mapping[str, Callable[[str], int]]) -> None:
    print(f"{'p50 / p95 ms':<18}" + "".join(f"{name:>20}" for name in ways))
    everything: dict[str, list[float]] = {name: [] for name in ways}
    for kind, typed in QUERIES.items():
        line = f"{kind:<18}"
        for name, way in ways.items():
            taken = [_milliseconds(way, one) for _ in range(rounds) for one in typed]
            everything[name] += taken
            line += f"{_said(taken):>20}"
        print(line)
    print(f"{'mixed':<18}" + "".join(f"{_said(taken):>20}" for taken in everything.values()))
    first, *_, peer = everything.values()
    print(f"LIKE takes {statistics.mean(peer) / statistics.mean(first):.1f} times as long as the search, on average.")


def _milliseconds(way: Callable[[str], int], typed: str) -> float:
    started = time.perf_counter()
    way(typed)
    return (time.perf_counter() - started) * 1000


def _said(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken):.1f} / {sorted(taken)[int(len(taken) * 0.95)]:.1f}"
