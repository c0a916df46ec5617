"""Words by which a Chinese clause as a whole is denied or forbidden, and what makes them something else.

The lists are short on purpose: a word is in them where English hardly ever says the same without a negative word.
不是 and 不要 are in them only before some words, for English often has a positive way to say them.
"""

import re
from collections.abc import Iterator

from align.model import Span
from glossary.lang.late_patterns import compile_late

_NEGATIVE = re.compile("[不未没沒无無勿忌莫严嚴禁绝絕决決非拒缺取停毫]")
"""A character of any word that is looked for, in both scripts."""

_DENIAL = compile_late(
    "切勿|切忌|请勿|切莫|严禁|(?<!被)禁止(?!令)|禁用|忌用"
    "|(?<![恨记舍巴怪由容来顾等要使动见免少值算认了说怨做行走吃受耐])不得(?!不|了|已|人心|民心|志|而知|其解|力|当|要领|体|意|劲|宁)|不准(?!确|时|备)|不许(?!诺)|不允许|(?<!能|可)不可以"
    "|不应(?!求|期|景|对)|不该|不宜|不予"
    "|从未|从不|从没有?|从来没有?|从来不|从来未|绝不|决不|绝非|并没有?|并未|并无|并非"
    "|并不(?=是|会|能|想|需|构成|意味|代表|表示|表明|说明|等于|知|认|希望|打算|存在|属于|影响|支持|同意|承认|包括|适用|具|要求|参|涉|接受)"
    "|(?<!会)不会|(?<!能)不能(?!自|接受|为空)|不构成|不再|没有?人(?!比)|(?:始终|一直|也|都|再|仍然|依然|根本|完全|曾|却)没有(?!了|\\W|\\Z)"
    "|无法(?!无天|想象|形容|比拟)|无权|无效|无意(?!间|中|识|义)|(?<!历)尚(?:未|无|没)|仍[未无]|未能|未获|未被|未按|没能|还没(?!等|来得及)|暂[未无不]"
    "|(?<!有)没有(?!了|\\W|\\Z|[^，。；：！？,;:]{1,16}的|什么|比|谁|人比|有|生命|危险|关系|问题|办法|错|白费|辜负|想到|料到|云|声音|钱|好)"
    "|(?:请|切记|千万|务必|(?<![^，。；：！？,;:\\s“”]))不要(?!急|着急|客气|担心|吵|动|说话|紧张|见|介意|慌|怕|哭|停|放弃|走|紧)"
    "|(?<![是而])不是(?=我们|你们|他们|她|他|我|本|该|此|一家|一名|一位|一款|一种|合法|真正|官方|公司|政府|中国|美国|法律|成员|会员|员工)"
    "|缺乏(?!症)|毫无(?!疑)|忌[服食用]|取消|停止(?!呼吸|心跳)|拒绝|不(?:太|大|很)?(?:适合|適合|合适)|不(?:合格|参加|参与|使用|进行|涉及|负责|具有|起诉|公开|返还|退还|退款|受理|营业|开放|上班|包括)"
    "|不(?:愿|敢|喜欢|想(?!到)|可能|相信|认为|清楚|打算|希望|合法|具备|允许|含(?!糊)|接受)|拒不"
    "|不属于|不代表|不承担|不提供|不支持|不适用|不需要|不存在|不建议|不同意|不承认|无须|无需|不必(?!要)"
)
"""Words that deny or forbid, each without the longer words that it is no word of its own in."""

_OTHER = compile_late(
    "[没莫勿拒缺难免防反避除吗么呢谁哪怎岂仅只若假才误输]|无(?!线|人机|锡|机)|(?<!分)别|未(?!来|央|婚|满|成年)"
    "|(?<!任)何|不(?!断|同|少|久|过|管|论|仅|但|只)|非(?!洲|常)|如果|多久|多少|几乎|差点|似乎|半|一时"
    "|超过|超出|逾|[低高少多早晚迟小大短长次弱强亚逊]于|落后|等待|再等|拖|停|耽|犹豫|怀疑|否认|排除|忽视|忽略|低估|小看|小觑|轻视|掉以轻心"
    "|松懈|大意|马虎|手软|姑息|坐视|袖手|罢休|放过|食言|忘|太久|例外|秘密|偶然|巧合|易事|坦途|空穴|一日|首次|第一次|唯一|一蹴"
    "|倒退|后退|退缩|说二|单独承担|独自承担|独占|独享|让步|屈服|低头|沉默|坐以待毙|坐等|旁观|气馁|畏惧|动摇"
    "|疑问|(?<![嫌犯])疑(?!犯)|意外|奇怪|惊讶|遥远|陌生|新鲜|罕见"
)
"""What in the same clause makes it doubtful what is denied: a second negative word, a question, a bound, and words that
English turns round (不会忘记, “will remember”; 不得超过, “up to”)."""

_ANY_NEGATIVE = compile_late(
    "[不未没沒无無非勿莫别別禁拒否免防避难難缺失除才仅僅只反停断斷止戒忌绝絕空脱逃丢忘误誤错錯差亏虧输輸败敗弱困限阻抗违违废廢罢罷离離"
    "哪怎何岂难道吗嗎？?]|(?<![减減])少|(?<!退)休|[锁鎖罄冻凍封删刪隐隱留缓緩延迟遲欠旷曠搁擱瞒瞞默匿弃棄撤死亡逝仍终終]|关[闭上停掉门]|關[閉上停掉門]|保[持密]"
    "|[维維]持|[稳穩]定|照[旧舊常]|如常|一直|永[远遠]|[结結]束|[过過][时時期]|到期|超[时時]|首[次度]|[第头頭]一[次回]|省略|[售用卖賣][完光尽盡]"
    "|耗[尽盡]|[单單]身|[较較][轻輕]|[轻輕]微|唯一|[独獨]自|[以之]外|[低小]于"
)
"""What may make any word of a sentence negative in English."""

