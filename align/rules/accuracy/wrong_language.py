"""The rule `wrong-language`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.lang import find_language
from align.linter.context import Context
from align.linter.rule import EVERY_OTHER, Bad, TextRule
from align.model import Document, Finding, Severity

_SAMPLE = 4_000
_ENGLISH, _APART = (" the ", " and "), 300
"""Words of which English has one for so many characters, and a text in another language only in what it quotes."""


class WrongLanguage(TextRule):
    """A text is in another language than the translation should be, as French where English is asked for.

    What it finds
    -------------
    A text of twelve words or more of which a fifth are common words of a language that is not English, with hardly an
    English one among them; or whose words are mostly in another script, as Cyrillic. The first 4,000 characters decide.
    It knows Czech, Danish, Dutch, Finnish, French, German, Icelandic, Indonesian, Italian, Polish, Portuguese,
    Romanian, Spanish, Swedish, Turkish and Vietnamese. The whole text is one finding. Chinese, Japanese and Korean are
    found by untranslated-document. Where another language is asked for (`--languages zh,fr`), it finds a text in
    English; one in another of these languages too, where the one asked for is among them.

    Why it matters
    --------------
    A file is in the wrong folder, or was translated into the wrong language. Rules for English find next to nothing
    in it, so that it would pass.

    When it stays silent
    --------------------
    On English with quotations and titles in another language; on lists of names and on tables, which have no common
    words of any language.

    Measured
    --------
    Four of 175 translated essays are in Spanish: these four are found, and no other. No alarm on 25,922 translations of
    twelve words and more. Of German sentences of such a length 42 % are found, of French ones 74 %; of texts in German,
    French and Icelandic six of seven.
    """

    severity = Severity.ERROR
    mqm = "accuracy/untranslated"
    overrides = (EVERY_OTHER,)
    good: ClassVar[tuple[str, ...]] = (
        'The song "Der Mond ist aufgegangen, die goldnen Sternlein prangen" is known by every child in Germany.',
        "Rua da Praia Grande, Avenida de Almeida Ribeiro, Travessa do Paixão, Largo do Senado, Rua de São Paulo",
        "Xu Wei, Li Na, Chen Hao, Liu Yang, Zhou Jie, Wu Fang, Xu Lei, Sun Qiang, He Min, Ma Li, Du Fu, An Ning",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Der Hafen ist im Mai geöffnet worden. Die ersten Schiffe sind schon da, und die Fischer sorgen sich.⟧"),
        Bad("⟦Le port est ouvert en mai, et les premiers navires sont dans la rade depuis une semaine.⟧"),
        Bad("⟦Порт открылся в мае, и первые корабли уже прибыли, но рыбаки беспокоятся об улове.⟧"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Count the common words of the beginning."""
        sample, code = document.prose[:_SAMPLE], document.language.partition("-")[0].lower()
        if code == "en" and sum(map(sample.count, _ENGLISH)) * _APART > len(sample):
            return
        from align.lang.identification import find_other_language, is_english

        language = find_language(code)
        wanted = language.name if language.words else None
        found = "English" if code != "en" and is_english(sample) else find_other_language(sample) if wanted else None
        if found and found != wanted:
            prose = document.prose
            yield self.finding(
                len(prose) - len(prose.lstrip()),
                len(prose.rstrip()),
                f"This text seems to be in {found}, not {wanted or code}: check that it is the right file.",
            )
