"""The rule `inconsistent-source`."""

from typing import ClassVar

from align.linter.families.consistency import ConsistencyRule
from align.linter.rule import Bad, Sourced


class InconsistentSource(ConsistencyRule):
    """Different source sentences have the same translation.

    What it finds
    -------------
    Sentences of a translation that occur several times in a file, or in the documents of a bitext, while their sources
    differ. Each place whose source differs from the most frequent one is marked. Between the documents of a bitext,
    which may have different translators, it is an info.

    Why it matters
    --------------
    A translation that was copied to the wrong place looks right by itself.

    When it stays silent
    --------------------
    It is off by default, because Chinese has many ways to say what English says in one; `--select inconsistent-source`
    runs it. On short texts (fewer than 20 letters), and where the aligner is not sure.

    Measured
    --------
    Nothing to measure: the rule only compares texts.
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    default = False
    by_source = False
    fewest_letters = 20
    message = "The same English also translates another source sentence, “{}” ({}): check that both are right."
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The new pier opens in May.\nHe left.\nThe new pier opens in May.",
            "新码头将于五月开放使用。\n他走了。\n新码头将于五月开放使用！",
        ),
        Sourced("Yes, he said.\nYes, he said.", "他说是的。\n他说对。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The new pier opens in May.\nHe left.\n⟦The new pier opens in May.⟧",
            source="新码头将于五月开放使用。\n他走了。\n新码头五月启用，渔民高兴。",
        ),
    )
