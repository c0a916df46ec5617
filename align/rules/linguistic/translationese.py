"""The rule `translationese`."""

from align.linter.families.wordings import WordingRule
from align.linter.rule import Bad
from align.model import Severity


class Translationese(WordingRule):
    """A wording follows the Chinese word for word and is not natural English.

    What it finds
    -------------
    A short table of wordings: "analysts remind that", "the new crown epidemic", "WeChat public number", "my country" in
    a report, "(RMB, the same below)", "analysis believes that", "Although ..., but ...". Dates and ordinal numbers out
    of form: "on the 11th evening", "in Wednesday", "in May 3", "the 45 anniversary", "the late 50", "since next week".
    A few that people also write now and then are infos: "the circle of friends", "the relevant person in charge",
    "introduced that".

    Why it matters
    --------------
    Every word is right and the sentence is not English: the reader stumbles, or takes a virus for a crown.

    When it stays silent
    --------------------
    On everything that is not in the table; a wording enters it only with its counts in human and in machine
    translations. Where someone is reminded ("I am reminded that"); on "my country" where an I or a we speaks, or a
    quotation has begun; on crowns of kings.

    Measured
    --------
    No warning in 4,505 human references of news and 1.1 million words of essays; in machine translations 139 of 172
    (.81) lie on a marked fault. Infos: 1 in the references, 133 in the machine translations.
    """

    severity = Severity.WARNING
    mqm = "style/unidiomatic-style"
    targets = ("en",)
    good = (
        "I am constantly reminded that time flies, and she was reminded that it was late.",
        "The king wore a new crown. The new crown was heavy.",
        "I love my country, and my country loves me.",
        '"We did it for my country," she said.',
        "Although it rained, the players stayed, but the crowd left.",
        "He introduced that year a new tax.",
        "It was in Wednesday's paper that in May 2020 the 45th anniversary fell on the 7th night of the festival.",
        "The rules have been in force since May 1, and in the late 50s they were not.",
    )
    bad = (
        Bad("Some traders ⟦remind that⟧ prices may fall."),
        Bad("Doctor Sun ⟦reminded that⟧ children should be kept warm."),
        Bad("The ⟦new crown epidemic⟧ closed the port."),
        Bad("Pay through the ⟦WeChat public number⟧ of the bank."),
        Bad("The harvest in ⟦my country⟧ rose by 3 percent."),
        Bad("It cost 2 million yuan (RMB, ⟦the same below⟧)."),
        Bad("Industry ⟦analysis believes that⟧ demand will grow."),
        Bad("It stopped work ⟦on the 11th evening⟧."),
        Bad("It will open ⟦in Wednesday⟧, and closed ⟦in May 3⟧."),
        Bad("They marked the ⟦45 anniversary⟧ of the school."),
        Bad("He came home in the ⟦late 50⟧."),
        Bad("The rules ⟦will take effect since⟧ May 1."),
        Bad("Although the sea is calm, ⟦but⟧ the boats stay in."),
        Bad("⟦The relevant person in charge⟧ ⟦introduced that⟧ work goes on.", severity=Severity.INFO),
    )
