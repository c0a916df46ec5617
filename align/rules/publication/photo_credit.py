"""The rule `photo-credit`."""

from align.linter.families.wordings import PageNoticeRule
from align.linter.rule import Bad
from align.model import Severity


class PhotoCredit(PageNoticeRule):
    """A photo credit has run into a caption or into the text.

    What it finds
    -------------
    The name of a picture agency that is without a label at the end of a caption (`A lithium mine in Chile Visual
    China`), in brackets in the text (`(Visual China)`, also in Chinese), alone on a line, or in the middle of a
    sentence (`a factory in Wuxi Photo by IC Photo`). Chinese picture agencies are an error. Agencies that news also
    names (Reuters, Xinhua, AFP, Getty Images) are a warning, and only after a name or a number. So is what names the
    reporter of an agency (`Photo by Harbour News Agency reporter Li Na`).

    Why it matters
    --------------
    In a Chinese page the credit is a box of its own under the picture. Copied as text it becomes part of the caption:
    readers see a mine called “Visual China”.

    When it stays silent
    --------------------
    On a credit that is set apart (`Photo: Xinhua`, `(Photo: Getty Images)`, `| Xinhua`), on sentences about an agency,
    and on headlines that end in an agency after a dash or after a verb. The texts of programs (`.po`, `en.json`) are
    not asked.

    Measured
    --------
    No alarm in 4,505 human references of news, bank reports (89,259 words) and novels (30,715), nor in 600,000 words of
    machine translation without pictures; in an article of 1,540 words both credits were found, and nothing else.
    """

    good = (
        "A lithium mine in northern Chile. Photo: Xinhua",
        "Workers at the port of Dalian (Photo: Getty Images)",
        "Workers at the port of Dalian | Xinhua",
        "Workers at the port of Dalian. Photo by Jane Doe/Reuters",
        "The photographer has sued Getty Images",
        "Shares of Visual China Group (VCG) fell by a tenth.",
        "The licence was bought from Visual China",
        "“The talks go on,” a source told Reuters",
        "Port of Dalian to close for a week - Xinhua",
        "The agency Visual China (视觉中国) sells pictures.",
        "Its main rivals are Tuchong and Visual China.",
    )
    bad = (
        Bad("A lithium mine in northern Chile ⟦Visual China⟧"),
        Bad("The “Dragon Palace” cave in Anshun ⟦IC Photo⟧"),
        Bad("⟦Visual China⟧"),
        Bad("Workers load a ship in Dalian ⟦(Visual China)⟧ before it leaves for Chile."),
        Bad("Workers load a ship in Dalian ⟦（视觉中国）⟧"),
        Bad("A view of the port of Dalian ⟦Getty Images⟧", severity=Severity.WARNING),
        Bad("Lithium is mined in Chile ⟦Photo by IC Photo⟧ and sold abroad.", severity=Severity.WARNING),
        Bad("⟦The picture comes from the Internet⟧", severity=Severity.WARNING),
        Bad("A market in Kunming ⟦图源：海港日报⟧"),
    )
