"""The rule `photo-credit`."""

from align.lang.bylines import CHINESE_PICTURE_AGENCIES, CLOSE, NEWS_AGENCIES, OPEN, put_in_brackets
from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad
from align.model import Severity

_RUN_IN = "A photo credit has run into the text; delete it or set it apart as a credit, for example “Photo: ...”."
_LOOKS = "This looks like a photo credit that has run into the caption; set it apart, for example “Photo: ...”."
_NETWORK = "This says only that the picture was found on the internet; name its owner or delete it."

_BEFORE_A_NAME = (
    *("a", "about", "against", "and", "as", "at", "by", "for", "from", "in", "is", "its", "like", "of", "on", "or"),
    *("over", "than", "that", "the", "to", "via", "with", "courtesy", "company", "agency", "owner", "rival", "photo"),
    *("backs", "buys", "called", "fined", "fines", "hits", "joins", "left", "named", "quits", "said", "says", "sued"),
    *("sues", "told", "Thomson", "group", "between", "into", "off", "under", "after", "before", "when", "if", "why"),
)
_NO_SENTENCE = "".join(rf"(?<!\b{word}\s)" for word in _BEFORE_A_NAME)

_PICTURES = "|".join(name.replace(" ", r"\s") for name in CHINESE_PICTURE_AGENCIES)
_AGENCIES = "|".join(name.replace(" ", r"\s") for name in NEWS_AGENCIES)
_NO_NAME = "".join(rf"(?<!{end}\s)(?<!{end}\s[(（])" for end in ("china", "group", "vcg"))
_HAN_AGENCIES = "视觉中国|东方IC|图虫创意|全景网|人民视觉|海洛创意|摄图网"
_PICTURE_NAMES = tuple(name.lower() for name in CHINESE_PICTURE_AGENCIES)


class PhotoCredit(PatternRule):
    """A photo credit has run into a caption or into the text.

    What it finds
    -------------
    The name of a picture agency that stands without a label at the end of a caption (`A lithium mine in Chile Visual
    China`), in brackets in the text (`(Visual China)`, also in Chinese), alone on a line, or in the middle of a
    sentence (`a factory in Wuxi Photo by IC Photo`). Chinese picture agencies are an error. Agencies that news also
    names (Reuters, Xinhua, AFP, Getty Images) are a warning, and only behind a name or a number.

    Why it matters
    --------------
    In a Chinese page the credit is a box of its own under the picture. Copied as text it becomes part of the caption:
    readers see a mine called “Visual China”.

    When it stays silent
    --------------------
    On a credit that is set apart (`Photo: Xinhua`, `(Photo: Getty Images)`, `| Xinhua`, `Photo by Jane Doe/Reuters`),
    on sentences about an agency, on headlines whose last word is an agency that somebody sues, joins or quotes, and on
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
    patterns = (
        Pattern(
            _PICTURE_NAMES,
            rf"(?<=[\w)”\"’%.]\s){_NO_SENTENCE}(?P<mark>(?-i:{_PICTURES}))\s*$",
            _RUN_IN,
            is_last=True,
        ),
        Pattern(_PICTURE_NAMES, rf"^\W{{0,4}}(?P<mark>(?-i:{_PICTURES}))\W{{0,4}}$", _RUN_IN),
        Pattern(
            put_in_brackets(*_PICTURE_NAMES),
            rf"(?<!group\s)(?<!china\s){OPEN}\s?(?-i:{_PICTURES})\s?{CLOSE}",
            _RUN_IN,
        ),
        Pattern(
            tuple(name.lower() for name in NEWS_AGENCIES),
            rf"(?<!\w)(?-i:[A-Z0-9])[\w'’.-]{{0,30}}[)”\"]?\s{_NO_SENTENCE}(?P<mark>(?-i:{_AGENCIES}))\s*$",
            _LOOKS,
            Severity.WARNING,
            is_last=True,
        ),
        Pattern(
            ("photo by", "photo from", "photo source", "picture source", "image source"),
            rf"(?<=[\w”\"]\s)(?P<mark>(?-i:Photo|Picture|Image)s?\s(?:by|from|source:?)\s(?-i:{_PICTURES}|{_AGENCIES}))\b",
            _LOOKS,
            Severity.WARNING,
        ),
        Pattern(
            ("internet", "network"),
            r"^\W{0,4}(?P<mark>(?:the\s)?(?:pictures?|images?|photos?)(?:\sin\sthis\sarticle)?\s(?:comes?\s|is\s|are\s)?"
            r"from\s(?:the\s)?(?:internet|network)|(?:picture|image|photo)\ssource\s?:\s?(?:the\s)?(?:internet|network))\W{0,4}$",
            _NETWORK,
            Severity.WARNING,
        ),
        Pattern(
            ("视觉中国", "东方ic", "图虫创意", "全景网", "人民视觉", "海洛创意", "摄图网"),
            rf"{_NO_NAME}{OPEN}?(?:(?:图源|来源|图片来源|图)\s?[:：/]\s?)?(?:{_HAN_AGENCIES})\s?{CLOSE}?",
            _RUN_IN,
        ),
        Pattern(
            ("图源", "图片来源", "供图", "资料图", "摄影"),
            rf"{OPEN}\s?(?:图源|图片来源|供图|资料图|摄影)[^\])）】〕\n]{{0,30}}{CLOSE}|(?:图源|图片来源|摄影)\s?[:：][^\n]{{1,30}}$",
            _RUN_IN,
        ),
    )
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