_AFFIRMED = compile_late(
    "可以|必须|必須|应当|應當|应该|應該|应(?=[在于按当将予及立由])|须(?=[在于按经由])|允许|允許|能够|能夠|务必|務必|准许|准許"
    "|(?<!如)[将將](?![军軍领領士来來近信就])|已(?![知婚故])|正在|决定|決定|宣布|同意|承诺|承諾|计划|計劃|打算|希望|要求|建议|建議|呼吁|呼籲"
)
"""Words by which a clause as a whole is permitted, demanded, planned or said to be so."""
_LONGEST_AFFIRMED = 100
"""Characters of a sentence that is affirmed; in a longer one English may say anything negatively."""

_ASKING = compile_late("[吗？?]|难道|岂|谁说|哪里|何尝|怎能|怎么|除非|有没有|是不是|能不能|会不会")
"""What makes a sentence a question, or a condition that English may turn round."""

_UNLESS_AGREED = compile_late(
    "未[经經][^，。；：！？,;:]{1,24}[，,]?[^，。；：！？,;:]{0,16}?(?:不[得准能可许許应應]|严禁|嚴禁|禁止|不允许|不允許)"
)
"""What is forbidden without consent: two negative words, of which English needs both."""

LOOSE = ("没有", "沒有", "取消", "停止", "拒绝", "拒絕", "缺乏", "毫无", "毫無", "请不要", "請不要", "不要")
"""Denials for which English may say something else that is positive: what they deny is looked for in it."""
STOP = compile_late("[，。；：！？,;:!?\n]")

_CLAUSE = re.compile('[^，。；：！？,;:!?\n“”"（）()「」]+')

_NOT_SO = compile_late(
    "(?<![无無])(?:并|並|很|太|也|都|绝|絕|毫)?不(?P<quality>难|難|贵|貴|便宜|远|遠|容易|重要|安全|危险|危險|严重|嚴重|明显|明顯|公平|合理|正确|正確|真实|真實|舒服"
    "|满意|滿意|健康|高兴|高興|可靠|稳定|穩定|清楚|方便|复杂|複雜|可能|必要|合法|平等)(?![得不于於])"
)
_QUALITIES = {
    "难難": "difficult|hard|tough",
    "贵貴": "expensive|dear",
    "便宜": "cheap",
    "远遠": "far",
    "容易": "easy",
    "重要": "important",
    "安全": "safe",
    "危险危險": "dangerous",
    "严重嚴重": "serious|severe",
    "明显明顯": "obvious|evident",
    "公平": "fair",
    "合理": "reasonable",
    "正确正確": "correct|right",
    "真实真實": "true|real",
    "舒服": "comfortable",
    "满意滿意": "satisfied",
    "健康": "healthy",
    "高兴高興": "happy|glad",
    "可靠": "reliable",
    "稳定穩定": "stable",
    "清楚": "clear",
    "方便": "convenient",
    "复杂複雜": "complicated|complex",
    "可能": "possible|likely",
    "必要": "necessary",
    "合法": "legal|lawful",
    "平等": "equal",
}
"""What English says of a quality, in either script."""


def find_denied_qualities(text: str) -> Iterator[tuple[Span, str]]:
    """The qualities that a text in either script denies, each with a pattern of what English calls it.

    >>> [(tuple(span), word) for span, word in find_denied_qualities("这并不便宜。")]
    [((1, 5), 'cheap')]
    """
    for match in () if _ASKING.search(text) else _NOT_SO.finditer(text):
        rest = text[: match.start()] + text[match.end() :]
        if not _OTHER.search(rest):
            yield Span(*match.span()), next(word for key, word in _QUALITIES.items() if match["quality"] in key)


def may_deny(text: str) -> bool:
    """Whether a Chinese text, in either script, has a character of any word that `find_denials` looks for."""
    return _NEGATIVE.search(text) is not None


def find_affirmed(text: str) -> Span | None:
    """The first word that affirms a sentence, in either script, where nothing in it may be negative in any way.

    >>> find_affirmed("此药可以与酒精同时服用。"), find_affirmed("此药可以停用。")
    (Span(start=2, end=4), None)
    """
    found = _AFFIRMED.search(text) if len(text) <= _LONGEST_AFFIRMED else None
    return None if found is None or _ANY_NEGATIVE.search(text) else Span(*found.span())


def find_forbidden_unless(text: str) -> Span | None:
    """What is forbidden without somebody's consent: 未经同意不得转让."""
    found = _UNLESS_AGREED.search(text)
    return Span(*found.span()) if found else None


def find_denials(text: str) -> Iterator[Span]:
    """The words of a text in simplified script that deny or forbid what a clause says, where nothing leaves a doubt.

    >>> [list(map(tuple, find_denials(text))) for text in ("并不构成要约。", "他不得不走。", "会不会下雨？")]
    [[(0, 2)], [], []]
    """
    if _ASKING.search(text):
        return
    for clause in _CLAUSE.finditer(text):
        for match in _DENIAL.finditer(text, *clause.span()):
            rest = f"{text[clause.start() : match.start()]} {text[match.end() : clause.end()]}"
            if not _OTHER.search(rest):
                yield Span(*match.span())
