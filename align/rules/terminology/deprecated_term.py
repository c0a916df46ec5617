"""The rule `deprecated-term`."""

from typing import ClassVar

from align.linter.families.terms import DiscouragedTermRule
from align.linter.rule import Bad, Sourced
from align.model import Severity

_GLOSSARY = (
    "新冠肺炎,COVID-19,preferred\n新冠肺炎,novel coronavirus pneumonia,deprecated\n"
    "税务总局,State Taxation Administration\n税务总局,State Administration of Taxation,superseded"
)


class DeprecatedTerm(DiscouragedTermRule):
    """A term is used that the glossary marks as deprecated or superseded.

    What it finds
    -------------
    Every form of a term whose status in a glossary is `deprecated` or `superseded`, with the terms to use instead.

    Why it matters
    --------------
    Bodies are renamed and names settle: readers look for the current one.

    When it stays silent
    --------------------
    Where `forbidden-term` does. Where the word is also the right name of another concept, it is an info.

    Measured
    --------
    Nothing to measure: the rule applies the glossary and guesses nothing.
    """

    mqm = "terminology/inconsistent-with-terminology-resource"
    overrides = ("inconsistent-wording", "inconsistent-term")
    statuses = ("deprecated", "superseded")
    doubtful = Severity.INFO
    called = "out of date"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The State Taxation Administration spoke of COVID-19.", glossary=_GLOSSARY),
        Sourced("A novel coronavirus causes pneumonia.", glossary=_GLOSSARY),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The ⟦State Administration of Taxation⟧ spoke.", glossary=_GLOSSARY),
        Bad("Deaths from ⟦novel coronavirus pneumonia⟧ fell.", glossary=_GLOSSARY),
    )
