"""Archives (ZIP) that hold a document (DOCX, ODT, EPUB), read member by member, never more of one than a limit."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from align.errors import ReadError
from align.readers.xml.events import LARGEST_PART, decode_xml

LARGEST_TABLE = 10_000_000
"""Bytes of a member that says only how others belong together, or what their styles are."""
_MOST_MEMBERS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an encrypted Office file, and one of Office 97, begins with."""
_ENCRYPTED = 0x1


@dataclass(eq=False)
class Archive:
    """The members of an archive, by name; `left` is how many bytes may still be unpacked."""

    zip: zipfile.ZipFile
    left: int = 4 * LARGEST_PART

    @property
    def names(self) -> list[str]:
        """Return the names of the members, in their order."""
        return self.zip.namelist()

    def read(self, name: str, most: int = LARGEST_PART) -> bytes:
        """Return a member, unpacked, of at most so many bytes.

        Raises ReadError where there is none, it is damaged, encrypted or too large.
        """
        try:
            info = self.zip.getinfo(name)
        except KeyError:
            raise ReadError(f"there is no “{name}” in it; save the file again") from None
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(f"“{name}” is encrypted; save the file without a password")
        try:
            with self.zip.open(info) as member:
                data = member.read(min(most, self.left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ReadError(f"“{name}” is damaged ({error}); save the file again") from error
        self.left -= len(data)
        if self.left < 0:
            raise ReadError(f"unpacks to more than {4 * LARGEST_PART // 1_000_000} MB; split the file")
        if len(data) > most:
            raise ReadError(f"“{name}” unpacks to more than {most // 1_000_000} MB; split the file")
        return data

    def decode(self, name: str, most: int = LARGEST_PART) -> str:
        """Return a member of XML as text. Raises ReadError."""
        return decode_xml(self.read(name, most))


def is_archive(data: bytes) -> bool:
    """Return whether a file looks like an archive."""
    return data.startswith(b"PK\x03\x04")


def open_archive(data: bytes) -> Archive:
    """Open the archive that a file is. Raises ReadError where it is none, or encrypted as Office does it."""
    if data.startswith(_OLE):
        raise ReadError("encrypted, or a file of Office 97; save it as .docx or .xlsx without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"not a ZIP archive ({error}); save the file again") from error
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise ReadError(f"holds more than {_MOST_MEMBERS:,} members; it is not a document")
    return Archive(archive)
