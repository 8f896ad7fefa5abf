"""Writes what a source told into the mirror: objects, places, memberships and search tokens, one page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from directory.bulk import insert
from directory.fields import COLUMNS, row_of
from directory.memberships import adopt_loose, write_members
from directory.models import DirectoryObject, Domain, Kind, LooseMember, Membership, Token
from directory.names import parents_of
from directory.places import follow_unit, place_row, settle_units, units_above
from directory.sources import SourceObject
from directory.tokens import Tokens, tokens_of
from directory.vocabulary import Indexed, write_tokens

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the mirror had of an object before."""

    pk: int
    dn: str
    is_present: bool
    indexed: Indexed


@transaction.atomic
def write_objects(domain: Domain, told: Sequence[SourceObject], *, now: datetime) -> None:
    """New and changed objects, with all that hangs on them. Units first, the outer ones before the inner ones."""
    units = sorted((one for one in told if one.kind == Kind.UNIT), key=lambda one: len(parents_of(one.dn)))
    depths = sorted({len(parents_of(one.dn)) for one in units})
    for depth in depths:
        _write_units(domain, [one for one in units if len(parents_of(one.dn)) == depth], now=now)
    if units:
        settle_units(domain)
    others = [one for one in told if one.kind != Kind.UNIT]
    for start in range(0, len(others), _BATCH):
        _write_rows(domain, others[start : start + _BATCH], now=now)


def _write_units(domain: Domain, told: Sequence[SourceObject], *, now: datetime) -> None:
    before = _known([one.guid for one in told])
    _write_rows(domain, told, now=now)
    for one in told:
        known = before.get(one.guid)
        if known and known.dn != one.dn:
            follow_unit(domain, old_dn=known.dn, new_dn=one.dn)


def _write_rows(domain: Domain, told: Sequence[SourceObject], *, now: datetime) -> None:
    before = _known([one.guid for one in told])
    rows = [row_of(one, domain=domain, now=now) for one in told]
    units = units_above(domain, rows)
    found: list[Tokens] = []
    for row in rows:
        place_row(row, units)
        if row.kind == Kind.UNIT and row.guid in before:
            row.place = before[row.guid].pk
        tokens = tokens_of(row)
        row.words = tokens.text
        found.append(tokens)
    _upsert(rows)
    write_tokens(zip(rows, found, strict=True), before={one.pk: one.indexed for one in before.values()})
    adopt_loose([row for row in rows if row.guid not in before or not before[row.guid].is_present])
    pks = {row.guid: row.pk for row in rows}
    write_members({pks[one.guid]: one.member for one in told if one.member is not None})


def _upsert(rows: Sequence[DirectoryObject]) -> None:
    insert(rows, unique=["guid"], update=COLUMNS)
    pks = dict(DirectoryObject.objects.filter(guid__in=[row.guid for row in rows]).values_list("guid", "pk"))
    for row in rows:
        row.pk = pks[row.guid]
        if row.kind == Kind.UNIT:
            row.place = row.pk
    new_units = [row for row in rows if row.kind == Kind.UNIT]
    DirectoryObject.objects.bulk_update(new_units, ["place"], batch_size=_BATCH)


def _known(guids: Collection[UUID]) -> dict[UUID, Known]:
    columns = ("guid", "pk", "dn", "deleted_at", "words", "rank", "place", "kind")
    found = DirectoryObject.objects.filter(guid__in=guids).values_list(*columns)
    return {
        guid: Known(pk, dn, deleted_at is None, Indexed(words if deleted_at is None else "", rank, place, kind))
        for guid, pk, dn, deleted_at, words, rank, place, kind in found
    }


@transaction.atomic
def delete_objects(guids: Collection[UUID], *, now: datetime) -> int:
    """Mark as deleted; found, listed and linked no more. Returns how many were there until now."""
    pks = list(DirectoryObject.objects.present().filter(guid__in=list(guids)).values_list("pk", flat=True))
    for start in range(0, len(pks), _BATCH):
        part = pks[start : start + _BATCH]
        Token.objects.filter(object__in=part).delete()
        Membership.objects.filter(group__in=part).delete()
        Membership.objects.filter(member__in=part).delete()
        LooseMember.objects.filter(group__in=part).delete()
        DirectoryObject.objects.filter(pk__in=part).update(deleted_at=now, mirrored_at=now)
    return len(pks)
