"""The directives of reStructuredText, of Sphinx and of MyST: what each is in a page, and what of it is text."""

from typing import NamedTuple

from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

DIRECTIVES = Form(
    "align",
    "mul/directives",
    ("name", "kind", "text", "language", "flags"),
    key=("name",),
    choices=(("kind", ("", "code", "note", "include", "image", "tab")), ("text", ("", "title", "none"))),
)
"""`text`: its line is text like its content (title), its content alone is (empty), or neither is (none). `language`:
that of its code where it does not name one. `flags`: it may name the language of its code (language), shows nothing of
its own (unseen), begins with a version (version), or holds code as a fence of Markdown (fence).
"""


class Directive(NamedTuple):
    """What a directive is; the default is that of a directive that is not in the table. See `DIRECTIVES`."""

    kind: str = ""
    text: str = ""
    language: str = ""
    flags: frozenset[str] = frozenset()


@cache_by_packs
def _load_directives() -> dict[str, Directive]:
    rows = (row.cells for row in read_rows(DIRECTIVES))
    return {
        name: Directive(kind, text, language, frozenset(split_cell(flags, "|")))
        for name, kind, text, language, flags in rows
    }


def look_up_directive(name: str) -> Directive:
    """Return what a directive is, by its name without a domain. Raises PackError.

    >>> look_up_directive("note").kind, look_up_directive("toctree").text, look_up_directive("unknown").text
    ('note', 'none', '')
    """
    return _load_directives().get(name, Directive())
