"""What must hold for a text that was put together from stretches of a file."""

import re
from collections.abc import Callable
from itertools import pairwise

from align.commands.check import check_file
from align.config.settings import Settings
from align.inputs.tasks import Task
from align.model import Document

_SPACE = re.compile(r"\s")


def check_stretches(document: Document, find_part: Callable[[str], str]) -> None:
    """See that the stretches cover the text in order, and that those of as many characters say the same in the file.

    `find_part` gives the decoded text of a member of the file. White space may be shown as a space.
    """
    stretches = document.stretches
    assert stretches is not None
    assert stretches[0].span.start == 0
    assert stretches[-1].span.end == len(document.text)
    for before, after in pairwise(stretches):
        assert document.text[before.span.end : after.span.start] in ("", "\n")
    for span, *_, origin in stretches:
        if origin and origin.end - origin.start == span.end - span.start:
            raw = find_part(origin.part)[origin.start : origin.end]
            assert _SPACE.sub(" ", raw) == _SPACE.sub(" ", document.text[span.start : span.end])


def find_all(path: str, data: bytes, settings: Settings | None = None) -> list[tuple[str, str, str]]:
    """The rule, the place and the marked text of each finding in a file."""
    result = check_file(Task(path, settings=settings or Settings()), data=data)
    assert not result.skipped, result.skipped
    return [(entry.finding.rule, entry.start.describe(), entry.text) for entry in result.diagnostics]
