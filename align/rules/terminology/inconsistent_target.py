"""The rule `inconsistent-target`."""

from typing import ClassVar

from align.linter.families.consistency import ConsistencyRule
from align.linter.rule import Bad, Sourced
from align.model import Severity


class InconsistentTarget(ConsistencyRule):
    """The same source sentence is translated in two ways.

    What it finds
    -------------
    Sentences that occur several times in the source of a file, or of the documents of a bitext, and do not read the
    same each time in the translation. Each place that differs from the most frequent rendering is marked. In files of
    texts with keys or units it is a warning; in running text, and between the documents of a bitext, which may have
    different translators, it is an info.

    Why it matters
    --------------
    Readers take two wordings for two things; a translation memory keeps both.

    When it stays silent
    --------------------
    On short texts (fewer than 8 letters, such as a heading of two words), where only capitals, width, blanks, a comma
    or the punctuation or an “and” at the ends differ, and where the aligner is not sure.

    Measured
    --------
    All 49 alarms in statutes, handbooks and READMEs were read: nearly all are a matter of taste, which is why running
    text gets an info. 47 infos in five yearly reports of a bank (2,251 pairs).
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    by_source = True
    only_units = True
    fewest_letters = 8
    message = "The same source sentence is translated “{}” elsewhere ({}): use one translation."
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The new pier opens in May.\nHe left.\nThe New Pier Opens in May",
            "新码头将于五月开放使用。\n他走了。\n新码头将于五月开放使用",
        ),
        Sourced(
            "Chapter 3 The pier in the north\nHe left.\nChapter 3: The pier in the north",
            "第三章：北边的新码头\n他走了。\n第三章：北边的新码头",
        ),
        Sourced(
            "1.The new pier (in the north) opens.\nHe left.\n1. The new pier(in the north) opens.",
            "一、北边的新码头即将开放。\n他走了。\n一、北边的新码头即将开放。",
        ),
        Sourced(
            "the pier in the north,\nHe left.\nthe pier in the north, and",
            "北边的新码头以及灯塔；\n他走了。\n北边的新码头以及灯塔；",
        ),
        Sourced(
            "The new pier opens in May.\nThe old pier opens in May.",
            "新码头将于五月开放使用。\n旧码头将于五月开放使用。",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The new pier opens in May.\nHe left.\n⟦The new dock opens in May.⟧",
            source="新码头将于五月开放使用。\n他走了。\n新码头将于五月开放使用。",
            severity=Severity.INFO,
        ),
    )
