"""ZIP archives with some members replaced: every other byte of a member, its order and its method stay as they are.

The records are those of APPNOTE.TXT 6.3.9 (4.3.7 local headers, 4.3.12 central directory, 4.3.16 its end).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 0x8
"""The flag of a member whose sizes are after its data."""
_UTF8 = 0x800
_LARGE = 0xFFFFFFFF


class ArchiveError(ValueError):
    """An archive whose members cannot be replaced; the message says why."""


class _Entry(NamedTuple):
    """A record of the central directory: its bytes, and the name, the method and the place of its member."""

    record: bytes
    name: str
    method: int
    offset: int


@dataclass(frozen=True)
class _Directory:
    """The central directory: its entries, in order, where it starts, and the record of its end with the comment."""

    entries: list[_Entry]
    start: int
    end: bytes


def replace_members(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return an archive with other content in the members of these names.

    Raises ArchiveError where there is none of a name, or the archive is damaged, split, encrypted or of Zip64.
    """
    directory = _read_directory(data)
    if missing := members.keys() - {entry.name for entry in directory.entries}:
        raise ArchiveError(f"there is no “{min(missing)}” in it")
    ends = _find_ends(directory)
    pieces, moved, size = [data[: min(ends, default=directory.start)]], dict[int, bytes](), 0
    size = len(pieces[0])
    for entry in sorted(directory.entries, key=lambda entry: entry.offset):
        piece, record = data[entry.offset : ends[entry.offset]], entry.record
        if entry.name in members:
            piece, record = _write_member(piece, entry, members[entry.name])
        pieces.append(piece)
        moved[entry.offset] = record[:42] + struct.pack("<I", size) + record[46:]
        size += len(piece)
    records = b"".join(moved[entry.offset] for entry in directory.entries)
    end = directory.end
    return b"".join((*pieces, records, end[:12], struct.pack("<2I", len(records), size), end[20:]))


def read_members(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Return the content of members. Raises ArchiveError where there is none of a name, or it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, EOFError) as error:
        raise ArchiveError(f"it is damaged ({error})") from error


def _find_ends(directory: _Directory) -> dict[int, int]:
    """Return where each member's record ends: where the next begins, whatever is between."""
    places = sorted({*(entry.offset for entry in directory.entries), directory.start})
    return dict(pairwise(places))


def _read_directory(data: bytes) -> _Directory:
    place = data.rfind(_END_MARK)
    if place < 0 or len(data) < place + _END.size:
        raise ArchiveError("its directory is damaged")
    _, disk, first_disk, here, count, size, start, _ = _END.unpack_from(data, place)
    if disk or first_disk or here != count or _LARGE in (size, start) or place != start + size:
        raise ArchiveError("it is split, very large, or something comes before it")
    entries = list(_read_entries(data, start, place))
    if len(entries) != count:
        raise ArchiveError("its directory is damaged")
    return _Directory(entries, start, data[place:])


def _read_entries(data: bytes, start: int, end: int) -> Iterator[_Entry]:
    while start < end:
        if data[start : start + 4] != _CENTRAL_MARK or start + _CENTRAL.size > end:
            raise ArchiveError("its directory is damaged")
        fields = _CENTRAL.unpack_from(data, start)
        flags, method, sizes, offset = fields[3], fields[4], fields[10:13], fields[16]
        name_start = start + _CENTRAL.size
        name = data[name_start : name_start + sizes[0]].decode("utf-8" if flags & _UTF8 else "cp437")
        stop = name_start + sum(sizes)
        if _LARGE in (fields[8], fields[9], offset) or data[offset : offset + 4] != _LOCAL_MARK:
            raise ArchiveError(f"“{name}” is very large or damaged")
        yield _Entry(data[start:stop], name, method, offset)
        start = stop


def _write_member(piece: bytes, entry: _Entry, content: bytes) -> tuple[bytes, bytes]:
    """Return the local record and the record of the directory of a member with another content, packed as it was."""
    if entry.method not in (_STORED, _DEFLATED):
        raise ArchiveError(f"“{entry.name}” is packed by method {entry.method}")
    packed = content if entry.method == _STORED else _deflate(content)
    flags, names = struct.unpack_from("<H", piece, 6)[0], struct.unpack_from("<2H", piece, 26)
    if flags & 1:
        raise ArchiveError(f"“{entry.name}” is encrypted")
    facts = struct.pack("<3I", zlib.crc32(content), len(packed), len(content))
    plain = struct.pack("<H", flags & ~_SIZES_FOLLOW)
    header = piece[: _LOCAL.size + sum(names)]
    local = header[:6] + plain + header[8:14] + facts + header[26:]
    record = entry.record
    return local + packed, record[:8] + plain + record[10:16] + facts + record[28:]


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
