"""The rule `irregular-date-format`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from align.lang.en_conventions import list_month_forms, list_months
from align.linter.context import Context
from align.linter.families.patterns import find_matches_near
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity
from align.quantities.patterns import EN_DATES
from glossary.pack.patterns import LatePattern, compile_late

_ISO = compile_late(
    r"(?<![\w/.-])(?P<year>19\d\d|20\d\d)-(?P<month>0?[1-9]|1[0-2])-(?P<day>0?[1-9]|[12]\d|3[01])(?![\w/-]|\.\w)"
)
_IN_SENTENCE = compile_late(
    r"\b(?:on|in|by|until|till|from|since|before|after|to|between|and|dated|of|around|about|through|was|is)\s$",
    re.IGNORECASE,
)
_BEFORE_ROCKET = EN_DATES.late("before_rocket")
_CLOCK = compile_late(r"[T\s,]{1,2}\d{1,2}:\d\d")
_DAY = compile_late(
    r"[abostu](?<!\w.)(?:(?<=o)n|(?<=b)(?:y|efore)|(?<=u)ntil|(?<=t)ill|(?<=s)ince|(?<=a)(?:s\sof|fter))\sthe\s"
    r"(?:(?:early\s|late\s)?(?:morning|afternoon|evening|night)\sof\sthe\s)?"
    r"(?P<day>[12]?\d(?:st|nd|rd|th)|3[01](?:st|th))(?P<more>(?:\s(?:and|to)(?:\sthe)?|,)\s[123]?\d(?:st|nd|rd|th)){0,3}"
    r"(?=[,.;:)”]|\s?$|\s(?:local|that|when|in|at|after|before|to|by|with|as|said|he|she|it|they|we|the|a|an|local)\b|\s\()",
    re.IGNORECASE,
)
_ORDINAL = compile_late(r"\d(?:[sSſ][tT]|[nNrR][dD]|[tT][hH])")
"""Occurs in each match of `_DAY`."""

_NO_DATE = compile_late(
    r"\b(?:holes?|floors?|laps?|rounds?|tees?|overs?|innings?|chapters?|storeys?|levels?|centur)", re.IGNORECASE
)


def _compile_months() -> re.Pattern[str]:
    """Return what finds the name of a month, or this word; each begins with a letter, which is sought fast."""
    names = (*list_month_forms(), "month")
    return re.compile("|".join(rf"{name[0]}(?<!\w{name[0]}){re.escape(name[1:])}\b" for name in names))


_MONTHS = cast("re.Pattern[str]", LatePattern(_compile_months))
_NEAR = 600
"""How far before a day, in characters, the month that it belongs to may be."""

_AFTER = 120
_SHORT, _LONG = 26, 90


@cache
def _build_trigger() -> Trigger:
    months, ends = [month.lower() for month in list_months()], (*range(10), "st", "nd", "rd", "th")
    literals = (
        *(f"the {digit}" for digit in range(1, 10)),
        *(f"-{month}-" for month in range(1, 13)),
        *(f"-0{month}-" for month in range(1, 10)),
        *(f"{month} {digit}" for month in months for digit in range(1, 10)),
        *(f"{end} {month}" for month in months for end in ends),
    )
    return Trigger(literals=literals)


def _compile_styles() -> re.Pattern[str]:
    """Return what finds the styles of dates; each begins with a character that is sought fast."""
    months = list_months()
    initials, rest = (
        "".join(sorted({name[0] for name in months})),
        "|".join(f"(?<={name[0]}){name[1:]}" for name in months),
    )
    return re.compile(
        rf"[{initials}\d](?<!\w.)"
        rf"(?:(?P<bare>(?:{rest})\s(?:3[01]|[12]?\d))|(?P<ordinal>(?:{rest})\s[123]?\d(?:st|nd|rd|th))"
        rf"|(?P<day>(?:(?<=[123])\d|(?<=\d))(?:st|nd|rd|th)?\s(?:{'|'.join(months)})))\b(?![-–/:]|,\d)"
    )


_STYLES = cast("re.Pattern[str]", LatePattern(_compile_styles))


class IrregularDateFormat(TextRule):
    """A date is not written the English way.

    What it finds
    -------------
    A date in digits inside a sentence (`signed on 2023-05-12`) is a warning; the stamp of a web page (`2023-05-12
    10:20`) is an info.

    A day without its month (`on the 26th`), as Chinese newspapers write it of the current month, where no month is
    near: a warning in running text that names no month at all, else an info. It is an info in pairs too, which may lack
    the sentence that names the month.

    Dates in several styles in one document (`May 12`, `12 May`, `May 12th`) are an info.

    Why it matters
    --------------
    A Chinese paper is read on its day. A translation is read later and elsewhere: “on the 26th” of which month?

    When it stays silent
    --------------------
    On a day whose month is in the same sentence or an earlier one near by (`In May ... on the 26th`); on floors,
    holes, laps, anniversaries and congresses; on `the 26th of May`; and on dates in digits in tables, file names and
    codes.

    Measured
    --------
    No warning in 4,505 human references of news, bank reports (89,259 words), novels (30,715) and 175 essays. 45 infos
    in the references, nearly all on days without a month; of 16 in machine translations of 2023 annotators marked 13.
    """

    mqm = "locale-convention/date-format"
    targets = ("en",)
    good = (
        "In May the two sides met twice. On the 26th, they signed.",
        "The lift stopped on the 26th floor on the 26th anniversary of the fire.",
        "She took the lead on the 4th of July.",
        "He fell behind on the 5th, a short hole by the sea.",
        "The file report-2023-05-12 was lost.",
        "Minutes: 2023-05-12",
        "They met on May 12 and on June 3; the 4th of July is a holiday.",
        "They met on the 20th Party Congress's last day.",
    )
    bad = (
        Bad("The contract was signed on ⟦2023-05-12⟧ in Dalian."),
        Bad("The ferry sank in a storm.\n\nIt was found ⟦on the 26th⟧, the owner said.\n\nNobody was hurt."),
        Bad("The ferry was found ⟦on the 26th⟧.", severity=Severity.INFO, name="pair.jsonl", source="26日找到渡轮。"),
        Bad("They met on May 12, on June 3 and on ⟦4 July⟧.", severity=Severity.INFO),
        Bad("⟦2023-05-12⟧ 10:20:30 Harbour Daily", severity=Severity.INFO),
    )

    def get_trigger(self) -> Trigger:
        """Return what a document must hold for the rule to be called."""
        return _build_trigger()

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report dates in digits, dates in another style than most, and days without a month."""
        text = document.prose
        digits = [hit for hit in hits if text[hit] == "-"]
        days = [hit for hit in hits if text[hit] in "tT"]
        named = [hit for hit in hits if text[hit] not in "-tT"]
        for match in find_matches_near(_ISO, text, digits, _SHORT):
            yield from self._check_digits(document, match)
        styles = find_matches_near(_STYLES, text, named, _SHORT)
        dates = [one for one in styles if not _BEFORE_ROCKET.search(text, max(one.start() - 5, 0), one.start())]
        yield from self._check_styles(dates)
        yield from self._check_days(document, find_matches_near(_DAY, text, days, _LONG, _ORDINAL), context)

    def _check_digits(self, document: Document, match: re.Match[str]) -> Iterator[Finding]:
        text, start, end = match.string, *match.span()
        written = f"{list_months()[int(match['month']) - 1]} {int(match['day'])}, {match['year']}"
        message = f"“{match[0]}” is a date in digits; write it out, for example “{written}”."
        if _CLOCK.match(text, end):
            if document.block(start).start == start:
                yield self.finding(start, end, message, severity=Severity.INFO)
        elif _IN_SENTENCE.search(text[max(start - 12, 0) : start]):
            yield self.finding(start, end, message, fix=Fix(False, (Edit(start, end, written),)))

    def _check_styles(self, dates: list[re.Match[str]]) -> Iterator[Finding]:
        """Report the dates that are in another style than most dates of the document."""
        counts = Counter(match.lastgroup for match in dates)
        if len(counts) < 2:
            return
        usual = counts.most_common(1)[0][0]
        example = next(match[0] for match in dates if match.lastgroup == usual)
        for match in dates:
            if match.lastgroup != usual:
                message = f"“{match[0]}” and “{example}” are in different styles: use one style."
                yield self.finding(*match.span(), message, severity=Severity.INFO)

    def _check_days(self, document: Document, days: Iterator[re.Match[str]], context: Context) -> Iterator[Finding]:
        months: bool | None = None
        for match in days:
            months = bool(_MONTHS.search(match.string)) if months is None else months
            if not _has_month(document, match, months):
                known = not months and not context.is_excerpted
                message = f"“{match[0]}” gives a day without its month: add the month."
                yield self.finding(*match.span(), message, severity=None if known else Severity.INFO)


def _has_month(document: Document, match: re.Match[str], months: bool) -> bool:
    """Return whether a month is near a day, or after it something that is counted. `months`: the document names any."""
    text, start, end = match.string, *match.span()
    after = text[end : min(end + _AFTER, document.block(start).end)]
    if _NO_DATE.search(after):
        return True
    return months and bool(_MONTHS.search(after) or _MONTHS.search(text, max(start - _NEAR, 0), start))
