"""The rule `byline-leak`."""

from align.lang.bylines import CLOSE, HAN_NAME, NAMES, OPEN, PAPER, put_in_brackets
from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad
from align.model import Severity
from glossary.lang.scripts import HAN

_ERASE = "This is the newsroom's note of who wrote or edited the text; delete it or set a byline of your own."
_CHECK = "This looks like the newsroom's note of who wrote or edited the text; delete it or set a byline of your own."

_BARS = "/／|丨｜"
_INSIDE = r"[^\])）】〕\n]"
_ALONE = r"(?:^\W{0,4}|[.!?。！？][\"”’)\]】）]?\s)"
"""What stands before a note that has a line of its own, or closes a paragraph."""
_SIGNED = rf"{OPEN}\s?(?:text|wen|words|文)\s?[{_BARS}]\s?(?-i:[A-Z{HAN}]){_INSIDE}{{1,60}}{CLOSE}"
_SIGNING = tuple(f"{word}{gap}{bar}" for word in ("text", "wen", "words", "文") for gap in ("", " ") for bar in _BARS)

_DESKS = ("our ", "staff ", "intern ", "special ", "chief ", "all-media ", "full-media ", "")
_DESK = r"(?:(?:our|staff|intern|special|chief|all-media|full-media)\s)?"
_TAKING_PART = (
    r"\s(?:taking\spart|participating|engaging|engaged|contributing)(?:\s(?:in|to|the|this|report|story)){1,3}"
)
_DATELINE = r"[^\w\[(（【〔]{0,4}(?-i:[A-Z])[^.!?:\n\[(（【〔]{3,90}(?:\d|(?-i:[A-Z])\w{1,20}|-{1,3}|[—–])[,.]?\s?"
_ROLES = ("text", "author", "writer", "reporter", "editor", "typesetting", "proofreading", "producer", "wen")
_PICTURES = rf"(?:[\s,;]{{1,4}}(?:photo|picture|image|图|摄影)s?\s?[{_BARS}]\s?(?:{NAMES}|{HAN_NAME}))?"
_SURNAMES = (
    "Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|He|Guo|Ma|Luo|Liang|Song|Zheng|Xie|Han|Tang"
    "|Feng|Yu|Dong|Xiao|Cheng|Cao|Yuan|Deng|Fu|Shen|Zeng|Peng|Lyu|Su|Lu|Jiang|Cai|Jia|Ding|Wei|Xue|Ye|Yan|Pan|Du|Dai"
)
"""The commonest Chinese surnames."""
_CHINESE = rf"(?-i:{_SURNAMES})\s(?-i:[A-Z])[a-z]{{1,9}}\b"
_CHINESE_NAMES = rf"{_CHINESE}(?:(?:\s?[,、;/]\s?|\s)(?:and\s|&\s)?{_CHINESE}){{0,5}}"
_CREDITED = "reporter|author|writer|editor|proofreader|photographer|correspondent|typesetter|photo|text|source"
_CREDITING = (
    *("reporter ", "editor ", "photographer ", "proofreader "),
    *(f"{role}{gap}" for role in _CREDITED.split("|")[:7] for gap in (":", "s:", " :", "：")),
)
_CREDITED_BEFORE = r"(?:(?:chief|responsible|duty|executive|copy|picture)\s)?"
_CREDIT = rf"{_CREDITED_BEFORE}(?:{_CREDITED})s?(?:\s?[:：]\s?|\s){_CHINESE_NAMES}"
"""What says who did what: Editor: Wang Min."""
_CLOSING = r"[.!?。！？][\"”’)\]】）]?\s(?:\((?:end|over|finish)\)\s)?"
"""The end of the sentence that a note follows."""
_MADE = r"(?:written|edited|reported|reporting|editing|compiled|photo(?:graph)?s?|text|words|story)\s?(?:by|[:：])\s?"
_MAKERS = ("written", "edited", "reported", "reporting", "editing", "compiled", "photo", "photos", "text", "words")
_MAKING = tuple(f"{word} by" for word in (*_MAKERS, "story")) + tuple(f"{word}:" for word in _MAKERS[:6])
_IN_CHARGE = r"(?:(?:responsible|duty|executive)\seditor|editor(?:\s|-)in(?:\s|-)charge)s?\s?[:：|]"
_CHARGED = ("responsible editor", "duty editor", "executive editor", "in charge", "in-charge")


def _name_desks(*roles: str) -> tuple[str, ...]:
    return put_in_brackets(*(desk + role for desk in _DESKS for role in roles))


