"""Secrets at rest: sealed to the public key of the process that needs them (HPKE, RFC 9180).

The web process seals what is typed to the worker and cannot open it again; the worker seals what an operation
returns to the web. A sealed text opens in its own row and column only.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.conf import settings

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
VERSION = b"\x01"
ID_LENGTH = 8  # bytes of a key's id


class Party(StrEnum):
    """Whose key a secret is sealed to."""

    WORKER = "worker"
    WEB = "web"


class SealBroken(Exception):
    """A sealed text does not open: another row or column, another key, or changed bytes."""


class KeyMissing(Exception):
    """The process holds no such key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a key file: the id and the raw 32 bytes."""

    id: bytes
    raw: bytes

    @property
    def line(self) -> str:
        return f"{self.id.hex()} {base64.b64encode(self.raw).decode()}\n"


def seal(text: str, *, party: Party, table: str, column: str, row: UUID | str) -> bytes:
    """Seal a text to a party's newest public key. The bytes hold a version, the key's id and the HPKE message."""
    key = read_keys(settings.TSM_KEYS / f"{party}.pub")[0]
    public = X25519PublicKey.from_public_bytes(key.raw)
    info = info_of(key, party, table, column, row)
    return VERSION + key.id + SUITE.encrypt(text.encode(errors="surrogatepass"), public, info)


def unseal(sealed: bytes, *, party: Party, table: str, column: str, row: UUID | str) -> str:
    """Open a sealed text with this process's private keys. Raises SealBroken, or KeyMissing without any key."""
    sealed = bytes(sealed)
    version, key_id, message = sealed[:1], sealed[1 : 1 + ID_LENGTH], sealed[1 + ID_LENGTH :]
    key = next((one for one in private_keys(party) if one.id == key_id), None)
    if version != VERSION or key is None:
        raise SealBroken(f"Nothing here opens what stands in {table}.{column} of {row}.")
    try:
        opened: bytes = SUITE.decrypt(
            message, X25519PrivateKey.from_private_bytes(key.raw), info_of(key, party, table, column, row)
        )
    except (InvalidTag, ValueError) as error:
        raise SealBroken(
            f"What stands in {table}.{column} of {row} was sealed for another place, or changed."
        ) from error
    return opened.decode(errors="surrogatepass")


def info_of(key: Key, party: Party, table: str, column: str, row: UUID | str) -> bytes:
    """What binds a sealed text to its place; each part with its length, so that no two places read the same."""
    parts = [b"tsm-sealed-1", key.id, party.value.encode(), table.encode(), column.encode(), str(row).encode()]
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def private_keys(party: Party) -> list[Key]:
    paths = {Party.WORKER: settings.TSM_WORKER_PRIVATE_KEYS, Party.WEB: settings.TSM_WEB_PRIVATE_KEYS}
    path = str(paths[party])
    if not path:
        raise KeyMissing(f"This process does not hold the private key of the {party} and cannot open its secrets.")
    return read_keys(Path(path))


def read_keys(path: Path) -> list[Key]:
    """The keys of a file, newest first: one line each, the id and the key."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError as error:
        raise KeyMissing(f"No key file at {path}. The launcher makes it at its first start.") from error
    pairs = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    keys = [Key(bytes.fromhex(key_id), base64.b64decode(raw, validate=True)) for key_id, raw in pairs]
    if not keys:
        raise KeyMissing(f"The key file {path} holds no key.")
    return keys


def make_keys(folder: Path) -> None:
    """Make worker.key, worker.pub, web.key and web.pub where they are missing; what is there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for party in Party:
        if not (folder / f"{party}.key").exists():
            add_key(folder, party)


def add_key(folder: Path, party: Party) -> None:
    """Put a new key in front of a party's keys; what was sealed before still opens with the older ones."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key_id = sha256(public).digest()[:ID_LENGTH]
    # The private half first: a public key whose private half is missing would seal what nobody can open.
    prepend(folder / f"{party}.key", Key(key_id, private.private_bytes_raw()).line, mode=0o600)
    prepend(folder / f"{party}.pub", Key(key_id, public).line, mode=0o644)


def prepend(path: Path, line: str, *, mode: int) -> None:
    """Put a line in front of a file, in one step, so that a reader never sees half a file."""
    older = path.read_text(encoding="ascii") if path.exists() else ""
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="ascii") as file:
        file.write(line + older)
    part.replace(path)
