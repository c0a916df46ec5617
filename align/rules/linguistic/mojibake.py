"""The rule `mojibake`."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.garbled import TRACES, Garbled, find_garbled
from align.linter.context import Context
from align.linter.rule import Bad, Sourced, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity, Span, Suggestion
from align.model.formats import find_reader
from glossary.pack.patterns import compile_late

_ENTITIES = compile_late(r"(?:&(?:amp;)*(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][a-z]{1,7}\d{0,2});)+")
_ESCAPES = compile_late(r"(?:\\u(?=[a-fA-F]{0,3}\d)[0-9a-fA-F]{4})+")
_CURLY = compile_late("[“”‘’]")
_SHOWN = 20

_HTML = compile_late(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:[ /][^<>]{0,500})?>|&(?:#?\w{2,8});")


class Mojibake(TextRule):
    """Characters are garbled: text was read in the wrong encoding, or character codes were left in it.

    What it finds
    -------------
    - UTF-8 read as Windows-1252 or Latin-1: "itâ€™s", "cafÃ©", "ä¸\u00adå›½";
    - GBK read as Latin-1 ("ÖÐ¹ú"), UTF-8 read as GBK ("鎴戜滑", "it鈥檚");
    - what is left where characters were lost: the replacement character, 锟斤拷, 烫烫烫, 屯屯屯;
    - HTML entities (`&quot;`) and `\\u` escapes that are shown as text.

    The fix writes the text that the bytes decode to, its quotation marks and apostrophes straight where all others are.
    It is safe where the bytes decode to no other text and nothing was lost.

    Why it matters
    --------------
    Readers see it at once, and it shows them that no one looked at the page.

    When it stays silent
    --------------------
    On accents and umlauts as they should be (café, São Paulo, Gruß), pinyin with tones, prices in pounds and euros, and
    in code, where entities and escapes belong. On entities in texts of programs (JSON, PO, XLIFF and the like) whose
    source has tags or entities of HTML.

    Measured
    --------
    All of 924 human references that were read in the wrong encoding are found, 96 % where UTF-8 was read as GBK; of
    4,505 Chinese sources 98.8 to 99.9 %. No false alarm in the references, 1.1 million words of essays and 770,000 of
    machine translation.
    """

    severity = Severity.ERROR
    mqm = "fluency/character-encoding"
    trigger = Trigger(chars=TRACES, literals=("&", "\\u"))
    overrides = (
        "cjk-punctuation",
        "invisible-character",
        "irregular-number-format",
        "irregular-spacing",
        "mixed-quotes",
        "residual-source",
        "unpaired-punctuation",
        "untranslated-segment",
    )
    good: ClassVar[tuple[str | Sourced, ...]] = (
        Sourced("Do not write \\u0000 here.", "此处请勿写\\u0000。"),
        "The “café”—she said “rosé”… and left for São Paulo, an Ångström away.",
        "NÃO, IRMÃ” and MANHÃ… stand on the poster; Gruß’ and Spaß” in the letter.",
        "Lǐ Bái drank for £5 or €6 at 20°–25°; naïve, garçon, Ærø, Łódź, Đà Nẵng.",
        "R&D; Q&A; AT&T; and C:\\users\\ulrike are fine.",
        "A sign with 联通 and 海阔天空 on it.",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("It⟦â€™⟧s a caf⟦Ã©⟧.", fixed="It’s a café."),
        Bad("It⟦â€™⟧s what he couldn't say.", fixed="It's what he couldn't say."),
        Bad("The port of ⟦ä¸\u00adå›½⟧ is open.", fixed="The port of 中国 is open."),
        Bad("The port of ⟦ÖÐ¹ú⟧ is open."),
        Bad("⟦鎴戜滑⟧ are open, it⟦鈥檚⟧ true."),
        Bad("The port ⟦锟斤拷锟斤拷⟧ is op⟦\ufffd⟧n ⟦烫烫烫⟧."),
        Bad("Fish ⟦&amp;⟧ chips⟦&nbsp;⟧for ⟦&#25670;&#33073;⟧.", fixed="Fish & chips\u00a0for 摆脱."),
        Bad("They ⟦\\u6446\\u8131⟧ it.", fixed="They 摆脱 it."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look for wrong encodings, then for codes at the hits."""
        taken = 0
        for found in sorted(
            (*find_garbled(document), *_find_codes(document.prose, hits)), key=lambda found: found.span
        ):
            if found.span.start >= taken:
                taken = found.span.end
                if _is_markup(document, found.span, context):
                    continue
                marks = context.analyse(_find_marks, document.prose) if _CURLY.search(found.repaired) else ""
                yield self._report(found, document.prose[slice(*found.span)], marks)

    def _report(self, found: Garbled, text: str, marks: str) -> Finding:
        if not found.repaired:
            message = f"“{_shorten(text)}” replaces characters that were lost: restore them from the source."
            return self.finding(*found.span, message)
        kind = "a code for" if text.isascii() else "a garbled"
        right = f"“{_shorten(found.repaired)}”" if found.repaired.strip() else "a no-break space"
        return self.finding(
            *found.span,
            f"“{_shorten(text)}” is {kind} {right}: replace it.",
            suggestions=[Suggestion(found.repaired, "decoded", 1.0)],
            fix=Fix(found.sure, (Edit(*found.span, _straighten(found.repaired, marks)),)),
        )


def _is_markup(document: Document, span: Span, context: Context) -> bool:
    """Return whether a code is intended: the source has it, or the text is that of a program in HTML, with tags or
    codes.
    """
    text = document.prose[slice(*span)]
    if text.startswith("\\") and text in context.source_at(span.start):
        return True
    if not (text.startswith("&") and context.bitext and find_reader(document.path).may_hold_html):
        return False
    return bool(_HTML.search(context.source_at(span.start)))


def _find_marks(prose: str) -> str:
    """Return the quotation marks and apostrophes that a text has."""
    return "".join(mark for mark in "\"'“”‘’" if mark in prose)


def _straighten(text: str, marks: str) -> str:
    """Return a text, its curly marks straight where the rest has such straight ones and no curly ones."""
    for straight, curly in (('"', "“”"), ("'", "‘’")):
        if straight in marks and not set(curly) & set(marks):
            text = re.sub(f"[{curly}]", straight, text)
    return text


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _find_codes(prose: str, hits: Sequence[int]) -> Iterator[Garbled]:
    """Yield the entities and escapes that start at the hits; several in a row are one."""
    end = 0
    for hit in hits:
        if hit < end:
            continue
        match = (_ENTITIES if prose[hit] == "&" else _ESCAPES).match(prose, hit)
        if match and (meant := _decode(match[0])) and meant != match[0]:
            end = match.end()
            yield Garbled(Span(hit, end), meant, meant.replace("\u00a0", " ").isprintable())


def _decode(code: str) -> str:
    """Return the text that entities or escapes mean."""
    if code.startswith("\\"):
        units = b"".join(int(unit, 16).to_bytes(2) for unit in code.split("\\u")[1:])
        return units.decode("utf-16-be", "ignore")
    from html import unescape

    text = code
    while (plain := unescape(text)) != text:
        text = plain
    return text
