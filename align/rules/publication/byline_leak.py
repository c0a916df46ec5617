"""The rule `byline-leak`."""

from align.linter.families.wordings import PageNoticeRule
from align.linter.rule import Bad
from align.model import Severity


class BylineLeak(PageNoticeRule):
    """A byline of the source's newsroom was translated as part of the text.

    What it finds
    -------------
    Notes of a Chinese newsroom that are in the text as if they were part of it: `[Text/Harbour Daily Wang Min]`,
    `(Reporter Wang Min)`, `(Our reporter Wang Min, photo by Li Na)`, `[Editor in charge: Li Na]`, `Text | Wang Min`,
    `Reporter: Wang Min Editor: Li Na`, and the same in Chinese. A note in brackets is an error; a line of its own is a
    warning. A correspondent or journalist who is named in brackets in the middle of a paragraph, and the stamp of a web
    page with date, source, author and editor, are an info.

    Why it matters
    --------------
    English papers print a byline once, above the story. A note like these in the running text shows every reader that
    the page went out unread.

    When it stays silent
    --------------------
    On bylines as English papers print them (`By Jane Doe`, `Reporting by Jane Doe; editing by John Roe`), on sentences
    about reporters and editors, on an editor's note, and on turns of an interview (`Reporter: Why did you leave?`). The
    texts of programs (`.po`, `en.json`) are not asked.

    Measured
    --------
    25 errors in 4,505 human references of news (.21 per 1,000 words), each a newsroom's note; none in bank reports
    (89,259 words), novels (30,715 words) and 175 essays. All 244 errors in machine translations are right.
    """

    overrides = (*PageNoticeRule.overrides, "irregular-date-format")
    good = (
        "By Jane Doe in Shanghai",
        "Reporting by Jane Doe in Beijing; editing by John Roe",
        "“We are ready,” the minister told a reporter (Reporters Without Borders had invited him).",
        "The port reopened. (Reporting by Wang Min, photos by Li Na)",
        "Reporter: Why did you leave the company?",
        "(Editor's note: The figures were corrected on Monday.)",
        "The prize went to a local newspaper (reporter of the year: nobody).",
        "Her colleague (Harbour Times reporter Wang Min) was there too.",
        "They gave it to a friend (Journalist of the Year: Wang Min) who keeps it.",
        "The server answers with a type (text/html) and a length.",
        "Editor-in-chief Wang Min said the paper would go on.",
        "Reporter Wang Min said the paper would go on.",
        "Reporter Dies",
        "The story was proofread by Wang Min and went to press.",
        "He called the editor in charge: Wang Min was away.",
        "The port has a new head. Reporter Wang Min has met him.",
        "The book is a success. It was written by Wang Min and Li Na.",
        "The prize went to a story by Wang Min, editor of the paper.",
    )
    bad = (
        Bad("⟦[Text/Harbour Daily Wang Min]⟧ The port reopened on Monday."),
        Bad("⟦【文/海港日报 王敏】⟧ The port reopened on Monday."),
        Bad("Harbour News Agency, Dalian, May 3 ⟦(Reporter Wang Min)⟧ The port reopened on Monday."),
        Bad("The port reopened on Monday. ⟦(Reporters Wang Min, Li Na and Zhao Lei)⟧"),
        Bad("The port reopened on Monday. ⟦[Editor in charge: Li Na]⟧"),
        Bad("The port reopened on Monday. ⟦(Editor: Li Na)⟧"),
        Bad("⟦Responsible editor: Li Na⟧"),
        Bad("⟦Text | Wang Min⟧"),
        Bad("⟦Text / Wang Min   Photo / Li Na⟧"),
        Bad("The port reopened. ⟦Text/Wang Min Photo/Li Na⟧"),
        Bad("The port reopened. ⟦Editor in charge: Li Na⟧ It had been closed for a week."),
        Bad("The port reopened. ⟦By Wang Min; Editor: Li Na⟧"),
        Bad("⟦By Wang Min; Editor: Li Na⟧. The port reopened."),
        Bad("The port reopened. ⟦Reporter: Wang Min Photo: Li Na⟧"),
        Bad("The port reopened. ⟦Edited by Wang Min⟧", severity=Severity.WARNING),
        Bad("⟦Proofread by: Wang Min⟧", severity=Severity.WARNING),
        Bad("⟦Reporter Wang Min⟧", severity=Severity.WARNING),
        Bad("The port reopened on Monday. ⟦（本报记者 王敏）⟧"),
        Bad("⟦Reporter: Wang Min Editor: Li Na⟧"),
        Bad("⟦(Harbour Times reporter Wang Min)⟧ The port reopened on Monday."),
        Bad("⟦[By Harbour Net Wang Min]⟧ The port reopened on Monday.", severity=Severity.WARNING),
        Bad("⟦Reporter: Wang Min⟧", severity=Severity.WARNING),
        Bad("Message from Dalian on May 3 ⟦(Journalist: Wang Min)⟧ The port reopened."),
        Bad("Dalian, May 3 ⟦(Correspondents Wang Min and Li Na)⟧ -- The port reopened."),
        Bad("The port reopened on Monday. ⟦(Journalist Wang Min)⟧"),
        Bad("The port reopened on Monday. ⟦(Reporters taking part in the report: Wang Min, Li Na)⟧"),
        Bad("The port reopened on Monday. ⟦(Reporter of this newspaper)⟧"),
        Bad("Dalian, May 3 ⟦(Reporter Wangmin)⟧ The port reopened."),
        Bad("The port reopened. ⟦(Our reporter Wang Min, photo by Li Na)⟧"),
        Bad("The port reopened. ⟦(Reporter Wang Min, photographer Li Na)⟧"),
        Bad("The port reopened. ⟦(Photo by our reporter Li Na)⟧"),
        Bad("He asked a friend of his ⟦(journalist Wang Min)⟧ for advice.", severity=Severity.INFO),
        Bad("⟦2021-05-03 10:20:30 Source: Harbour Daily Author: Wang Min Editor: Li Na⟧", severity=Severity.INFO),
    )
