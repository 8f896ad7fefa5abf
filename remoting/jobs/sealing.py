"""Secrets of a job: sealed when typed, sealed when returned, deleted as soon as they have been used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.sealed import Party, seal, unseal
from remoting.jobs.models import Job, JobSecret, Side

TABLE = "remoting_jobsecret"
COLUMN = "sealed"
FIELD = "secret"


@dataclass(frozen=True, slots=True)
class Returned:
    """A secret that an operation returned, on its way from the answer into a sealed row."""

    object_id: str
    name: str
    secret: str = field(repr=False)


def keep_typed(job: Job, secrets: Mapping[str, str]) -> None:
    """Seal what was typed to the worker's key. The process that does this cannot open it again."""
    for position, (parameter, text) in enumerate(sorted(secrets.items())):
        row = JobSecret(job=job, side=Side.TYPED, position=position, parameter=parameter)
        row.sealed = seal(text, party=Party.WORKER, table=TABLE, column=COLUMN, row=row.pk)
        row.save(force_insert=True)


def open_typed(job: Job) -> dict[str, str]:
    """What was typed, by parameter; in the worker alone. Raises SealBroken, KeyMissing."""
    rows = JobSecret.objects.filter(job=job, side=Side.TYPED)
    return {
        row.parameter: unseal(bytes(row.sealed), party=Party.WORKER, table=TABLE, column=COLUMN, row=row.pk)
        for row in rows
    }


def delete_typed(job: Job) -> None:
    JobSecret.objects.filter(job=job, side=Side.TYPED).delete()


def take_out(rows: Iterable[Any]) -> tuple[list[Any], list[Returned]]:
    """The rows without any field `secret`, at whatever depth, and the secrets of the rows themselves."""
    clean: list[Any] = []
    found: list[Returned] = []
    for row in rows:
        if isinstance(row, Mapping) and row.get(FIELD) is not None:
            name = next((str(row[key]) for key in ("name", "keyId", "account", "id") if row.get(key)), "")
            found.append(Returned(str(row.get("id") or ""), name, str(row[FIELD])))
        clean.append(without_secrets(row))
    return clean, found


def without_secrets(value: Any) -> Any:
    """The value without fields named `secret`."""
    if isinstance(value, Mapping):
        return {key: without_secrets(each) for key, each in value.items() if key != FIELD}
    if isinstance(value, list):
        return [without_secrets(each) for each in value]
    return value


def keep_returned(job: Job, secrets: Iterable[Returned]) -> None:
    """Seal what came back to the web's key; called in the transaction that settles the job."""
    for position, each in enumerate(secrets):
        row = JobSecret(
            job=job, side=Side.RETURNED, position=position, object_id=each.object_id[:300], name=each.name[:300]
        )
        row.sealed = seal(each.secret, party=Party.WEB, table=TABLE, column=COLUMN, row=row.pk)
        row.save(force_insert=True)
