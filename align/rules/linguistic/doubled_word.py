"""The rule `doubled-word`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.analysis.glued_words import find_glued_words
from align.analysis.recurrences import find_recurrences
from align.lang.en_doubled_words import (
    CLAUSE_OPENERS,
    NEVER_DOUBLED,
    PARTICLE_VERBS,
    PARTICLES,
    STUTTERED,
    VERBS_OF_CLAUSES,
    list_doubled,
)
from align.linter.context import Context
from align.linter.rule import Bad, Sourced, TextRule, option
from align.model import MASK, Document, Edit, Finding, Fix, Severity
from glossary.lang.function_words import ARTICLES
from glossary.lang.scripts import LATIN
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late

_OF_WORD = rf"[{LATIN}]+(?:['’-][{LATIN}]+)*"
_BACKWARDS = compile_late(_OF_WORD)
_DOUBLED = compile_late(
    rf"(?<![\w.-])(?<!\w['’])(?P<word>{_OF_WORD})"
    r"(?P<rest>(?:(?:[ \xa0]{1,2}|[ \t]?\r?\n[ \t\x1a]*)(?P<again>(?P=word)))+)(?![\w-])(?!['’]\w)",
    re.IGNORECASE,
)
_SENTENCE_START = compile_late(r"(?:^|[.!?:\n])[\s\"'“‘(]*$")
_STOP = compile_late(r"[.!?][\"'”’)\]]*\s")
_REACH = 80
_QUOTED = frozenset("> \t")
"""What is before each line of a quotation in Markdown."""


@dataclass(frozen=True)
class DoubledWordOptions:
    """Which words may follow themselves."""

    allow: tuple[str, ...] = option((), "Further words that may occur twice in a row")


class DoubledWord(TextRule):
    """A word is written twice in a row: "of the the city".

    What it finds
    -------------
    A word that follows itself with only white space between, also across a line break inside a paragraph or a
    quotation, from one subtitle to the next where the sentence goes on, and across bold, italics and links in Word and
    HTML. In plain text whose lines are too short or too uneven to be known as wrapped, only an article at the end of a
    line ("to the", "the mine") is found on the next one. A function
    word ("the the", "of of", "and and") is an error with a safe fix, but for "an an", which may have been "and an".
    Another word ("system system") is a warning, because only a person can say whether another word was intended; so is
    a word that is written twice with nothing between ("provinceprovince").

    Why it matters
    --------------
    A doubled word is left over from an edit or from a machine that stumbled. Spelling checkers that look at one word at
    a time do not see it, and every reader does.

    When it stays silent
    --------------------
    Where grammar or speech doubles a word ("had had", "what it is is", "very very", "knock knock"); in names ("Pago
    Pago", "the Input input box") and numbers; where punctuation, a tab, code or a mark of Markdown is between the two;
    between two paragraphs, sentences, items, cells or units. With nothing between, on what may be a name ("Bilibili", a
    domain), a brand ("RoadRoad", unless the source lacks it) or a sound.

    Measured
    --------
    4 alarms in 4,505 human references of news (.03 per 1,000 words) and 21 in 1.1 million words of essays, all right.
    """

    severity = Severity.WARNING
    options = DoubledWordOptions
    mqm = "fluency/duplication"
    targets = ("en",)
    overrides = ("misspelled-word", "repeated-phrase")
    good = (
        "The pianist Lang Lang met Fan Fan in Pago Pago.",
        "She had had enough, and he knew that that was so.",
        "What it is is a matter of taste.",
        "The survivors were taken in in the small hours.",
        "It was a long, long way, and a very very cold night.",
        "Bid 10 10 times.",
        "Bitwise AND and assignment",
        "  colour\n    colour of the frame, a number",
        "The well-known known unknowns",
        "He said no.\nNo no, said she.",
        "I listened to The The all night.",
        "Type it into the Input input box.",
        "Heh heh, said the fox. Ha ha, said the hare.",
        "Songsong of Bilibili ate couscous; the doctors, hotshots, wrote knockknock of beriberi in nananana.",
        "TalkTalk sells “bookbook” at milkmilk.com.",
        Sourced("TalkTalk sells phones.", "TalkTalk卖电话。"),
    )
    bad = (
        Bad(
            "Volunteers from ⟦the the⟧ harbour office came.",
            severity=Severity.ERROR,
            fixed="Volunteers from the harbour office came.",
        ),
        Bad("⟦The the⟧ plan failed.", severity=Severity.ERROR, fixed="The plan failed."),
        Bad("⟦The The⟧ shaft is dry.", severity=Severity.ERROR, fixed="The shaft is dry."),
        Bad("It is ⟦an an⟧ old mine.", severity=Severity.ERROR),
        Bad("He asked ⟦for for⟧, and got, a loan.", severity=Severity.ERROR, fixed="He asked for, and got, a loan."),
        Bad("We must improve the ⟦system system⟧ soon."),
        Bad("⟦Steel steel⟧ is dear."),
        Bad("A ⟦joint joint joint⟧ patrol"),
        Bad("The tunnel in ⟦provinceprovince⟧ is long."),
        Bad("The ⟦RoadRoad⟧ works go on, ⟦whichwhich⟧ is good.", source="道路工程还在继续，这很好。"),
        Bad("He knew that ⟦it it⟧ was late."),
        Bad("This idea is rooted ⟦in in⟧ the past."),
        Bad("Ask those who know. The club ⟦has has⟧ a sponsor."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the stretches in which a word seems to follow itself."""
        prose = document.prose
        words = context.analyse(Words, prose)
        recurrences = context.analyse(find_recurrences, words)
        allowed = frozenset(map(str.lower, context.get_options(DoubledWordOptions).allow))
        for start, end in recurrences.doubled:
            for match in _find_doubled(prose, start, min(end + 1, len(prose))):
                severity = None if match["word"].lower() in allowed else _weigh(match)
                if severity and ("\n" not in match["rest"] or _is_in_one_block(document, match)):
                    yield self._report(match, severity, match.span("rest"))
                elif severity and _is_cut(document, match):
                    behind = match.end() + prose.startswith(" ", match.end())
                    yield self._report(match, severity, (match.start("again"), behind))
        for match in context.analyse(find_glued_words, words):
            if match["word"] == match["second"] and match["word"].lower() not in allowed:
                yield from self._report_glued(match, context)

    def _report_glued(self, match: re.Match[str], context: Context) -> Iterator[Finding]:
        """Report a word that is written twice in one; what begins with a capital may be a name that the source has."""
        source = context.source_at(match.start())
        if match[0].islower() or (source and match[0] not in source):
            message = f"Repeated “{match['word']}” without a space: delete one."
            fix = Fix(False, (Edit(match.start("second"), match.end(), ""),))
            yield self.finding(match.start(), match.end(), message, fix=fix)

    def _report(self, match: re.Match[str], severity: Severity, surplus: tuple[int, int]) -> Finding:
        message = f"Repeated word “{match['word']}”: delete one, or replace it with the intended word."
        is_certain = severity is Severity.ERROR and match["word"].lower() != "an"  # which may have been “and an”
        fix = Fix(is_certain, (Edit(*surplus, ""),))
        return self.finding(match.start(), match.end(), message, severity=severity, fix=fix)


def _find_doubled(prose: str, start: int, end: int) -> Iterable[re.Match[str]]:
    """Return the words of a stretch that follow themselves; it is first taken apart at white space, which is faster."""
    small = prose[start:end].lower().replace(MASK, " ")
    if len(small) == end - start:  # else a letter became two
        pieces = small.split()
        words = (piece if piece.isalpha() else _find_last_word(piece) for piece in pieces)
        if not any(word and piece.startswith(word) for word, piece in zip(words, pieces[1:], strict=False)):
            return ()
    return _DOUBLED.finditer(prose, start, end)


def _find_last_word(piece: str) -> str:
    """Return the word at the end of what is between spaces, in which hyphens and apostrophes may be."""
    match = _BACKWARDS.match(piece[::-1])
    return match[0][::-1] if match else ""


def _weigh(match: re.Match[str]) -> Severity | None:
    word = match["word"].lower()
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    sentence = before[max((stop.end() for stop in _STOP.finditer(before)), default=0) :]
    if match["again"][0].isupper():
        certain = word in NEVER_DOUBLED and len(word) > 2 and _SENTENCE_START.search(before)
        return Severity.ERROR if certain else None
    if word in NEVER_DOUBLED:
        is_operator = len(word) > 1 and match["word"].isupper() and match["again"].islower()  # bitwise AND and OR
        return None if is_operator else Severity.ERROR
    if match["word"][0].isupper() and not match["again"].istitle() and not _SENTENCE_START.search(before):
        return None
    if word in PARTICLES:
        return None if re.search(PARTICLE_VERBS, sentence, re.IGNORECASE) else Severity.WARNING
    if word in VERBS_OF_CLAUSES:
        return None if re.search(CLAUSE_OPENERS, sentence, re.IGNORECASE) else Severity.WARNING
    is_intended = word in list_doubled("said twice") or (len(word) < 3 and word not in STUTTERED)
    return None if is_intended else Severity.WARNING


def _is_in_one_block(document: Document, match: re.Match[str]) -> bool:
    """Return whether the words are in one block, the first of them not alone in its line, as a heading or entry
    does.
    """
    if match.end() > document.block(match.start()).end:
        return False
    if MASK in match["rest"] and not _QUOTED.issuperset(_list_masked(document, *match.span("rest"))):
        return False
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    before = match.string[line_start : match.start()].strip(f" \t{MASK}" if MASK in match["rest"] else None)
    is_alone = match["rest"].lstrip(" ")[0] in "\r\n" and not before
    return not is_alone


def _list_masked(document: Document, start: int, end: int) -> Iterator[str]:
    """Return the characters of a stretch that are masked."""
    pairs = zip(document.text[start:end], document.prose[start:end], strict=True)
    return (char for char, seen in pairs if seen == MASK)


def _is_cut(document: Document, match: re.Match[str]) -> bool:
    """Return whether a line of plain text ends with an article, which nothing can end with, and the next goes on with
    it.

    Lines that are too short or too uneven to be known as wrapped are blocks of their own.
    """
    if document.stretches is not None or document.elements or MASK in match["rest"] or len(match["word"]) < 2:
        return False
    text, is_once = match.string, match["rest"].strip() == match["again"]
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    behind = text[match.end() : match.end() + _REACH].partition("\n")[0]
    is_article = match["word"].lower() in ARTICLES and match["again"].islower()
    return is_once and is_article and bool(before.strip()) and bool(behind.strip())
