"""Comments of a format that are intended for this program, as `align.linter.comments` looks for them in any text.

There they read as in Markdown, `<!-- aligncheck: allow RULE: reason -->`, and are masked.
"""

import re

MARK = "aligncheck:"
_ALLOW = re.compile(r"(?<=aligncheck:)\s*allow(?![\w-])")


def is_remark(body: str) -> bool:
    """Return whether what is in a comment is intended for this program."""
    return body.lstrip().startswith(MARK)


def write_remark(body: str) -> str:
    """Return a comment as it is in a text.

    >>> write_remark(" aligncheck: allow mojibake: so")
    '<!-- aligncheck: allow mojibake: so -->'
    """
    return f"<!-- {' '.join(body.split())} -->"


def write_line_remark(body: str, *, is_alone: bool) -> str:
    """Return a comment in source code, where `allow` holds for all that is on its line, or, where it is alone, the
    next.

    >>> write_line_remark("aligncheck: allow mojibake: so", is_alone=False)
    '<!-- aligncheck: allow-line mojibake: so -->'
    """
    return write_remark(_ALLOW.sub(" allow-next" if is_alone else " allow-line", body, count=1))
