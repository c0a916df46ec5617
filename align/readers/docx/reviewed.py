"""What marks a Word document that this program wrote with its comments, and no one has saved since.

The part of the comments begins with a remark: the name of the document that was checked, and a digest of all other
parts. Word writes no remarks, so that it is gone once the document is saved there: then it is someone's own text.
"""

import re
import zipfile
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from align.errors import ReadError
from align.readers.archive import open_archive
from glossary.storage.reading import open_file

_REMARK = re.compile(r"<!-- aligncheck: ([^ <>]{0,1000}+) ([0-9a-f]{64}) -->")
_COMMENTS = re.compile(r"comments\d{0,9}+\.xml")
_LOOKED_AT = 4_000


def sign(xml: str, name: str, digest: str) -> str:
    """Return the XML of comments with the remark, in place of an earlier one."""
    xml = _REMARK.sub("", xml, count=1)
    first = xml.index("<")
    head = xml.index("?>") + 2 if xml.startswith("<?xml", first) else first
    remark = f"<!-- aligncheck: {quote(name, errors='replace').replace('-', '%2D')} {digest} -->"
    return xml[:head] + remark + xml[head:]


def compute_digest(archive: zipfile.ZipFile, comments: str) -> str:
    """Return a digest of all parts but the comments, by their names and checksums."""
    parts = sorted((one.filename, one.file_size, one.CRC) for one in archive.infolist() if one.filename != comments)
    return sha256(repr(parts).encode(errors="replace")).hexdigest()


def find_original(path: str) -> str:
    """Return the name of the document that a file is the reviewed copy of, as it was written; empty where it is
    none.
    """
    try:
        with open_file(path) as file:
            archive = open_archive(file.read())
        for name in (name for name in archive.names if _COMMENTS.fullmatch(PurePosixPath(name).name)):
            found = _REMARK.search(archive.read(name)[:_LOOKED_AT].decode(errors="ignore"))
            if found and found[2] == compute_digest(archive.zip, name):
                return unquote(found[1])
    except (OSError, ReadError):
        return ""  # whoever reads it for the check says what is wrong with it
    return ""
