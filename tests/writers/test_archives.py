"""Members of an archive are replaced, and not a byte beside them changes."""

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.writers.archives import ArchiveError, replace_members

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
_MEMBERS = st.dictionaries(
    st.text("ab/中.", min_size=1, max_size=6), st.tuples(st.binary(max_size=200), _METHODS), min_size=1, max_size=5
)


class _Pipe(io.RawIOBase):
    """A stream without a place to go back to, for which sizes are written behind the data."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        piece = bytes(memoryview(data))
        self.data += piece
        return len(piece)


def _pack(members: dict[str, tuple[bytes, int]], streamed: bool) -> bytes:
    pipe, buffer = _Pipe(), io.BytesIO()
    with zipfile.ZipFile(pipe if streamed else buffer, "w") as archive:
        for name, (content, method) in members.items():
            archive.writestr(name, content, method)
        archive.comment = b"a comment"
    return pipe.data if streamed else buffer.getvalue()


def _list_raw(data: bytes) -> dict[str, bytes]:
    """The packed bytes of each member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for info in archive.infolist():
            start = info.header_offset + 30 + sum(data[info.header_offset + 26 + 2 * at] for at in (0, 1))
            found[info.filename] = data[start : start + info.compress_size]
        return found


@given(_MEMBERS, st.booleans())
def test_nothing_replaced_is_the_same_archive(members: dict[str, tuple[bytes, int]], streamed: bool) -> None:
    data = _pack(members, streamed)
    assert replace_members(data, {}) == data


@given(_MEMBERS, st.booleans(), st.binary(max_size=300))
def test_one_member_changes_and_the_others_keep_their_bytes(
    members: dict[str, tuple[bytes, int]], streamed: bool, content: bytes
) -> None:
    data, name = _pack(members, streamed), min(members)
    changed = replace_members(data, {name: content})
    with zipfile.ZipFile(io.BytesIO(changed)) as archive, zipfile.ZipFile(io.BytesIO(data)) as old:
        assert archive.testzip() is None
        assert archive.read(name) == content
        assert archive.comment == b"a comment"
        assert archive.namelist() == old.namelist()
        assert [info.compress_type for info in archive.infolist()] == [info.compress_type for info in old.infolist()]
    before, after = _list_raw(data), _list_raw(changed)
    assert before.keys() == after.keys()
    assert all(before[other] == after[other] for other in before if other != name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (b"x" + _pack({"a": (b"b", zipfile.ZIP_STORED)}, False), "something comes before it"),
        (_pack({"a": (b"b", zipfile.ZIP_STORED)}, False), "there is no “z” in it"),
        (_pack({"z": (b"b" * 90, zipfile.ZIP_BZIP2)}, False), "packed by method 12"),
    ],
)
def test_an_archive_that_cannot_be_changed_is_left_alone(data: bytes, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        replace_members(data, {"z": b""})
