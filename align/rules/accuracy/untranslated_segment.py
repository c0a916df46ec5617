"""The rule `untranslated-segment`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.left_over import find_left_over
from align.analysis.originals import Notes, find_given_blocks
from align.analysis.source_runs import is_declared
from align.lang import find_language
from align.lang.east_asian import MARKUP, find_runs_of_document
from align.lang.identification import is_own_name, name_language
from align.linter.context import Context
from align.linter.rule import Bad, Given, Sourced, TextRule
from align.model import MASK, Document, Finding, Severity, Span
from glossary.lang.scripts import (
    EAST_ASIAN_LETTERS,
    count_east_asian,
    has_latin,
    is_east_asian,
    is_mostly_east_asian,
)
from glossary.pack.patterns import compile_late

_EAST_ASIAN = compile_late(f"[{EAST_ASIAN_LETTERS}]")
_NO_NAME = compile_late(r"[^\w（）()]+")
_FEWEST_BESIDE_LATIN = 10
_OFTEN = 6
"""How many times as many Latin letters as others make a text English that equals its source."""


class UntranslatedSegment(TextRule):
    """A line, a sentence or a segment is still in the source language.

    What it finds
    -------------
    A line, list item or target with more than half as many East Asian letters as Latin ones, and a target that equals
    its source. The whole line is one finding; the words in it are not reported one by one.

    Between other languages: a line, a sentence or a part of one in the language of the source. Where the two are
    written in different scripts, the letters tell (eight Latin words or more in a Chinese sentence, two of them words
    of grammar); where they are not, or where it is shorter, it is in the source word by word. Headings and cells of
    three words or more that equal one of the source are warnings. Sentences in another of Chinese, Japanese and
    Korean are found by kana, hangul and the characters that only Chinese writes.

    Why it matters
    --------------
    Machine translation drops whole sentences untranslated, most often headlines, captions and lists. The reader cannot
    read them.

    When it stays silent
    --------------------
    In notes and the bibliography; on short lines that hold a term and its English; on a language that is named in
    itself (简体中文). On names, on words in quotation marks such as those of a button, on code, keys and paths, and on
    licences. A list that gives five entries or more in both
    languages is an info, and so is a link after which a note names the language of its page.

    Measured
    --------
    2 errors in 175 translated essays, both lines full of Chinese titles; none in 4,505 human references of news. Of 80
    paragraphs and 80 sentences of documentation that were put back into English in Chinese, Japanese, Korean and German
    pages, all are found; on 84 of these pages unchanged there is no alarm, and on 187 Chinese pages made by people 6
    that are wrong, all on what a program prints.
    """

    severity = Severity.ERROR
    mqm = "accuracy/untranslated"
    reads = frozenset({Given.SOURCE})
    overrides = (
        "cjk-punctuation",
        "doubled-word",
        "irregular-date-format",
        "irregular-number-format",
        "irregular-spacing",
        "mixed-quotes",
        "repeated-phrase",
        "residual-source",
        "unpaired-punctuation",
    )
    good: ClassVar[tuple[str | Sourced, ...]] = (
        Sourced(
            'COUNT("港口") gives you two of them, as it does for others.',
            'COUNT("港口") gives you two of them, as it does for others.',
        ),
        "Terms used below:\n欧盟 EU\n国内生产总值 GDP",
        "Ships came and went all day.\n\nReferences\n李四，《港口的一天》，海洋出版社，2011 年",
        "Read this page in another language:\n- English\n- 简体中文",
        "Read this page in another language:\n- English\n- 中文（繁體）",
        "Read this page in another language:\n- 🇬🇧 English\n- 🇨🇳 中文文档",
        "The sign over the door says 海阔天空, and nobody at the inn can tell who wrote it there.",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The harbour opened in May.\n⟦港口五月开放。⟧\nShips came at once."),
        Bad("The harbour opened in May.\n- ⟦港口、码头和 3 座仓库⟧\n- and a crane", name="example.md"),
        Bad("⟦港口 OK⟧", source="港口 OK"),
        Bad(
            "Read more:\n- [⟦港口五月开放，渔民担心收成](https://a.example) (in Mandarin)⟧",
            Severity.INFO,
            name="example.md",
        ),
        Bad("⟦会议〜東京の旅〜港口的一天 (in Chinese)⟧", source="会议"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Weigh the letters of each block that holds source script; look for what else is in the source."""
        for one in find_left_over(document, context.source_document):
            what = "line" if one.is_whole else "sentence"
            severity = Severity.WARNING if one.is_short else None
            yield self.finding(*one.span, f"This {what} was left in {one.language}; translate it.", severity=severity)
        if is_east_asian(find_language(document.language).letters):
            return
        if not context.analyse(find_runs_of_document, document):
            return
        notes = Notes(document)
        found = {
            block: text
            for block, text in _find_foreign_blocks(document, context)
            if _is_untranslated(context, block, text)
        }
        kept = [block for block in found if not notes.holds(block.start)]
        bilingual = find_given_blocks(document, kept)
        for block in kept:
            start = document.prose.index(found[block], block.start)
            is_told = is_declared(document.text, _find_last_run(document, block))
            severity = Severity.INFO if block in bilingual or is_told else None
            yield self.finding(
                start,
                start + len(found[block]),
                f"This line was left in {name_language(found[block])}; translate it.",
                severity=severity,
            )


def _find_foreign_blocks(document: Document, context: Context) -> Iterator[tuple[Span, str]]:
    """Yield the blocks that hold East Asian letters, each with its text without the markup and white space
    around it.
    """
    for block in dict.fromkeys(document.block(run.start) for run in context.analyse(find_runs_of_document, document)):
        yield block, document.prose[block.start : block.end].strip(f"{MASK} \t\r\n#*_>-•·|")


def _find_last_run(document: Document, block: Span) -> int:
    """Return where the last East Asian letter of a block ends."""
    return max((match.end() for match in _EAST_ASIAN.finditer(document.prose, *block)), default=block.start)


def _is_untranslated(context: Context, block: Span, text: str) -> bool:
    if is_own_name(_NO_NAME.sub("", text.translate(MARKUP))):
        return False
    if _is_purely_east_asian(text):
        return True
    is_english = has_latin(text, _OFTEN * count_east_asian(text))
    return not is_english and text == context.source_at(block.start).strip()


def _is_purely_east_asian(text: str) -> bool:
    """Return whether a text is mostly East Asian, and long where it has a Latin letter."""
    return is_mostly_east_asian(text) and (not has_latin(text, 1) or count_east_asian(text) >= _FEWEST_BESIDE_LATIN)
