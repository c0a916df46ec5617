"""A file that lists the files to check."""

import codecs
import os


def parse_file_list(data: bytes) -> tuple[str, ...]:
    """Return the paths in a list: one a line, or with NUL characters between them, as `git ls-files -z` prints them."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # PowerShell writes it
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    names = data.split(b"\0") if b"\0" in data else (line.removesuffix(b"\r") for line in data.split(b"\n"))
    return tuple(os.fsdecode(name) for name in names if name)
