"""A sealed secret opens in its own row and column, for its own party, and nowhere else."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.sealed import KeyMissing, Party, SealBroken, add_key, make_keys, read_keys, seal, unseal

PLACE = {"party": Party.WORKER, "table": "directory_credential", "column": "secret", "row": "7"}


@given(text=st.text(max_size=300), row=st.uuids(), party=st.sampled_from(Party))
def test_it_opens_where_it_was_sealed(text: str, row, party: Party) -> None:
    place = {"party": party, "table": "t", "column": "c", "row": row}
    assert unseal(seal(text, **place), **place) == text


def test_it_opens_what_holds_half_a_surrogate_pair() -> None:
    assert unseal(seal("a\ud800b", **PLACE), **PLACE) == "a\ud800b"


def test_it_is_never_the_same_twice_and_holds_no_text() -> None:
    first, second = seal("correct horse", **PLACE), seal("correct horse", **PLACE)
    assert first != second
    assert b"correct" not in first


@pytest.mark.parametrize(
    "other",
    [
        {"row": "8"},
        {"row": uuid4()},
        {"column": "secrets"},
        {"table": "directory_credentials"},
        {"party": Party.WEB},
        {"table": "directory_credentialsecret", "column": ""},
        {"table": "", "column": "directory_credentialsecret"},
    ],
)
def test_it_does_not_open_in_another_place(other: dict) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("x", **PLACE), **(PLACE | other))


@given(data=st.data())
def test_it_does_not_open_when_a_bit_was_changed(data: st.DataObject) -> None:
    sealed = bytearray(seal("correct horse", **PLACE))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << (at % 8)
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), **PLACE)


@given(sealed=st.binary(max_size=120))
def test_it_does_not_open_what_was_never_sealed(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(sealed, **PLACE)


@given(length=st.integers(0, 70))
def test_it_does_not_open_when_it_was_cut(length: int) -> None:
    sealed = seal("correct horse", **PLACE)
    with pytest.raises(SealBroken):
        unseal(sealed[: min(length, len(sealed) - 1)], **PLACE)


def test_it_opens_with_an_older_key_and_seals_with_the_newest(tmp_path: Path, settings) -> None:
    make_keys(tmp_path)
    settings.TSM_KEYS = tmp_path
    settings.TSM_WORKER_PRIVATE_KEYS = str(tmp_path / "worker.key")
    before = seal("old", **PLACE)
    add_key(tmp_path, Party.WORKER)
    after = seal("new", **PLACE)
    newest, oldest = read_keys(tmp_path / "worker.pub")
    assert (before[1:9], after[1:9]) == (oldest.id, newest.id)
    assert [unseal(before, **PLACE), unseal(after, **PLACE)] == ["old", "new"]


def test_it_says_clearly_that_a_process_holds_no_key(settings) -> None:
    sealed = seal("x", **PLACE)
    settings.TSM_WORKER_PRIVATE_KEYS = ""
    with pytest.raises(KeyMissing, match="does not hold the private key of the worker"):
        unseal(sealed, **PLACE)


def test_it_says_clearly_that_there_are_no_key_files(tmp_path: Path, settings) -> None:
    settings.TSM_KEYS = tmp_path
    with pytest.raises(KeyMissing, match="No key file"):
        seal("x", **PLACE)


def test_it_makes_keys_once_and_keeps_the_private_ones_to_the_owner(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    make_keys(folder)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    make_keys(folder)
    assert first == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(first) == {"worker.key", "worker.pub", "web.key", "web.pub"}
    assert (folder / "worker.key").stat().st_mode & 0o077 == 0
    assert (folder / "web.key").stat().st_mode & 0o077 == 0
