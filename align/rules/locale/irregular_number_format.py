"""The rule `irregular-number-format`."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters

from align.lang.en_conventions import (
    CURRENCY_CODES,
    CURRENCY_NAMES,
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    list_month_forms,
)
from align.linter.context import Context
from align.linter.families.patterns import find_matches_near
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity
from glossary.pack.patterns import compile_late

_NO_MORE = r"(?!\d|,\d|\.\d{3}|\s?[-–/]\s?\d|[A-Za-z])"
_NAMED = "|".join(re.escape(name) for name in CURRENCY_NAMES)
_YEAR = r"(?:(?<=\bin\s)|(?<=\bIn\s)|(?<=\bsince\s)|(?<=\bSince\s)|(?<=\bby\s)|(?<=\bfrom\s))(?:19|20)\d\d\s"
_AT = (
    r"(?:(?:at|around|about|approximately|after|before|from|to|until|till|by|between|and|since|past|near|of|is|was"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s|(?<=\d[-–—~]))"
)
_SCORED = r"(?:won|win|beat|lost|drew|led|leading|score\sof|score\swas|defeated)\s"
_IRREGULAR = compile_late(
    rf"(?P<sign>(?<![\w$])(?:US\s?|(?:{CURRENCY_PREFIXES}))?[{CURRENCY_SIGNS}]\s?)(?P<amount>\d{{4,15}}){_NO_MORE}"
    rf"|(?P<code>(?<!\w)(?:{'|'.join(CURRENCY_CODES)})\s?)(?P<coded>\d{{4,15}}){_NO_MORE}"
    rf"|(?<![\w.,:/#$-])(?!{_YEAR})(?P<named>\d{{4,15}})\s(?:{_NAMED})\b"
    r"|(?<!\w)(?P<gap>US\s\$)(?=\s?\d)"
    rf"|(?i:(?<!\w){_AT})(?P<time>(?:[01]?\d|2[0-4]):\s[0-5]\d)(?![\d:%]|\.\d|,\d{{3}})"
    r"|(?<![\w.:/])(?P<hour>(?:1[0-2]|[1-9]):\s[0-5]\d)(?=\s?[ap]\.?m\b)"
    rf"|(?i:(?<!\w){_SCORED})(?P<score>\d{{1,3}}:\s\d{{1,3}})(?![\d:%]|\.\d|,\d{{3}})"
    r"|(?<![\w.,])(?P<point>\d{1,3}\s\.\d{1,2})(?=\s?(?:%|per\s?cent\b))"
    rf"|(?<![\w$])(?P<apart>[{CURRENCY_SIGNS}]\s)(?=\d)"
    r"|(?<![\w.,])(?P<comma>\d{1,3}(?:\s,\d{3}|\s?,\s000)(?:\s?,\s?\d{3})*)(?!\d)"
)
_PART = compile_late(rf"\d(?:\d{{3}}|:\s\d|\s?,\s000|\s,\d{{3}}|\s\.\d|(?<=[{CURRENCY_SIGNS}]\s\d))|US\s\$")
"""Of which something occurs in each match of `_IRREGULAR`."""

_FROM = {"amount": "sign", "coded": "code"}
"""The group that an amount's finding starts with, where it is another one."""

_AMOUNTS = frozenset({"amount", "coded", "named"})
_BY_HOUSE = frozenset({"named", "gap", "apart"})
"""What a house may want so: an info where no more than one pair is known."""

_SPACED = {"comma": "has a space at its thousands separator", "apart": "has a space after it"}

_LITERALS = (
    *CURRENCY_SIGNS,
    *(code.lower() for code in CURRENCY_CODES),
    *(f" {name.lower()}" for name in CURRENCY_NAMES),
    *(f": {digit}" for digit in range(10)),
    *(f" {mark}{digit}" for mark in ",." for digit in range(10)),
    ", 000",
)
_DIGIT = compile_late(r"\d")
_REACH = 48

