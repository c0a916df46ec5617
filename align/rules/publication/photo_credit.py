"""The rule `photo-credit`."""

from align.linter.families.wordings import WordingRule
from align.linter.rule import Bad
from align.model import Severity


class PhotoCredit(WordingRule):
    """A photo credit has run into a caption or into the text.

    What it finds
    -------------
    The name of a picture agency that is without a label at the end of a caption (`A lithium mine in Chile Visual
    China`), in brackets in the text (`(Visual China)`, also in Chinese), alone on a line, or in the middle of a
    sentence (`a factory in Wuxi Photo by IC Photo`). Chinese picture agencies are an error. Agencies that news also
    names (Reuters, Xinhua, AFP, Getty Images) are a warning, and only after a name or a number.

    Why it matters
    --------------
    In a Chinese page the credit is a box of its own under the picture. Copied as text it becomes part of the caption:
    readers see a mine called “Visual China”.

    When it stays silent
    --------------------
    On a credit that is set apart (`Photo: Xinhua`, `(Photo: Getty Images)`, `| Xinhua`, `Photo by Jane Doe/Reuters`),
    on sentences about an agency, on headlines whose last word is an agency that someone sues, joins or quotes, and on
    a headline with a dash before the agency. The texts of programs (`.po`, `en.json`) are not asked.

    Measured
    --------
    No alarm in 4,505 segments (118,669 words) of the WMT 2021-23 human references, none in 89,259 words of bank reports
    and 30,715 words of novels translated by people. There is none in the machine output of WMT 2020-23 (600,000 words)
    either, but its pictures were taken out, so that the precision there is unknown. In an article of 1,540 words the
    rule found both credits and nothing else.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    of_articles = True
    overrides = ("cjk-punctuation", "residual-source", "untranslated-segment")
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
