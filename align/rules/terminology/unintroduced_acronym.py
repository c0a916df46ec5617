"""The rule `unintroduced-acronym`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.analysis.characters import is_in_capitals
from align.linter.context import Context
from align.linter.families.variants import say_times
from align.linter.rule import Bad, TextRule, Trigger, option
from align.model import Document, Finding, Severity
from glossary.lang.function_words import TITLE_WORDS
from glossary.pack.patterns import compile_late

_ACRONYM = compile_late(r"(?<![\w.&/@#-])[A-Z]{3,6}(?![\w.&/-])")
_EXPLAINED = compile_late(r"[(（\[“\"]\s?(?:the\s)?([A-Z]{3,6})s?\b|\b([A-Z]{3,6})[”\"]?\s?[(（\[]")
_WORD = compile_late(r"\b[A-Za-z][a-z]+\b")
_WELL_KNOWN = """
AIDS APEC API ASAP ASEAN ATM BBC BMW BRICS CBS CCTV CDC CEO CFO CIA CNN COO COVID CPI CPU CTO DDT DIY DNA DVD EMS EST
ESPN ETF EUR FAQ FBI FIFA GBP GDP GMT GNP GPS GPU HIV HKD HTML IBM ICU IMF INTERPOL IOC IPO ISO IVF JPY KFC LCD LED
LGBT MBA MIT NASA NATO NBA NBC NGO OECD OPEC PDF PHD PIN PLC PMI PPP PRC RMB RNA SARS SIM SME SMS SOS SUV SWIFT TNT
UAE UFO UNESCO UNICEF URL USA USB USD VAT VIP VPN WHO WTO WWF
"""
_ROMAN = frozenset("IVXLCM")
_KNOWN = frozenset(_WELL_KNOWN.split())


@dataclass(frozen=True)
class UnintroducedAcronymOptions:
    """Which acronyms need an introduction."""

    known: tuple[str, ...] = option((), "Further acronyms that need no introduction")
    occurrences: int = option(2, "How often an acronym must occur to be reported", 1, 1000)


class UnintroducedAcronym(TextRule):
    """An acronym is never spelled out in the document.

    What it finds
    -------------
    The first occurrence of an acronym of three to six letters that occurs twice or more, where the document nowhere
    gives it in brackets after its full name, nor its full name in brackets after it, nor words with these initials.

    Why it matters
    --------------
    Readers of the translation may not know what every reader of the source knows by its acronym.

    When it stays silent
    --------------------
    It is off by default, because many acronyms need no introduction, and no list of those is complete; `--select
    unintroduced-acronym` runs it. On the best known (NATO, GDP, CEO), and in lines of capitals.

    Measured
    --------
    26 infos in the human references of news (.22 per 1,000 words), 13 in 111,138 words of other human translations
    (.12), 42 in 89,278 words of bank reports, most of them on the bank's own name: it is off by default.
    """

    severity = Severity.INFO
    options = UnintroducedAcronymOptions
    mqm = "terminology/inconsistent-use-of-terminology"
    targets = ("en",)
    default = False
    trigger = Trigger(chars="A-Z")
    good = (
        "The National Health Commission met. The NHC said so, and the NHC knows.",
        "The MIIT (Ministry of Industry and Information Technology) spoke. The MIIT knows.",
        "NATO spoke to the CEO. NATO knows that CEO.",
        "STOP THE WAR NOW\n\nSTOP THE WAR AT ONCE",
    )
    bad = (
        Bad("The ⟦NDRC⟧ met on Monday. The NDRC said so."),
        Bad("Inspectors of the ⟦SAMR⟧ came; the SAMR fined the firm, wrote the National Health Commission."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look for the full name of each acronym that recurs."""
        options, prose = context.get_options(UnintroducedAcronymOptions), document.prose
        known = _KNOWN.union(options.known)
        places: dict[str, list[tuple[int, int]]] = {}
        for match in _ACRONYM.finditer(prose):
            is_known = match[0] in known or _ROMAN.issuperset(match[0])
            if not is_known and not is_in_capitals(document, match.start()):
                places.setdefault(match[0], []).append(match.span())
        recurring = {acronym: spans for acronym, spans in places.items() if len(spans) >= options.occurrences}
        if recurring:
            explained = {match[1] or match[2] for match in _EXPLAINED.finditer(prose)}
            initials = "".join(word[0] for word in map(str.lower, _WORD.findall(prose)) if word not in TITLE_WORDS)
            for acronym, spans in recurring.items():
                if acronym not in explained and acronym.lower() not in initials:
                    times = say_times(len(spans))
                    yield self.finding(*spans[0], f"“{acronym}” occurs {times} and is never spelled out.")
