"""Comments of a format that are meant for this program, as `align.linter.comments` looks for them in any text.

There they read as in Markdown, `<!-- aligncheck: allow RULE: reason -->`, and are masked.
"""

import re

MARK = "aligncheck:"
_ALLOW = re.compile(r"(?<=aligncheck:)\s*allow(?![\w-])")


def is_remark(body: str) -> bool:
    """Whether what stands in a comment is meant for this program."""
    return body.lstrip().startswith(MARK)


def write_remark(body: str) -> str:
    """A comment as it stands in a text.

    >>> write_remark(" aligncheck: allow mojibake: so")
    '<!-- aligncheck: allow mojibake: so -->'
    """
    return f"<!-- {' '.join(body.split())} -->"


def write_line_remark(body: str, *, is_alone: bool) -> str:
    """A comment in source code, where `allow` holds for all that stands on its line, or, where it is alone, the next.

    >>> write_line_remark("aligncheck: allow mojibake: so", is_alone=False)
    '<!-- aligncheck: allow-line mojibake: so -->'
    """
    return write_remark(_ALLOW.sub(" allow-next" if is_alone else " allow-line", body, count=1))
