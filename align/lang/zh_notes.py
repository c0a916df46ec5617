"""Notes of a Chinese newsroom or platform that no translation should have: bylines, credits, calls to follow, rights.

They are what the rules of publication ask to delete from a translation, so that no rule misses them there. The table
`zh/notes` has an expression in each row, in simplified script, of a note in brackets or of a whole sentence, with an
example and a text that only looks like one. In expressions, `{who}` means names, `{role}` what somebody does, `{desk}`
a newspaper, and so on: `zh/note_parts`; `{surname}` in a part means a common one of `zh/surnames`, `{agency}` an agency
of `zh_en/agencies`. Every built-in note has one of the words of `zh/note_words`, which are looked for first.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.lang.agencies import AGENCIES, list_chinese_names
from align.lang.patterns import ZH_SENTENCES
from align.lang.surnames import load_surnames
from align.model import Span
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, is_changed, read_rows

NOTES = Form(
    "align",
    "zh/notes",
    ("where", "says", "expression", "example", "counter_example"),
    key=("expression",),
    needed=("where", "says", "example"),
    chinese=("expression", "example", "counter_example"),
    choices=(("where", ("bracket", "line")),),
)
PARTS = Form(
    "align",
    "zh/note_parts",
    ("name", "expression", "example"),
    key=("name",),
    needed=("expression", "example"),
    chinese=("expression", "example"),
)
WORDS = Form("align", "zh/note_words", ("word",), key=("word",), chinese=("word",))

_BRACKETS = compile_late(r"[（(【〔\[]\s?([^（(【〔\[\]】）)〕\n]{2,100}?)\s?[)）】〕\]]")
_SENTENCE = compile_late(r"[^\n。！？!?]{2,}[。！？!?]?")
_LONGEST = 320
_CLOSING = " \t\u3000。！？!?.…"


class Note(NamedTuple):
    """A row of the table."""

    place: str
    says: str
    expression: str
    example: str
    other: str


@cache_by_packs
def list_notes() -> tuple[Note, ...]:
    """Return the rows of the table of notes. Raises PackError."""
    return tuple(Note(*row.cells) for row in read_rows(NOTES))


@cache_by_packs
def _compile(place: str) -> re.Pattern[str]:
    """Return the expression for all notes of a place."""
    return compile_expression("|".join(f"(?:{row.expression})" for row in list_notes() if row.place == place))


def compile_expression(expression: str) -> re.Pattern[str]:
    """Compile an expression of a row, with the parts that it names, and with the names of agencies."""
    agencies = "|".join(map(re.escape, list_chinese_names("picture", "news"))) or "(?!)"
    expression = expression.replace("{agency}", f"(?:{agencies})")
    for row in reversed(read_rows(PARTS)):
        name, part, _ = row.cells
        expression = expression.replace(f"{{{name}}}", f"(?:{part})")
    if "{surname}" in expression:
        common = (re.escape(surname.text) for surname in load_surnames().values() if surname.is_common)
        expression = expression.replace("{surname}", f"(?:{'|'.join(common)})")
    return re.compile(expression)


@cache_by_packs
def _compile_words() -> re.Pattern[str]:
    """Return what finds a word that every built-in note has; anything where packs have notes or agencies."""
    if is_changed(NOTES, AGENCIES):
        return re.compile("")
    return re.compile("|".join(re.escape(row.cells[0]) for row in read_rows(WORDS)))


def find_notes(text: str) -> list[Span]:
    """Find the notes in a Chinese text: those in brackets, and sentences that are nothing else.

    >>> [tuple(note) for note in find_notes("港口开放（本报记者 王敏）。转载请注明出处。")]
    [(4, 13), (14, 22)]
    """
    from glossary.dictionary.script_folding import simplify

    simple = simplify(text)
    return list(_search(simple)) if _compile_words().search(simple) else []


def _search(text: str) -> Iterator[Span]:
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) <= _LONGEST and _is_note(sentence[0], "line"):
            yield Span(*sentence.span())
            continue
        for match in _BRACKETS.finditer(text, *sentence.span()):
            # who wrote what is quoted stands in brackets as well
            if not match[1].startswith(ZH_SENTENCES.words("author")) and (
                _is_note(match[1], "bracket") or _is_note(match[1], "line")
            ):
                yield Span(*match.span())


def _is_note(text: str, place: str) -> bool:
    return _compile(place).fullmatch(strip_note(text)) is not None


def strip_note(text: str) -> str:
    """Return a text without white space round it and without the stop at its end, as expressions are matched."""
    return text.strip().rstrip(_CLOSING)


def drop_notes(text: str) -> str:
    """Return a Chinese text without its notes.

    >>> drop_notes("港口开放（本报记者 王敏）。")
    '港口开放。'
    """
    for span in reversed(find_notes(text)):
        text = text[: span.start] + text[span.end :]
    return text


def is_note(text: str) -> bool:
    """Return whether a Chinese text consists of notes.

    >>> is_note("（本报记者 王敏）"), is_note("记者：您为什么离开？")
    (True, False)
    """
    return any(map(str.isalnum, text)) and not any(map(str.isalnum, drop_notes(text)))
