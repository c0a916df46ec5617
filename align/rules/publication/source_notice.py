"""The rule `source-notice`."""

from align.linter.families.wordings import PageNoticeRule
from align.linter.rule import Bad
from align.model import Severity


class SourceNotice(PageNoticeRule):
    """A note on the source's origin, rights or views was translated with the text.

    What it finds
    -------------
    Errors: `Original source:` with an address, `This article is an exclusive contribution by ... and cannot be
    reprinted without permission`, `Please indicate the source when reprinting`, `Reprinted from the public account
    ...`, `Source: ... official account`, and the same in Chinese. Warnings: an `Original title:`, a `Disclaimer:`
    on the author's views, and the mark of the end, `(End)`.

    Why it matters
    --------------
    Such a note is about the Chinese page. Under a translation it is wrong: another publisher, other rights, and a
    promise of the source that no one has checked.

    When it stays silent
    --------------------
    On the source of a table, a figure or a quotation (`Source: IMF`, `according to sources`), on a story that is about
    reprinting, on a Creative Commons notice, and on a disclaimer that a story is about. The texts of programs (`.po`,
    `en.json`) are not asked.

    Measured
    --------
    No alarm in 4,505 human references of news, bank reports (89,259 words), novels (30,715) and 175 essays; in an
    article of 1,540 words all three notices were found, and nothing else.
    """

    good = (
        "Source: IMF",
        "Source: Reuters, Ministry of Finance",
        "According to sources close to the talks, the deal is dead.",
        "The letter was reprinted from an older book, and the family had not been asked.",
        "This article is from the Harbour Daily of Monday; it was never reprinted.",
        "This article is republished from an open journal under a Creative Commons licence.",
        "The court held that the photographs could not be reproduced without permission.",
        "The bank added a disclaimer: the views of its authors are not its own.",
        "He went back to the original source: a letter of 1911.",
    )
    bad = (
        Bad("⟦Original source: https://example.com/article/12⟧"),
        Bad("⟦This article is an exclusive contribution by Harbour Net and cannot be reprinted without permission⟧."),
        Bad("⟦Without authorization, reproduction is prohibited⟧."),
        Bad("⟦This text may not be reproduced without written permission⟧."),
        Bad("⟦Please indicate the source when reprinting⟧."),
        Bad("⟦This article is reprinted from the Harbour account⟧."),
        Bad("(⟦This article is from the Harbour Daily⟧)", severity=Severity.WARNING),
        Bad("⟦Source: Harbour Net WeChat official account⟧"),
        Bad("⟦This article only represents the author's personal views⟧."),
        Bad("⟦Disclaimer: The opinions in this article are those of the author⟧.", severity=Severity.WARNING),
        Bad("(⟦Original title: A Port Wakes Up⟧)", severity=Severity.WARNING),
        Bad("The port reopened. ⟦未经许可不得转载⟧"),
    )
