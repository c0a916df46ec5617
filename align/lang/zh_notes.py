"""What of a Chinese text no translation should have, or need not have: notes of a newsroom or platform, and the like.

Notes are bylines, credits, calls to follow, rights: what the rules of publication ask to delete from a translation, so
that no rule misses them there. The table `zh/notes` has an expression in each row, in simplified script, of a note in
brackets or of a whole sentence, with an example and a text that only looks like one. In expressions, `{who}` means
names, `{role}` what a person does, `{desk}` a newspaper, and so on: `zh/note_parts`; `{surname}` in a part means a
common one of `zh/surnames`, `{agency}` an agency of `zh_en/agencies`. Every built-in note has one of the words of
`zh/note_words`, which are looked for first.

Boilerplate is what translations drop: bylines, credits, notices, calls to follow, and part of an address to an
audience. A row of the table `zh/boilerplate` has an expression in simplified script, an example and a text that only
looks like one. Its place is the `start` of a segment, perhaps after a bracket; its `end`; or the whole of it, an
`address`.

A row of `zh_en/agencies` has what Chinese texts call an agency, and what English ones do. Readers of English hardly see
a `picture` agency but in a credit; of a `news` agency both news and captions speak.
"""

import re
from typing import NamedTuple

from align.lang.patterns import ZH_SENTENCES
from align.lang.surnames import load_surnames
from align.model import Span
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, is_changed, read_rows, split_cell

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
BOILERPLATE = Form(
    "align",
    "zh/boilerplate",
    ("where", "says", "expression", "example", "counter_example"),
    key=("expression",),
    needed=("where", "says", "example", "counter_example"),
    choices=(("where", ("start", "end", "address")),),
)
AGENCIES = Form(
    "align",
    "zh_en/agencies",
    ("words", "english", "kind"),
    key=("words", "english"),
    chinese=("words",),
    choices=(("kind", ("picture", "news")),),
)

_BRACKETS = compile_late(r"[（(【〔\[]\s?([^（(【〔\[\]】）)〕\n]{2,100}?)\s?[)）】〕\]]")
_SENTENCE = compile_late(r"[^\n。！？!?]{2,}[。！？!?]?")
_LONGEST = 320
_CLOSING = " \t\u3000。！？!?.…"
_LETTER = compile_late(r"\w")
_FEWEST_LETTERS = 2


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
def _compile_notes(place: str) -> re.Pattern[str]:
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
    """Return the notes in a Chinese text: those in brackets, and sentences that are nothing else.

    >>> [tuple(note) for note in find_notes("港口开放（本报记者 王敏）。转载请注明出处。")]
    [(4, 13), (14, 22)]
    """
    from glossary.dictionary.script_folding import simplify

    simple = simplify(text)
    found = list[Span]()
    for sentence in _SENTENCE.finditer(simple) if _compile_words().search(simple) else ():
        if len(sentence[0]) <= _LONGEST and _is_note(sentence[0], "line"):
            found.append(Span(*sentence.span()))
            continue
        for match in _BRACKETS.finditer(simple, *sentence.span()):
            # who wrote what is quoted is named in brackets as well
            is_author = match[1].startswith(ZH_SENTENCES.words("author"))
            if not is_author and (_is_note(match[1], "bracket") or _is_note(match[1], "line")):
                found.append(Span(*match.span()))
    return found


def _is_note(text: str, place: str) -> bool:
    return _compile_notes(place).fullmatch(strip_note(text)) is not None


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


@cache_by_packs
def _compile_boilerplate() -> re.Pattern[str]:
    start, end = _join_boilerplate("start"), _join_boilerplate("end")
    return re.compile(rf"\s*[【（(\[]?\s*(?:{start})|.{{0,40}}(?:{end})\s*[)）】\]。]?\s*\Z")


@cache_by_packs
def _compile_addresses() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_join_boilerplate('address')})[，,、：:！!\s]{{0,3}}){{1,20}}")


def _join_boilerplate(where: str) -> str:
    """Return an expression for all rows of a place."""
    rows = (row.cells for row in read_rows(BOILERPLATE))
    return "|".join(expression for place, _, expression, _, _ in rows if place == where).replace("{han}", HAN)


def is_boilerplate(text: str) -> bool:
    """Return whether a Chinese segment is no part of the story, so that a translation may leave it out.

    >>> is_boilerplate("责任编辑：王宁"), is_boilerplate("字幕：晨光"), is_boilerplate("***")
    (True, True, True)
    >>> is_boilerplate("记者来了。"), is_boilerplate("未经登记，不得养犬。"), is_boilerplate("点击“保存”。")
    (False, False, False)
    """
    return len(_LETTER.findall(text)) < _FEWEST_LETTERS or _compile_boilerplate().match(text) is not None


def is_salutation(text: str) -> bool:
    """Return whether a text addresses an audience and says no more: translators shorten the list of those present.

    >>> is_salutation("各位老师，各位来宾："), is_salutation("同学们，大家好！")
    (True, False)
    """
    return _compile_addresses().fullmatch(text.strip()) is not None


def list_chinese_names(*kinds: str) -> tuple[str, ...]:
    """Return what Chinese texts call the agencies of some kinds, longer names first. Raises PackError."""
    rows = [row.cells for row in read_rows(AGENCIES) if row.cells[2] in kinds]
    return tuple(sorted((name for words, _, _ in rows for name in split_cell(words, "/")), key=len, reverse=True))


def list_english_names(kind: str) -> tuple[str, ...]:
    """Return what English texts call the agencies of a kind, longer names first. Raises PackError."""
    rows = [row.cells for row in read_rows(AGENCIES) if row.cells[2] == kind]
    return tuple(sorted((name for _, english, _ in rows for name in split_cell(english, "|")), key=len, reverse=True))
