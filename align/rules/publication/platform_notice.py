"""The rule `platform-notice`."""

from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad
from align.model import Severity
from glossary.lang.scripts import HAN

_DELETE = "This speaks of buttons, codes or accounts of the platform the source stood on; delete it."

_START = r"(?:^\W{0,6}|[.!?;:。！？；：][\"”’)\]]?\s)"
"""Where a sentence can begin: what follows is an order to the reader, not a report of what people do."""

_REST = r"[^.!?。！？\n]{0,160}"
_PLEASE = (
    r"(?:please\s|you\scan\s|remember\sto\s|feel\sfree\sto\s|don['’]t\sforget\sto\s"
    r"|(?:everyone\sis\s|you\sare\s)?welcomed?\sto\s)?"
)
_CODE = r"(?:the|this|our)\s(?:(?:following|above)\s)?(?:QR|two-dimensional|2D)\scode"
_ACCOUNT = r"(?:wechat\s)?(?:official|public|subscription)\s(?:wechat\s)?(?:account|number|platform)\b"
_CHARACTER = f"(?-i:[{HAN}])"
_CHINESE = rf"(?-i:[{HAN}，、：“”「」【】（）！~～])"
_ON_THE_SPOT = (
    r"\s(?:to|for)\s(?:an?\s|the\s|our\s|your\s)?(?:audio|guide|menu|map|ticket|wi-?fi|password|pay|check|unlock|board"
    r"|borrow|rent|charge)"
)
"""What a code is for that hangs where the reader stands, on the wall of a museum or a shop."""
_TO_DO = (
    r"to\s(?:follow|subscribe|join\s(?:us|our|the\s(?:group|discussion))|add\s(?:us|me|our)|read\smore|learn\smore|"
    r"enter\sthe\sgroup|download\sthe\sapp|watch\sthe|buy|order|sign\sup|register)"
)