_DIGITS = bytes(48 if 48 <= code < 58 else 44 if code == 44 else 32 for code in range(256))
_GROUPED = re.compile(rb"(?<![0,])0{1,3}(?:,000)+(?![0,])")
_GROUPED_FOUR = re.compile(rb"(?<![0,])0,000(?![0,])")
_MISGROUPED = re.compile(rb",0000(?![0,])")
_BEFORE_COMMA = re.compile(rb"(?:[^0,]|\A)(0{1,3})\Z")
_OF_CODES = frozenset(f"./-–—:_{ascii_letters}")
_PLAIN = re.compile(rb"0000+")
_COUNTED = compile_late(
    r"\s(?!(?:and|are|as|at|but|by|for|from|has|have|if|in|into|is|of|on|or|per|that|the|then|to|was|were|when|where"
    r"|which|who|will|with|years?)\b)[a-z]{3,}"
)
_COUNTING = compile_late(r"(?:^|[\n.!?][\"”’)]?\s|(?<![\w/.-])[a-z]{2,}\s|[a-z],\s)[(\"“]?$")
_CODE = compile_late(
    r"\b(?:no|nos|number|numbers|numbered|code|codes|id|account|phone|tel|telephone|hotline|fax|postcode|zip|model|order"
    r"|flight|train|page|pages|room|section|marker|called|call|dial|article|year|since|bus|route|type|version|asteroid"
    r"|in|by|until|before|after|during|from|of|early|late|mid)\W{1,3}$",
    re.IGNORECASE,
)


