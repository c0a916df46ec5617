"""Read the wordings that rules look for in a translation: the tables `en/wordings`, `en/wording_parts`, `en/advice`.

A row of `en/wordings` is a pattern of a rule. Its `words`, of which one must occur in what is found, and its
`expression` name parts, such as `{names}` (persons) or `{open}` (a bracket). The names of agencies, `zh_en/agencies`,
are parts as well. A team can add agencies; expressions are ours alone, since one could take forever.
"""

import re
from collections import deque
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from align.lang.zh_notes import list_chinese_names, list_english_names
from align.linter.families.patterns import Pattern, PatternRule
from align.model import Severity
from glossary.lang.scripts import HAN, has_han
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

WORDINGS = Form(
    "align",
    "en/wordings",
    ("rule", "words", "also", "where", "expression", "severity", "says", "measured", "example", "counter_example"),
    key=("expression",),
    needed=("rule", "words", "says", "example"),
    choices=(("where", ("", "end")), ("severity", ("", "error", "warning", "info"))),
)
WORDING_PARTS = Form(
    "align", "en/wording_parts", ("name", "expression", "words", "means", "example"), key=("name",), needed=("means",)
)
ADVICE = Form("align", "en/advice", ("name", "says"), key=("name",), needed=("says",))

_TOKEN = compile_late(r"\\.|\{\w+\}|.", re.DOTALL)


class Part(NamedTuple):
    """What replaces a name in braces: an expression, and the words by which a text is chosen for it."""

    expression: str
    words: tuple[str, ...]


class WordingRule(PatternRule):
    """A rule whose patterns are the rows with its name in the table `en/wordings`."""

    @classmethod
    def list_patterns(cls) -> tuple[Pattern, ...]:
        """Return the rows of the table, with the packs that are laid here. Raises PackError."""
        return load_patterns(cls.name)


class PageNoticeRule(WordingRule):
    """A rule about what belongs to the page of a Chinese article and was translated as part of its text: credits,
    notices, labels of buttons.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    sources, targets = ("zh",), ("en",)
    of_articles = True
    overrides: ClassVar[tuple[str, ...]] = ("cjk-punctuation", "residual-source", "untranslated-segment")


@cache_by_packs
def load_patterns(rule: str) -> tuple[Pattern, ...]:
    """Return the patterns of a rule, in the order of the table. Raises PackError."""
    return tuple(parse_wording(row) for row in read_rows(WORDINGS) if row.cells[0] == rule)


def parse_wording(row: Row) -> Pattern:
    """Return the pattern of a row; `{words}` in its expression means one of its words."""
    _, cell, also, where, expression, severity, says, _, _, _ = row.cells
    words = _expand_words(cell)
    advice = {f"{{{name}}}": text for name, text in (one.cells for one in read_rows(ADVICE))}
    return Pattern(
        tuple(word.lower() for word in words),
        _fill(expression, {**load_parts(), "words": Part(_join(words), ())}),
        advice.get(says, says),
        Severity[severity.upper()] if severity else None,
        split_cell(also, "|"),
        is_last=where == "end",
    )


@cache_by_packs
def load_parts() -> dict[str, Part]:
    """Return the parts by name: those of the table, Chinese characters, and the names of agencies."""
    agencies = {f"{kind}_agency": list_english_names(kind) for kind in ("picture", "news")}
    agencies["han_agency"] = tuple(filter(has_han, list_chinese_names("picture")))
    parts = {"han": Part(HAN, ())} | {name: Part(_join(words), words) for name, words in agencies.items()}
    for name, expression, cell, _, _ in (row.cells for row in read_rows(WORDING_PARTS)):
        parts[name] = _parse_part(expression or "{words}", tuple(cell.split()), parts)
    return parts


def _parse_part(expression: str, words: tuple[str, ...], parts: dict[str, Part]) -> Part:
    """Return a part made of parts above it; an expression with `{word}` is repeated for each of its words."""
    if "{word}" in expression:
        return Part("".join(expression.replace("{word}", word) for word in words), words)
    return Part(_fill(expression, {**parts, "words": Part(_join(words), ())}), words)


def _fill(expression: str, parts: dict[str, Part]) -> str:
    return re.sub(r"\{([a-z]\w*)\}", lambda match: parts[match[1]].expression, expression)


def _join(words: Iterable[str]) -> str:
    """Return an expression for one of some words, the first that fits; for none of them, one that finds nothing."""
    return "|".join(r"\s".join(map(re.escape, word.split(" "))) for word in words) or "(?!)"


def _expand_words(cell: str) -> tuple[str, ...]:
    r"""Return all texts that a cell of words means: plain text, parts, `(one|another)`, `?` after what may be missing.

    >>> _expand_words(r"(so|as) ?far|the\|")
    ('sofar', 'so far', 'asfar', 'as far', 'the|')
    """
    return tuple(_read_choices(deque(_TOKEN.findall(cell))))


def _read_choices(tokens: deque[str]) -> list[str]:
    """Read up to the bracket that closes, or the end."""
    choices, texts = list[str](), [""]
    while tokens and (token := tokens.popleft()) != ")":
        if token == "|":
            choices, texts = choices + texts, [""]
            continue
        items = [token.removeprefix("\\")]
        if token == "(":
            items = _read_choices(tokens)
        elif len(token) > 1 and token[0] == "{":
            items = list(load_parts()[token[1:-1]].words)
        if tokens and tokens[0] == "?":
            tokens.popleft()
            items = ["", *items]
        texts = [text + item for text in texts for item in items]
    return choices + texts
