"""The rule `name-variant`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from align.linter.context import Context
from align.linter.families.variants import Forms, VariantRule, count_in_words
from align.linter.rule import Bad, Sourced
from align.model import Document, Edit, Finding, Fix, Span
from glossary.lang.words import Words

if TYPE_CHECKING:
    from align.names.variants import Name

_TONES = frozenset("\u0300\u0301\u0304\u030c")
"""The marks of the four tones, as characters of their own."""
_MOST_RARE = 3
"""A spelling that occurs more often than this next to another is taken for a name of its own."""


class NameVariant(VariantRule):
    """A name is spelled in two ways in one document.

    What it finds
    -------------
    Each occurrence of the rarer spelling: a letter that is missing, added, changed or swapped with the next one
    (Hertforshire next to Hertfordshire), a Chinese given name after the same surname that wavers between n and ng or z
    and zh (Han Lixin, Han Lixing), a hyphen (Xiaosong, Xiao-song), an accent (Zurich, Zürich), a capital inside
    (WeChat, Wechat).

    Why it matters
    --------------
    The reader takes one person for two, and a search finds half of what is said of a place.

    When it stays silent
    --------------------
    Where the two may be two names: both are known to English texts (Houston, Huston), one is a common word, both are
    good pinyin without a common surname (Shanxi, Shaanxi), both are in one sentence, or the rarer one is there four
    times or more. Where they differ in the first letter, an ending (Buddhism, Buddhist) or an abbreviation of an
    identifier (BitOr, BitXor). Where the source has the rarer spelling too, a capital belongs to a longer name, or
    pinyin has the marks of its tones once.

    Measured
    --------
    5 warnings in the human references of news (.042 per 1,000 words), 1 in 111,138 words of other human translations,
    29 in 1.1 million words of essays (.026), 24 of them right.
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    targets = ("en",)
    marks_all = True
    good = (
        "Lín Wényuàn was born in Amoy. They called Lin Wenyuan by his name. Wenyuan opened an eye.",
        "Shanxi borders on Shaanxi. Hunan lies south of Henan.",
        "Martin met Marvin in Austria. Marvin went on to Australia.",
        "A Buddhist studies Buddhism; Argentine beef comes from Argentina.",
        "Han Lixin and his brother Han Lixing run the mine.",
        "Zhang Jian spoke first. Jiang Jian answered. Zhang Jiang was silent.",
        "UniqueRc owns its value. UniqueArc can be shared. BitOr and BitXor are traits; NaN is a number, Nan a city.",
        "FinTech Week began. The firms of FinTech Week met. Fintech Connect ended.",
        Sourced(
            "Wikipedia grew.\nWikipedia has many readers.\nWikimedia runs it.",
            "维基百科发展了。\n维基百科读者多。\nWikimedia经营它。",
        ),
    )
    bad = (
        Bad("Han Lixin spoke in May. In June Han Lixin was silent. Han ⟦Lixing⟧ is not pessimistic."),
        Bad("The train left Hertfordshire. It came back to ⟦Hertforshire⟧ at night."),
        Bad("Beijing is far. The way to ⟦Bejing⟧ is long."),
        Bad("Wang Xiaosong teaches. Professor Wang ⟦Xiao-song⟧ writes. So says Wang ⟦Xiaosung⟧. Wang Xiaosong agrees."),
        Bad("She lives in Zürich. Her bank in ⟦Zurich⟧ closed."),
        Bad("WeChat grew. A post on ⟦Wechat⟧ said so."),
        Bad("HarbourTech Week began. HarbourTech Week went well. ⟦Harbourtech⟧ Week is over."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report the rarer spellings, but not those of the source."""
        for finding in super().check(document, hits, context):
            if document.prose[slice(*finding.span)] not in context.source_at(finding.span.start):
                yield finding

    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Forms]:
        """Compare the names of the document with each other; the more likely spelling goes first."""
        from align.names.variants import find_names, find_variants, keep_rare, list_names, pair_alike

        if context.alignment and len(document.segments) < 2:
            return  # two names that are in one sentence
        words = context.analyse(Words, document.prose)
        listed = list_names(words.distinct)
        pairs = keep_rare(words, pair_alike(listed), _MOST_RARE) if len(listed) > 1 else ()
        names = find_names(words, {name for pair in pairs for name in pair})
        for usual, rare in find_variants(names, pairs):
            is_apart = not (_share_a_sentence(document, usual, rare) or _has_tones(rare, usual))
            if len(rare.places) <= _MOST_RARE and is_apart:
                yield {usual.text: usual.places, rare.text: rare.places}

    def rank(self, forms: Forms) -> list[str]:
        """Return the spellings in the order in which `find_variants` gives them."""
        return list(forms)

    def describe(self, forms: Forms) -> str:
        """Name both spellings; they may be two names."""
        return f"The document has {count_in_words(forms)}: if this is the same name, use one spelling."

    def propose(self, document: Document, place: Span, usual: str) -> Fix:
        """Write the more likely spelling."""
        return Fix(False, (Edit(*place, usual),))


def _has_tones(rare: Name, usual: Name) -> bool:
    """Return whether a name is once given with the marks of its tones, as a gloss of how it sounds."""
    from align.lang.pinyin import is_pinyin

    plain = normalize("NFC", "".join(char for char in normalize("NFD", rare.text) if char not in _TONES))
    return len(rare.places) == 1 and plain == usual.text != rare.text and is_pinyin(plain.lower())


def _share_a_sentence(document: Document, usual: Name, rare: Name) -> bool:
    """Return whether both names are in one sentence."""
    for place in rare.places:
        sentence = document.segment(place.start)
        after = bisect_left(usual.places, (sentence.start,))
        if after < len(usual.places) and usual.places[after].start < sentence.end:
            return True
    return False