class IrregularNumberFormat(TextRule):
    """A number, an amount of money or a time is not written the English way.

    What it finds
    -------------
    Amounts of money of four digits and more without a separator (`$3000`, `RMB 15000`, `50000 yuan`); `US $` with a
    space, or another sign (`$ 500`); a separator in the wrong place (`1,5000`); a space inside a percentage (`12 .5%`),
    a time or a score (`at 15: 30`); a space at a thousands separator (`1 ,000`); and bare numbers of things (`23400
    visitors`) in a document that writes other numbers with separators. Numbers of four digits count only where the
    document writes `1,234` too. In a lone pair, where the style of the publisher is not known, `50000 yuan` and `US $`
    are an info; all else is a warning.

    Why it matters
    --------------
    Chinese needs no separator and groups by ten thousand. English readers count zeros in `50000000 yuan`, and a wrong
    order of magnitude is the costliest slip of all.

    When it stays silent
    --------------------
    On years, ranges of years (`$2020-21`), numbers of models, laws, flights, rooms, telephones and pages, decimals,
    chapter and verse (`Part 3: 10 ways`), and on numbers of four digits in a document that writes none with a
    separator.

    Measured
    --------
    2 warnings in 4,505 human references of news (.017 per 1,000 words), both right; none in bank reports (89,259 words)
    and novels (30,715). In machine translations annotators marked 93 % of 72 (2020), 66 % of 124 (2021) and 2 of 2
    (2023).
    """

    mqm = "locale-convention/number-format"
    targets = ("en",)
    overrides = ("irregular-spacing",)
    trigger = Trigger(chars="0-9", literals=_LITERALS)
    good = (
        "In 2020 yuan trading grew, and 1,200 dealers joined.",
        "The bill grew from $999 to $1,200.50 in the fiscal year 2020-21.",
        "Order No. 12345 names 1,200 plants; call 8800 7777 for help.",
        "Part 3: 10 ways to count 12 eggs; Genesis 3: 15 is another matter.",
        "It has 10, 20, or 30 rooms, and 1080 lines.",
        "The 23400 visitors of the fair",
        "It opened on July 1,2021 and closed on Sept. 22,2023.",
        "On page 12345 of GB/T 13000 stand 1,200 signs.",
    )
    bad = (
        Bad("a price of ⟦$3000⟧ per kilogram", fixed="a price of $3,000 per kilogram"),
        Bad("It cost ⟦$ ⟧500 in the shop.", fixed="It cost $500 in the shop."),
        Bad("The firm sold ⟦1,5000⟧ units."),
        Bad("Growth was ⟦12 .5⟧% last year.", fixed="Growth was 12.5% last year."),
        Bad("a fine of ⟦RMB 15000⟧.", fixed="a fine of RMB 15,000."),
        Bad("It raised ⟦$12000⟧, most of it in coins.", fixed="It raised $12,000, most of it in coins."),
        Bad("a prize of ⟦50000⟧ yuan", fixed="a prize of 50,000 yuan"),
        Bad("It cost ⟦US $⟧20 million.", fixed="It cost US$20 million."),
        Bad("It cost ⟦US $2500⟧ a night.", fixed="It cost US$2,500 a night."),
        Bad("The train left at ⟦15: 30⟧.", fixed="The train left at 15:30."),
        Bad("from Monday to Sunday ⟦20: 30⟧-⟦21: 30⟧", fixed="from Monday to Sunday 20:30-21:30"),
        Bad("The home team won ⟦3: 1⟧.", fixed="The home team won 3:1."),
        Bad("some ⟦1 ,000⟧ ships and ⟦10 , 000⟧ sailors", fixed="some 1,000 ships and 10,000 sailors"),
        Bad(
            "The fair drew ⟦23400⟧ visitors and 1,200 dealers.",
            fixed="The fair drew 23,400 visitors and 1,200 dealers.",
        ),
        Bad(
            "The fair drew ⟦3400⟧ visitors and 1,200 dealers.", fixed="The fair drew 3,400 visitors and 1,200 dealers."
        ),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report irregular amounts and times, then numbers without the separators that the document has elsewhere."""
        text = document.prose
        near = [hit for hit in hits if _DIGIT.search(text, max(hit - 2, 0), hit + 6)]
        for match in find_matches_near(_IRREGULAR, text, near, _REACH, _PART):
            yield self._report_irregular(document, match, context)
        yield from self._check_bare(document)

    def _report_irregular(self, document: Document, match: re.Match[str], context: Context) -> Finding:
        kind = match.lastgroup or ""
        start, end = match.start(_FROM.get(kind, kind)), match.end(kind)
        found = match.string[start:end]
        severity = Severity.INFO if kind in _BY_HOUSE and context.is_excerpted and len(document.blocks) == 1 else None
        if kind in _AMOUNTS:
            right = re.sub(r"US\s\$", "US$", found[: -len(match[kind])]) + _group(match[kind])
            return self._report(start, end, found, right, "has no thousands separator", severity)
        fault = _SPACED.get(kind, "has a space inside")
        return self._report(start, end, found, re.sub(r"\s", "", found), fault, severity)

    def _check_bare(self, document: Document) -> Iterator[Finding]:
        text, shape = document.prose, document.skeleton.translate(_DIGITS)
        for match in _MISGROUPED.finditer(shape):
            digits = _BEFORE_COMMA.search(shape[max(match.start() - 4, 0) : match.start()])
            start, end = match.start() - len(digits[1]) if digits else 0, match.end()
            if digits and _stands_alone(text, start, end):
                right = _group(text[start:end].replace(",", ""))
                fault = "has its separator in the wrong place"
                yield self._report(start, end, text[start:end], right, fault, safe=False)
        if b"0,000" not in shape or not _GROUPED.search(shape):
            return
        least = 4 if _GROUPED_FOUR.search(shape) else 5
        for run in _PLAIN.finditer(shape):
            start, end = run.span()
            if end - start >= least and _is_count(text, start, end):
                found = text[start:end]
                fault = "has no thousands separator, unlike other numbers here"
                yield self._report(start, end, found, _group(found), fault)

    def _report(
        self,
        start: int,
        end: int,
        found: str,
        right: str,
        fault: str,
        severity: Severity | None = None,
        *,
        safe: bool = True,
    ) -> Finding:
        message = f"“{found}” {fault}; write “{right}”."
        return self.finding(start, end, message, severity=severity, fix=Fix(safe, (Edit(start, end, right),)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether digits are no part of a code, a decimal, a range, or a day and a year: May 1,2021."""
    if text[max(start - 10, 0) : start].rstrip(" .").endswith(list_month_forms()) and text[end - 5] == ",":
        return False
    around = text[max(start - 1, 0) : start] + text[end : end + 1].strip(".")
    return text[start] != "0" and _OF_CODES.isdisjoint(around)


def _group(digits: str) -> str:
    return f"{int(digits):,}"


def _is_count(text: str, start: int, end: int) -> bool:
    """Return whether digits count something, and are no year, no code, and no number by which a thing is called."""
    if end - start > 15 or text[start] == "0" or (end - start == 4 and 1500 <= int(text[start:end]) < 2100):
        return False
    before = text[max(start - 24, 0) : start]
    return bool(_COUNTED.match(text, end)) and bool(_COUNTING.search(before)) and not _CODE.search(before)
