"""The way of a browser to the page, past the eyes of other people on the machine.

Everybody can see the command line of a browser, and whoever sees the token can read and decide. So the browser is given
a file that only its owner can read, and that leads to the page.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from html import escape
from pathlib import Path

from align.model.pages import GENERATOR


def write_guide(address: str, folder: Path) -> Path | None:
    """Write a hidden file that leads a browser to an address and that no one else can read; None where none can be.

    It is in this folder, which a confined browser can mostly read, or in that for temporary files where this folder
    keeps no rights.
    """
    link = escape(address)
    text = (
        f'<!DOCTYPE html>\n<meta charset="utf-8">\n{GENERATOR}\n<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n<title>aligncheck: review</title>\n'
        f'<p><a href="{link}">The page to review on</a></p>\n'
    )
    for place in (folder.absolute(), Path(tempfile.gettempdir()).absolute()):
        try:
            descriptor, name = tempfile.mkstemp(".html", ".aligncheck-review-", place)
        except OSError:
            continue
        with suppress(OSError), os.fdopen(descriptor, "w", encoding="utf-8") as file:
            if os.name == "nt" or not os.fstat(descriptor).st_mode & 0o077:
                file.write(text)
                file.flush()
                return Path(name)
        remove_guide(Path(name))
    return None


def remove_guide(guide: Path) -> None:
    """Remove such a file, if it is still there."""
    with suppress(OSError):
        guide.unlink()