class PlatformNotice(PatternRule):
    """An appeal to use the buttons, QR codes or accounts of the source's platform was translated with the text.

    What it finds
    -------------
    Instructions to the reader that make sense only on the page of the source: a `“like/dislike” button`, `Scan the QR
    code below to follow us`, `Follow our official account`, `Click here to read the original`, `Long press to
    identify`, `Welcome to leave a message in the comment area`, `Font: [Large Medium Small]`, and the same in Chinese.

    Why it matters
    --------------
    The reader looks for a button or a code that is not there.

    When it stays silent
    --------------------
    On news about codes, accounts and likes (`Passengers scan the QR code at the gate`, `The post drew many likes`).
    Only an instruction at the beginning of a sentence counts, and only if it says what it is for or where on the page
    to look. The texts of programs (`.po`, `en.json`) are not asked.

    Measured
    --------
    No alarm in 4,505 segments (118,669 words) of the WMT 2021-23 human references, none in 89,259 words of bank reports
    and 30,715 words of novels translated by people, none in 175 published essays. 6 alarms in machine output of WMT
    2023, all on `Font: [Large Medium Small]`; annotators marked something in 4 of them.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    of_articles = True
    overrides = ("cjk-punctuation", "residual-source", "untranslated-segment")
    patterns = (
        Pattern(
            ("button", "like/dislike", "like / dislike"),
            r"(?:we\s)?welcome\s(?:your\s)?(?:feedback|comments?|opinions?)[^.!?。！？\n]{0,60}?buttons?(?:\sbelow)?"
            r"|[\"“‘']?likes?[\"”’']?\s?/\s?[\"“‘']?dislikes?[\"”’']?(?:\s(?:buttons?|icons?))?(?:\sbelow)?",
            _DELETE,
        ),
        Pattern(
            ("qr code", "dimensional code", "2d code"),
            rf"{_START}(?P<mark>{_PLEASE}(?:(?:long|press)[\s-](?:press|hold)\s?(?:and|to|or)?\s)?(?:scan|identify|recogni[sz]e)\s"
            rf"{_CODE}\s(?:below|above|at\sthe\send|on\sthe\s(?:left|right)|in\sthe\s(?:picture|poster|image)|{_TO_DO}){_REST})",
            _DELETE,
        ),
        Pattern(
            ("scan the", "scan this", "scan our"),
            rf"^\W{{0,6}}(?P<mark>{_PLEASE}scan\s(?:{_CODE}|the\scode)(?!{_ON_THE_SPOT})(?:\s(?:to|and|for)\s[^.!?。！？\n]{{1,60}})?)\W{{0,4}}$",
            _DELETE,
        ),
        Pattern(
            ("long press", "long-press", "press and hold"),
            rf"{_START}(?P<mark>{_PLEASE}(?:long[\s-]press|press\sand\shold)\s(?:to\s(?:identify|recogni[sz]e|scan|follow)"
            rf"|{_CODE}|the\s(?:picture|image|code)){_REST})",
            _DELETE,
        ),
        Pattern(
            (
                "official account",
                "public account",
                "public number",
                "official wechat",
                "subscription account",
                "platform",
            ),
            rf"{_START}(?P<mark>{_PLEASE}(?:follow|subscribe\sto|pay\sattention\sto|search(?:\sfor)?|add)\s"
            rf"(?:us\son\s)?(?:the|our|this)\s[^.!?。！？\n]{{0,40}}?{_ACCOUNT}{_REST})",
            _DELETE,
            companions=("follow", "subscribe", "attention", "search", "add"),
        ),
        Pattern(
            ("original", "full text", "full article"),
            rf"{_START}(?P<mark>{_PLEASE}(?:click|tap|press)\s(?:on\s)?(?:here|the\s(?:link|button)(?:\sbelow)?|below|to|[\"“‘'])"
            rf"[^.!?。！？\n]{{0,30}}?(?:(?:original|full)\s(?:text|article|link|source)|(?:read|view|see)\s(?:the\s)?original\b){_REST})",
            _DELETE,
            companions=("click", "tap", "press"),
        ),
        Pattern(
            ("click", "tap "),
            rf"{_START}(?P<mark>{_PLEASE}(?:click|tap|press)\s(?:on\s)?[\"“‘'](?:like|looking|in\sview|wow|share|follow|star)\b{_REST})",
            _DELETE,
        ),
        Pattern(
            ("blue words", "blue text", "blue letters", "blue characters", "blue font"),
            rf"{_START}(?P<mark>{_PLEASE}(?:click|tap|press)\s(?:on\s)?(?:the\s)?blue\s(?:words|text|letters|characters|font)\b{_REST})",
            _DELETE,
        ),
        Pattern(
            ("like, ", "like and ", "like or "),
            rf"{_START}(?P<mark>(?:if\s[^.!?\n]{{1,60}},\s)?please\s(?:like|like,\s\w+)(?:,?\s(?:and|or))?\s(?:share|forward|follow|repost|tap|click"
            rf"|subscribe|comment)\b{_REST})",
            _DELETE,
        ),
        Pattern(
            ("follow us",),
            rf"{_START}(?P<mark>{_PLEASE}follow\sus\son\s(?:wechat|weibo|douyin|toutiao|bilibili)\b{_REST})",
            _DELETE,
        ),
        Pattern(
            ("swipe ", "slide "),
            rf"{_START}(?P<mark>{_PLEASE}(?:swipe|slide)\s(?:up|down|left|right)(?:\sand\s(?:up|down|left|right))?\s"
            rf"(?:to|for)\s(?:see|view|read|more|continue){_REST})",
            _DELETE,
        ),
        Pattern(
            ("welcome to ", "welcomed to "),
            rf"{_START}(?P<mark>(?:everyone\s(?:is|are)\s|you\sare\s)?welcomed?\sto\s(?:leave\s(?:a\s|your\s)?(?:message|comment)s?|"
            rf"(?:like|share|forward|repost|comment|subscribe|follow)(?=\s(?:this|it|to|us|our|and|on|the|with)\b|[,.!]|$)){_REST})",
            _DELETE,
        ),
        Pattern(
            ("comment area", "comments area", "message area"),
            rf"{_START}(?P<mark>{_PLEASE}(?:leave|post|write|share|tell|see|discuss)\s[^.!?。！？\n]{{0,60}}?"
            rf"(?:comments?|message)\sarea{_REST})",
            _DELETE,
        ),
        Pattern(
            ("friends", "moments"),
            rf"{_START}(?P<mark>{_PLEASE}(?:forward|share|send|repost)\s(?:(?:it|this(?:\s(?:article|post|story))?)\s)?(?:to|with|in|on)\s"
            rf"(?:your\s|more\s|the\s)?(?:(?:wechat\s)?moments|circle\sof\sfriends|friends)\b{_REST})",
            _DELETE,
            companions=("forward", "share", "send", "repost"),
        ),
        Pattern(
            ("font:", "font size:", "font :", "font："),
            r"font(?:\ssize)?\s?[:：]\s?[\[【(（]?\s?(?:large|big)\W{1,3}(?:medium|middle)\W{1,3}(?:and\s)?small\s?[\])）】]?",
            _DELETE,
        ),
        Pattern(
            (
                "扫码",
                "扫描",
                "扫一扫",
                "长按",
                "阅读原文",
                "公众号",
                "点赞",
                "欢迎关注",
                "欢迎留言",
                "朋友圈",
                "戳这里",
            ),
            rf"(?:请|可|欢迎|点击|识别){{0,2}}(?:长按|扫码|扫描{_CHARACTER}{{0,6}}二维码|扫一扫|阅读原文|关注{_CHARACTER}{{0,12}}公众号"
            rf"|点赞[、，]?(?:在看|转发|分享|收藏)|(?<=欢迎)(?:关注|留言)|(?:转发|分享)[到至]?朋友圈|戳这里){_CHINESE}{{0,40}}",
            _DELETE,
        ),
    )
    good = (
        "Scan the QR code for the audio guide",
        "Passengers scan the QR code at the gate and walk to their seats.",
        "Visitors are asked to scan the QR code below the sign; most of them do.",
        "The ministry's official account on WeChat has four million followers.",
        "The post drew a thousand likes and a handful of dislikes.",
        "Welcome to the club, said the captain.",
        "He would share it with friends over dinner.",
        "The app makes users swipe up to unlock a film.",
        "Follow the river to the old town.",
    )
    bad = (
        Bad("The writer speaks for himself. ⟦We welcome your comments through the “like” and “share” buttons below⟧."),
        Bad("Tell us by the ⟦“like/dislike” buttons below⟧."),
        Bad("The port reopened. ⟦Scan the QR code below to follow us⟧."),
        Bad("⟦Please scan the QR code⟧"),
        Bad("⟦Long press to identify the code⟧"),
        Bad("⟦Follow our WeChat official account for more news⟧."),
        Bad("⟦Click here to read the original text⟧"),
        Bad("⟦Please click “like” and “share”⟧!"),
        Bad("⟦Follow us on WeChat for more⟧."),
        Bad("⟦Swipe up to see more⟧"),
        Bad("⟦Welcome to leave a message in the comment area⟧!"),
        Bad("What do you think? ⟦Tell us in the comment area⟧."),
        Bad("⟦Forward it to your friends⟧!"),
        Bad("2021-05-03 ⟦Font: [Large Medium Small]⟧"),
        Bad("The port reopened. ⟦长按识别二维码⟧"),
    )
