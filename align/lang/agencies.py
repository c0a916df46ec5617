"""The names of agencies, as credits have them: the table `zh_en/agencies`.

A row has what Chinese texts call an agency, and what English ones do. Readers of English hardly meet a `picture` agency
but in a credit; of a `news` agency both news and captions speak.
"""

from glossary.pack.tables import Form, read_rows, split_cell

AGENCIES = Form(
    "align",
    "zh_en/agencies",
    ("words", "english", "kind"),
    key=("words", "english"),
    chinese=("words",),
    choices=(("kind", ("picture", "news")),),
)


def list_chinese_names(*kinds: str) -> tuple[str, ...]:
    """Return what Chinese texts call the agencies of some kinds, longer names first. Raises PackError."""
    rows = [row.cells for row in read_rows(AGENCIES) if row.cells[2] in kinds]
    return tuple(sorted((name for words, _, _ in rows for name in split_cell(words, "/")), key=len, reverse=True))


def list_english_names(kind: str) -> tuple[str, ...]:
    """Return what English texts call the agencies of a kind, longer names first. Raises PackError."""
    rows = [row.cells for row in read_rows(AGENCIES) if row.cells[2] == kind]
    return tuple(sorted((name for _, english, _ in rows for name in split_cell(english, "|")), key=len, reverse=True))
