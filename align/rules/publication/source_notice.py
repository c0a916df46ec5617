"""The rule `source-notice`."""

from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad
from align.model import Severity
from glossary.lang.scripts import HAN

_DELETE = "This is the source's own note on where it was published or who may reprint it; delete it."
_CHECK = (
    "This looks like the source's own note on its origin or its author's views; delete it, or set a note of your own."
)

_START = r"(?:^\W{0,6}|[.!?。！？][\"”’)\]]?\s)"
_REST = r"[^.!?。！？\n]{0,120}"
_THIS = r"(?:this|the\sabove)\s(?:article|text|content|manuscript|work|piece|report|story)"
_REPRINT = r"(?:re-?print|re-?produc|re-?post|re-?publish)"
_THESE, _REPRINTS = ("this", "above"), ("print", "produc", "post", "publish")
"""Of which one stands in each match of `_THIS`, and of `_REPRINT`."""


class SourceNotice(PatternRule):
    """A note on the source's origin, rights or views was translated with the text.

    What it finds
    -------------
    Errors: `Original source:` with an address, `This article is an exclusive contribution by ... and cannot be
    reprinted without permission`, `Please indicate the source when reprinting`, `Reprinted from the public account
    ...`, `Source: ... official account`, and the same in Chinese. Warnings: an `Original title:`, and a `Disclaimer:`
    on the author's views.

    Why it matters
    --------------
    Such a note is about the Chinese page. Under a translation it is wrong: another publisher, other rights, and a
    promise of the source that nobody has checked.

    When it stays silent
    --------------------
    On the source of a table, a figure or a quotation (`Source: IMF`, `according to sources`), on a story that is about
    reprinting, on a Creative Commons notice, and on a disclaimer that a story is about. The texts of programs (`.po`,
    `en.json`) are not asked.

    Measured
    --------
    No alarm in 4,505 segments (118,669 words) of the WMT 2021-23 human references, none in 89,259 words of bank reports
    and 30,715 words of novels translated by people, and none in 175 published essays, which often say where they first
    appeared. In an article of 1,540 words the rule found all three notices and nothing else.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    of_articles = True
    overrides = ("cjk-punctuation", "residual-source", "untranslated-segment")
    patterns = (
        Pattern(
            (
                "original source",
                "original link",
                "original address",
                "article source",
                "source link",
                "link to the orig",
                "original text",
                "original article",
            ),
            r"^\W{0,6}(?P<mark>(?:original|article|source)\s(?:article\s)?(?:source|link|address)\s?[:：]\s?[^\n]{2,200}?|(?:link\sto\sthe\soriginal|original\s(?:text|article))\s?[:：]\s?\x1a+)[\s.)\]）】]{0,3}$",
            _DELETE,
        ),
        Pattern(
            ("exclusive",),
            rf"{_START}(?P<mark>{_THIS}\sis\s(?:an?\s|the\s)?exclusive(?:ly)?\s(?:\w+\s)?(?:contribution|manuscript|article|submission|"
            rf"draft|contributed|authori[sz]ed|published|from|by|of){_REST})",
            _DELETE,
            companions=_THESE,
        ),
        Pattern(
            (
                "without permission",
                "without authorization",
                "without authorisation",
                "without the permission",
                "unauthorized",
                "unauthorised",
                "without written",
            ),
            rf"{_START}(?P<mark>(?:{_THIS}\s[^.!?。！？\n]{{0,80}}?(?:can|may|must|shall)\s?not\sbe\s{_REPRINT}ed|"
            rf"(?:{_REPRINT}(?:ing|tion)\s)?without\s(?:written\s|the\s)?(?:permission|authori[sz]ation)[^.!?。！？\n]{{0,60}}?(?:{_REPRINT}|prohibited|forbidden)"
            rf"|unauthori[sz]ed\s{_REPRINT}(?:ing|tion)\s(?:is|are)\s){_REST})",
            _DELETE,
        ),
        Pattern(
            ("without",),
            rf"{_START}(?P<mark>(?:(?:please\s)?do\snot\s{_REPRINT}e?|no\s{_REPRINT}(?:tion|ing)|(?:may|must|can)\s?not\sbe\s{_REPRINT}e?d)"
            rf"\swithout\s{_REST})",
            _DELETE,
            companions=_REPRINTS,
        ),
        Pattern(
            ("infring",),
            rf"{_START}(?P<mark>(?:if|in\scase|should)\s[^.!?。！？\n]{{0,40}}?infring[^.!?。！？\n]{{0,60}}?\b(?:contact|inform|notify|tell|delet|remov)"
            rf"{_REST})",
            _DELETE,
        ),
        Pattern(
            ("copyright belongs",),
            rf"{_START}(?P<mark>(?:the\s)?copyright\sbelongs\sto\sthe\s(?:original\s)?author{_REST})",
            _DELETE,
        ),
        Pattern(
            ("the source",),
            rf"{_START}(?P<mark>(?:(?:if|when|for)\s(?:you\s(?:need\sto\s)?)?{_REPRINT}\w*,?\s)?please\s(?:also\s)?"
            rf"(?:indicate|state|specify|note|credit|cite|acknowledge|attribute)\s(?:it\sto\s)?the\ssource(?!\s(?:of|code)\b){_REST})",
            _DELETE,
        ),
        Pattern(
            (
                "reprinted from",
                "reproduced from",
                "reposted from",
                "republished from",
                "transferred from",
                "comes from",
            ),
            rf"{_START}(?P<mark>(?:{_THIS}\s(?:is|was|has\sbeen)\s)(?:{_REPRINT}(?:ed)|transferred)\sfrom\b(?!{_REST}\b(?:creative\scommons|with\spermission)){_REST})",
            _DELETE,
            companions=_THESE,
        ),
        Pattern(
            ("account", "wechat"),
            rf"{_START}(?P<mark>{_THIS}\s(?:is|was|comes|came)\s(?:originally\s)?from\s[^.!?\n]{{0,40}}?(?:wechat|(?:official|public)\saccount){_REST})",
            _DELETE,
            companions=_THESE,
        ),
        Pattern(
            tuple(f"{text} {verb} from" for text in ("article", "report", "story") for verb in ("is", "was", "comes")),
            rf"^\W{{0,6}}(?P<mark>{_THIS}\s(?:is|was|comes)\sfrom\s(?:the\s)?(?-i:[A-Z])[\w'’-]{{0,30}}(?:\s(?-i:[A-Z])[\w'’-]{{0,30}}){{0,5}})\W{{0,6}}$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("reprinted from", "reproduced from", "reposted from"),
            rf"^\W{{0,6}}(?P<mark>{_REPRINT}e?d\sfrom\s?[:：][^\n]{{2,80}}?)[\s.)\]）】]{{0,3}}$",
            _DELETE,
        ),
        Pattern(
            ("not represent",),
            rf"{_START}(?P<mark>(?:the\s)?(?:content|views?|opinions?)\s(?:of|in|expressed\sin)\sthis\sarticle\s[^.!?\n]{{0,80}}?(?:do|does)\snot\srepresent{_REST})",
            _DELETE,
        ),
        Pattern(
            ("account", "public number", "toutiao"),
            rf"^\W{{0,6}}(?P<mark>(?:(?:article\s)?source|{_REPRINT}e?d\sfrom|comes?\sfrom)\s?[:：丨|]?\s?[^.!?\n]{{0,40}}?"
            r"(?:wechat|(?:official|public|subscription)\s(?:account|number)\b|toutiao)[^\n]{0,60}?)[\s.)\]）】]{0,3}$",
            _DELETE,
            companions=("source", *_REPRINTS, "come"),
        ),
        Pattern(
            ("represent", "on behalf of"),
            rf"{_START}(?P<mark>(?:{_THIS}|the\sviews\sin\sthis\sarticle)\s(?:only\s|merely\s|does\snot\s|do\snot\s|is\sonly\s)?(?:represents?|on\sbehalf\sof)\s"
            rf"(?:only\s)?(?:the\s)?(?:personal\s|own\s)?(?:author|writer|views?|opinions?|positions?|stand|this\s(?:site|platform|account)){_REST})",
            _DELETE,
            companions=_THESE,
        ),
        Pattern(
            ("disclaimer",),
            rf"^\W{{0,6}}(?P<mark>disclaimer\s?[:：]\s?(?:the\s)?(?:views|opinions|content|{_THIS})[^.!?。！？\n]{{0,80}}?"
            r"(?:the\s|its\s|their\s)?authors?(?:['’]s?(?:\s(?:own|personal))?(?:\s(?:views?|opinions?|position))?)?)\b",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("original title", "original headline"),
            r"^\W{0,4}(?P<mark>original\s(?:title|headline)\s?[:：]\s?[^\n]{2,150}?)[\])）】]?\s*$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            (
                "原标题",
                "转载",
                "未经授权",
                "未经许可",
                "免责声明",
                "独家稿件",
                "本文来自",
                "本文仅代表",
                "原文链接",
                "来源：",
                "来源:",
            ),
            r"[\[(（【〔]?(?:原标题[:：][^\n]{1,60}|(?:如需|欢迎|禁止|不得|请勿)?转载(?:请|自|须|需|必)[^\n]{1,40}|(?:禁止|不得|请勿)转载|未经(?:授权|许可)[^\n]{0,30}|免责声明[^\n]{0,60}|"
            r"[^\s]{0,12}独家稿件[^\n]{0,40}|本文(?:来自|仅代表)[^\n]{1,40}|原文链接[:：]?"
            rf"|来源[:：]\s?(?-i:[{HAN}]){{2,16}})",
            _DELETE,
        ),
    )
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
