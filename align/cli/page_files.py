"""Writing a page for each text, and the index that leads to them: `check --output html=FILE --per-document`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.messages import complain
from align.cli.streams import write_file
from align.errors import CommandError

if TYPE_CHECKING:
    from align.model import Report
    from align.report.style import Style

_ADVICE = "move it away, or name another --output html=FILE"
_HEAD = 2_000
"""Among how many bytes at the start of a page is what shows that it is one of ours."""


def write_pages(report: "Report", style: "Style", index: str) -> None:
    """Write the pages of a report into the folder next to its index, then the index.

    Raises CommandError where the folder or one of these files is someone else's, before anything is written, and where
    one cannot be written.
    """
    from align.inputs.files import explain
    from align.report.page import render_table
    from align.report.page.split import TERMS, name_folder, render_index, split

    folder, pages = name_folder(index), split(report, index)
    if Path(folder).is_symlink():
        raise CommandError(f"--per-document: {folder} leads elsewhere: {_ADVICE}")
    try:
        Path(folder).mkdir(exist_ok=True)
    except OSError as error:
        raise CommandError(f"--per-document: {folder}: cannot be made ({explain(error)}): {_ADVICE}") from None
    files = {str(Path(folder, f"{page.part.name}.html")): page for page in pages}
    terms = str(Path(folder, TERMS)) if report.terms else ""
    for file in (*files, *filter(None, [terms])):
        if os.path.lexists(file) and not _is_ours(file):
            raise CommandError(f"--per-document: {file} is not a page made by aligncheck: {_ADVICE}")
    if left_out := sum(page.left_out for page in pages):
        complain(f"{index}: {left_out:,} texts do not fit even into a page of their own and are excerpts")
    for file, page in files.items():
        write_file(file, page.render(style))
    if report.terms:
        write_file(terms, render_table(report.terms, (), report.signature))
    write_file(index, render_index(report, style, index, pages))
    there = [file for file in sorted(map(str, Path(folder).glob("*.html"))) if file not in {*files, terms}]
    if old := [file for file in there if _is_ours(file)]:  # someone may not have saved what was decided on them
        others = f" and {len(old) - 1:,} more" if len(old) > 1 else ""
        complain(f"{old[0]}{others}: not written now, and not in {index}: remove what is not needed any more")


def _is_ours(file: str) -> bool:
    """Return whether a file is a page of ours, and no link to one."""
    from align.model.pages import GENERATOR
    from glossary.storage.reading import open_file

    try:
        with open_file(file) as stream:
            return not Path(file).is_symlink() and GENERATOR.encode() in stream.read(_HEAD)
    except OSError:
        return False
