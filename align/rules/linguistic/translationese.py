"""The rule `translationese`."""

from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad
from align.model import Severity

_PASSIVE = "".join(
    rf"(?<!\b{word} )"
    for word in (
        *("be", "been", "being", "was", "were", "is", "are", "am", "get", "gets", "got", "feel", "feels", "felt"),
        *("stand", "stands", "stood", "keep", "kept", "again", "always", "not", "and", "or", "once", "when", "if"),
        *("often", "then", "also", "never", "still", "ever", "too", "thus", "us", "me", "him", "her", "them"),
    )
)
"""What may stand before "reminded that" where somebody is reminded; also "I'm", "we're", "constantly" (below)."""

# Behind each pattern: how often it stands in the WMT references (118,669 words) / in other human translations of the
# same news and talks (111,138) / in essays translated by people (1,121,090) / in machine translations (596,049), and
# how many of the last overlap what annotators marked.
_PATTERNS = (
    Pattern(  # 0 / 0 / 0 / 8, 0 marked
        ("remind that", "reminds that", "reminded that"),
        rf"\breminds? that\b|(?<=\w ){_PASSIVE}(?<!['’]m )(?<!['’]re )(?<!ly )reminded that\b",
        "“Remind” must say whom: write “warn that” or “point out that”, or name who is reminded.",
    ),
    Pattern(  # 0 / 0 / 0 / 114, 99 marked
        ("new crown ", "new coronary "),
        r"\bnew (?:crown|coronary) (?:pneumonia|epidemic|virus|vaccin\w+|cases?|infections?|pandemic|patients?|tests?"
        r"|testing|nucleic|outbreak|disease|confirmed|strains?|variants?|positive|situation)\b",
        "This is COVID-19 (or the novel coronavirus) rendered word by word: write its English name.",
    ),
    Pattern(  # 0 / 0 / 0 / 10, 10 marked
        ("wechat public number",),
        r"\bWeChat public numbers?\b",
        "English says “WeChat official account”.",
    ),
    Pattern(  # 0 / 0 / 0 / 28, 26 marked
        ("my country",),
        r"^(?!(?s:.)*\b(?:I|me|myself|mine|we|our|us)\b)[^\"“‘]*?\b(?P<mark>(?-i:my country)(?:['’]s)?)\b",
        "“My country” in a report is China: name the country.",
    ),
    Pattern(  # 0 / 0 / 0 / 7, 1 marked
        ("same below)", "same as below)"),
        r"(?P<mark>\b(?:the )?same (?:as )?below)\)",
        "This note to readers of Chinese means that the unit stays the same from here on: delete it.",
    ),
    Pattern(  # 0 / 1 / 0 / 2, 2 marked
        ("analysis believe", "analysis think", "analysis hold", "analyses believe", "analyses think", "analyses hold"),
        r"\banalys[ie]s (?:believes?|thinks?|holds?) that\b",
        "An analysis cannot believe: write “analysts believe that” or “the analysis suggests that”.",
    ),
    Pattern(  # 0 / 1 / 0 / 2, 2 marked
        ("although", "even though"),
        r"(?-i:(?:^|[.!?]\s)(?:Even though|Although)|\bsaid,? (?:that )?although)\s[^.,;:!?()\n]{5,120}"
        r", (?P<mark>but)\b",
        "“Although” has said it: delete this “but”.",
        companions=(", but",),
    ),
    Pattern(  # 0 / 0 / 0 / 9, 9 marked
        ("the circle of friends",),
        r"\bthe circle of friends\b(?! (?:of|who|that|in|around|to))",
        "If this is the network of WeChat, English says “WeChat Moments”.",
        Severity.INFO,
    ),
    Pattern(  # 0 / 1 / 0 / 55, 11 marked
        ("relevant person in charge",),
        r"\b(?:the|a) relevant person in charge\b",
        "Say who this is: “an official”, “a manager”, or the office held.",
        Severity.INFO,
    ),
    Pattern(  # 1 / 3 / 0 / 63, 6 marked
        ("introduced that ",),
        r"\bintroduced that\b(?! (?:year|day|time|month|week|same|summer|winter|spring|autumn|fall|law|bill)\b)",
        "“Introduce” takes no “that”: write “said that” or “explained that”.",
        Severity.INFO,
    ),
)


class Translationese(PatternRule):
    """A wording follows the Chinese word for word and is not natural English.

    What it finds
    -------------
    A short table of wordings: "analysts remind that", "the new crown epidemic", "WeChat public number", "my country" in
    a report, "(RMB, the same below)", "analysis believes that", "Although ..., but ...". A few that people also write
    now and then are infos: "the circle of friends", "the relevant person in charge", "introduced that".

    Why it matters
    --------------
    Every word is right and the sentence is not English: the reader stumbles, or takes a virus for a crown.

    When it stays silent
    --------------------
    Where somebody is reminded ("I am reminded that", "Reminded that it was late, he left"); on "my country" where an I
    or a we speaks, or a quotation has begun; on crowns of kings; and on everything that is not in the table. A wording
    enters the table only with its counts in human and in machine translations.

    Measured
    --------
    Warnings: none in 4,505 segments (118,669 words) of the WMT 2021-23 human references, none in 1.1 million words of
    published essays. In annotated machine translations, 139 of 172 (.81) coincide with a marked fault. Infos: 1 in the
    references, 133 in the machine translations (596,049 words).
    """

    severity = Severity.WARNING
    mqm = "style/unidiomatic-style"
    patterns = _PATTERNS
    good = (
        "I am constantly reminded that time flies, and she was reminded that it was late.",
        "The king wore a new crown. The new crown was heavy.",
        "I love my country, and my country loves me.",
        '"We did it for my country," she said.',
        "Although it rained, the players stayed, but the crowd left.",
        "He introduced that year a new tax.",
    )
    bad = (
        Bad("Some traders ⟦remind that⟧ prices may fall."),
        Bad("Doctor Sun ⟦reminded that⟧ children should be kept warm."),
        Bad("The ⟦new crown epidemic⟧ closed the port."),
        Bad("Pay through the ⟦WeChat public number⟧ of the bank."),
        Bad("The harvest in ⟦my country⟧ rose by 3 percent."),
        Bad("It cost 2 million yuan (RMB, ⟦the same below⟧)."),
        Bad("Industry ⟦analysis believes that⟧ demand will grow."),
        Bad("Although the sea is calm, ⟦but⟧ the boats stay in."),
        Bad("⟦The relevant person in charge⟧ ⟦introduced that⟧ work goes on.", severity=Severity.INFO),
    )