class BylineLeak(PatternRule):
    """A byline of the source's newsroom was translated as part of the text.

    What it finds
    -------------
    Notes of a Chinese newsroom that stand in the text as if they were part of it: `[Text/Harbour Daily Wang Min]`,
    `(Reporter Wang Min)`, `[Editor in charge: Li Na]`, `Text | Wang Min`, `Reporter: Wang Min Editor: Li Na`, and the
    same in Chinese. A note in brackets is an error; a line of its own is a warning. A correspondent or journalist
    who is named in brackets in the middle of a paragraph, and the stamp of a web page with date, source, author and
    editor, are an info.

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
    25 errors and no warning in 4,505 segments (118,669 words) of the WMT 2021-23 human references, each a newsroom's
    note (.21 per 1,000 words); 8 infos there. None in 89,259 words of bank reports and 30,715 words of novels, both
    translated by people, nor in 175 published essays. In machine output of WMT 2020, 2021 and 2023 there are 244
    errors, each a newsroom's note; human annotators marked something in 77 %, 12 % and 80 % of them.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    of_articles = True
    overrides = ("cjk-punctuation", "irregular-date-format", "residual-source", "untranslated-segment")
    patterns = (
        Pattern(_SIGNING, rf"^[^\w\[【(（〔]{{0,6}}(?P<mark>{_SIGNED})", _ERASE),
        Pattern(_SIGNING, rf"(?P<mark>{_SIGNED})\s*$", _ERASE),
        Pattern(
            _name_desks("reporter"),
            rf"{OPEN}\s?{_DESK}reporters?(?!\s(?:without\sborders|magazine|award))\s?(?:[:：]\s?)?{NAMES}"
            rf"(?:\sreport(?:s|ed)?\s(?:from|in)\s[^\])）】〕\n]{{2,30}})?\s?{CLOSE}",
            _ERASE,
        ),
        Pattern(
            (" reporter ", " reporters "),
            rf"^[^\w\[【(（〔]{{0,6}}(?P<mark>{OPEN}\s?{PAPER}\sreporters?\s{NAMES}\s?{CLOSE})",
            _ERASE,
        ),
        Pattern(
            put_in_brackets("by "),
            rf"^[^\w\[【]{{0,6}}(?P<mark>[\[【]\s?by\s{NAMES}\s?[\]】])",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("our reporter", "our correspondent"),
            rf"{_ALONE}(?P<mark>our\s(?:reporter|correspondent)s?\s{NAMES})\W{{0,4}}$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(_CHARGED, rf"{OPEN}\s?{_IN_CHARGE}\s?{_INSIDE}{{2,60}}{CLOSE}", _ERASE),
        Pattern(_CHARGED, rf"^\W{{0,4}}(?P<mark>{_IN_CHARGE}\s?[^\n]{{2,40}})$", _ERASE),
        Pattern(
            _CHARGED,
            rf"[.!?。！？][\"”’)\]】）]?\s(?P<mark>{_IN_CHARGE}\s?(?:{_CHINESE}|{HAN_NAME}))",
            _ERASE,
        ),
        Pattern(put_in_brackets("editor"), rf"{OPEN}\s?editors?\s?[:：]\s?{NAMES}\s?{CLOSE}", _ERASE),
        Pattern(
            tuple(f"{role}{gap}{bar}" for role in _ROLES for gap in ("", " ", "s ") for bar in _BARS),
            rf"{_ALONE}(?P<mark>(?:{'|'.join(_ROLES)})s?\s?[{_BARS}]\s?(?:{NAMES}|{HAN_NAME}){_PICTURES})\W{{0,4}}$",
            _ERASE,
        ),
        Pattern(
            _CREDITING,
            rf"{_CLOSING}(?P<mark>(?:by\s{_CHINESE_NAMES}[\s,;/|]{{1,4}})?{_CREDIT}(?:[\s,;/|]{{1,4}}{_CREDIT}){{0,4}})\W{{0,4}}$",
            _ERASE,
        ),
        Pattern(
            ("editor:", "editors:", "editor：", "editing:", "editing by", "edited by", "photo by", "photos by"),
            rf"\b(?P<mark>by\s{_CHINESE_NAMES}[\s,;/|]{{1,4}}(?:editor|editing|photo)s?\s?(?:by|[:：])\s?{_CHINESE_NAMES})",
            _ERASE,
        ),
        Pattern(
            _MAKING,
            rf"{_CLOSING}(?P<mark>\(?{_MADE}{_CHINESE_NAMES}(?:[\s,;/|]{{1,4}}{_MADE}{_CHINESE_NAMES}){{0,3}}\)?)\W{{0,4}}$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("proofread by", "typeset by"),
            rf"^\W{{0,4}}(?P<mark>(?:proofread|typeset)\sby\s?[:：]?\s?{NAMES})\W{{0,4}}$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("reporter ", "reporters "),
            rf"^\W{{0,4}}(?P<mark>reporters?\s{_CHINESE})\W{{0,4}}$",
            _CHECK,
            Severity.WARNING,
        ),
        Pattern(
            ("reporter:", "reporters:", "reporter："),
            rf"^\W{{0,4}}(?P<mark>reporters?[:：]\s?{NAMES}[\s,;/|]{{1,4}}(?:photographer|editor|proofreader)s?[:：]\s?{NAMES})\W{{0,4}}$",
            _ERASE,
        ),
        Pattern(
            ("reporter:", "reporters:"), rf"^\W{{0,4}}(?P<mark>reporters?:\s?{NAMES})\s*$", _CHECK, Severity.WARNING
        ),
        Pattern(
            _name_desks("correspondent", "journalist", "reporter"),
            rf"{OPEN}\s?{_DESK}(?:reporter|correspondent|journalist)s?(?:{_TAKING_PART})?\s?[:：]\s?{PAPER}"
            rf"[^\])）】〕\n]{{0,160}}{CLOSE}",
            _ERASE,
        ),
        Pattern(
            _name_desks("correspondent", "journalist"),
            rf"(?P<mark>{OPEN}\s?{_DESK}(?:correspondent|journalist)s?\s{NAMES}\s?{CLOSE})\W{{0,3}}$",
            _ERASE,
        ),
        Pattern(
            _name_desks("correspondent", "journalist"),
            rf"^{_DATELINE}(?P<mark>{OPEN}\s?{_DESK}(?:correspondent|journalist)s?\s{NAMES}\s?{CLOSE})",
            _ERASE,
        ),
        Pattern(
            _name_desks("reporter"),
            rf"^{_DATELINE}(?P<mark>{OPEN}\s?{_DESK}reporters?\s(?-i:[A-Z])[a-z]{{2,20}}\s?{CLOSE})",
            _ERASE,
        ),
        Pattern(
            put_in_brackets("reporter", "our ", "this "),
            rf"{OPEN}\s?(?:(?:our|this)\s(?:reporter|correspondent)s?"
            rf"|reporters?\s(?:of|from)\s(?:our|this)\s(?:newspaper|paper|agency|website|reporter))\s?{CLOSE}",
            _ERASE,
        ),
        Pattern(
            _name_desks("correspondent", "journalist"),
            rf"{OPEN}\s?{_DESK}(?:correspondent|journalist)s?\s{NAMES}\s?{CLOSE}",
            _CHECK,
            Severity.INFO,
        ),
        Pattern(
            ("editor:",),
            rf"^\W{{0,4}}(?P<mark>\d{{4}}-\d\d-\d\d\s[\d:]{{4,8}}\s\[?source\s?:[^\n]{{2,120}}?editor:\s?{NAMES}\]?)",
            _CHECK,
            Severity.INFO,
        ),
        Pattern(
            ("记者", "责编", "责任编辑", "编辑", "通讯员", "撰文"),
            rf"{OPEN}\s?(?:文/图\s?)?(?:本报|本网|本刊|实习|特约)?(?:记者|责编|责任编辑|编辑|通讯员|撰文)(?!部|室){_INSIDE}{{2,40}}{CLOSE}",
            _ERASE,
        ),
        Pattern(
            ("文", "作者", "记者", "编辑", "撰文"),
            rf"^\W{{0,4}}(?P<mark>(?:文|作者|撰文|编辑|记者)\s?[|丨｜/／:：]\s?{HAN_NAME}|记者\s{HAN_NAME})\W{{0,4}}$",
            _ERASE,
        ),
        Pattern(("责编", "责任编辑"), rf"责(?:任编辑|编)\s?[:：丨|／/]\s?{HAN_NAME}", _ERASE),
        Pattern(("记者",), rf"(?:本报|本网|本刊|实习|特约)记者\s?{HAN_NAME}", _ERASE),
    )
    good = (
        "By Jane Doe in Shanghai",
        "Reporting by Jane Doe in Beijing; editing by John Roe",
        "“We are ready,” the minister told a reporter (Reporters Without Borders had invited him).",
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
        Bad("He asked a friend of his ⟦(journalist Wang Min)⟧ for advice.", severity=Severity.INFO),
        Bad("⟦2021-05-03 10:20:30 Source: Harbour Daily Author: Wang Min Editor: Li Na⟧", severity=Severity.INFO),
    )
