"""The rule `misspelled-word`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.analysis.misspellings import find_misspellings
from align.linter.context import Context
from align.linter.rule import Bad, Given, Sourced, TextRule, option
from align.model import Document, Edit, Finding, Fix
from glossary.lang.words import Words


@dataclass(frozen=True)
class MisspelledWordOptions:
    """Which words are right."""

    allow: tuple[str, ...] = option((), "Words of the house, in any case of their letters")


class MisspelledWord(TextRule):
    """A word is one letter away from being English: "logistcs".

    What it finds
    -------------
    A word of four small letters or more that no list has and that is not made of words, where one letter too many, too
    few, another or two swapped make a usual word of it. The more usual that word is in English, and the better it fits
    the words next to it, the shorter the misspelling may be. The fix writes that word.

    Why it matters
    --------------
    Editors see most slips, and readers the rest. A word that is misspelled is found by no search.

    When it stays silent
    --------------------
    On words of the source, of code in the text, of the glossary, of `allow` and of a pack (`en/words`); on British and
    American spellings; on words with affixes ("retokenized") and of two words ("webpage"); on names, which have
    capitals, and parts of compounds with hyphens; on pinyin that does not fit; on a word by itself in quotation marks
    or in italics; in a sentence of another language. On what is in the text several times, which is a word of its own,
    unless it is a well-known misspelling.

    Measured
    --------
    In 430,000 words of novels, news and documentation, read for the first time, 11 of 13 alarms were right; the rule
    was made stricter after that. In sample, for words were added to its list after the reading: 60 of 63 in 1.4 million
    words of human translations and essays (.045 alarms per 1,000), and 11 of 11 in 148,000 words of pages, laws and
    READMEs. Of 200 slips planted in each, one letter in a word of four letters or more, .79 were found in essays and
    news and .67 in the pages (codespell .12 and .21).
    """

    preview = True
    mqm = "fluency/spelling"
    targets = ("en",)
    options = MisspelledWordOptions
    reads = frozenset({Given.SOURCE})
    good = (
        "The preprocessor resizes webpages, retokenizes them and is unmaintainable.",
        "The organiser's favourite colour was labelled, and the theatre programme was unpretentious.",
        "He ate jiaozi and mantou with netizens; the yaml, json and sqlite files were symlinked.",
        "Run `configurd` in logistcs.example, or ask @offficer, who is at offficer@mail.example.",
        "The word “logistcs” is misspelled in the old report.",
        "The parametrs are ready. We load the parametrs, then the parametrs are shipped, as parametrs are.",
        "The sentence “Los expertos han explicado la situación económica del país” is in Spanish.",
        Sourced("The team installed servic on all its servers.", "团队在所有服务器上安装了servic。"),
        Sourced("The house sells offficer to its guests.", glossary="军官酒,offficer,preferred"),
    )
    bad = (
        Bad("The firm offers ⟦logistcs⟧ services to its clients."),
        Bad("An ⟦offficer⟧ of the port said that the ⟦executeable⟧ file must be ⟦configurd⟧ by hand."),
        Bad("Please pay ⟦atention⟧ to the ⟦goverment⟧ of the city, ⟦whitch⟧ they ⟦recieved⟧ last year."),
        Bad("The ⟦messsage⟧ was sent to the queue.", source="消息已发送到队列。"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report words that are most likely misspelled, and are neither the house's nor in a glossary."""
        sides = context.bitext or context.alignment
        source = sides.source if sides else context.source
        words = context.analyse(Words, document.prose)
        found = list(find_misspellings(document, words, source.text if source else ""))
        allowed = {word.lower() for word in context.get_options(MisspelledWordOptions).allow} if found else set()
        for one in found:
            word = document.prose[slice(*one.span)]
            terms = context.find_terms(document.text, document.language)
            if word in allowed or any(term.start <= one.span.start < term.end for term in terms):
                continue
            message = f"“{word}” is probably misspelled: write “{one.right}”."
            yield self.finding(*one.span, message, fix=Fix(False, (Edit(*one.span, one.right),)))
