"""The rule `negation-mismatch`."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.lang.negation import (
    STOP,
    find_affirmed,
    find_denials,
    find_denied_qualities,
    find_forbidden_unless,
    find_plain_denial,
    is_ended,
    is_loose,
    may_deny,
    may_end,
    may_forbid,
    may_negate,
)
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Span
from glossary.lang.scripts import has_han

_SURE = 0.5
"""The confidence from which a bead is compared."""


_LONGEST_DENIED, _LONGEST_WORD = 12, 4
"""Characters after a denial in which what it denies is looked for, and those of the longest word."""


class NegationMismatch(PairRule):
    """The source denies or forbids something that the translation says, or the other way round.

    What it finds
    -------------
    A Chinese word that denies or forbids what its clause says (不得, 严禁, 切勿, 禁用, 从未, 并非, 绝不, 不会, 不能,
    不再, 无法, 尚未, 未能, 没有, 取消, 缺乏), where the translation of the sentence has no negative word of
    any kind: no “not” or “never”, none of “fail”, “refuse”, “avoid”, “without”, “few”, “only”, nothing that begins with
    un- or ends in -less. What is forbidden without consent (未经同意不得转让) and only “without” is left of it. “not”,
    “cannot” or “never” in the translation of a sentence that permits, demands, plans or states something (可以, 必须,
    将, 已) and has nothing negative in any sense.

    Why it matters
    --------------
    The translation says the opposite of the source, and reads well.

    When it stays silent
    --------------------
    Where any word of the translation could be negative, even if it denies something else (two of three lost negations
    are passed over for this reason), or the source may explain one that was added (才, 仅, 停, 除). On words that
    English often renders by a positive one (不是, 不要; 没有灯, “dark”), double negations (不得不), questions, bounds
    (不得超过, “up to”) and phrases that English turns round (不会忘记, “will remember”). Next to “but”, “until” or
    “unless”.

    Measured
    --------
    In sample: no alarm in 12,392 pairs made by people, 4 in 20,902 machine translations, 2 of them right. Of 567
    translations that lost their “not” 36 % are found, of 6,028 that got one 5 %.
    """

    sources, targets = ("zh",), ("en",)
    mqm = "accuracy/mistranslation"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("He had to leave.", "他不得不走。"),
        Sourced("He would sooner die than stop.", "他不会停止。"),
        Sourced("The ward is smoke-free.", "病房内严禁吸烟。"),
        Sourced("We will always remember that day.", "我们不会忘记那一天。"),
        Sourced("The fee is five yuan at most.", "收费不得超过五元。"),
        Sourced("Will it rain tomorrow?", "明天会不会下雨？"),
        Sourced("He refused to pay.", "他绝不付钱。"),
        Sourced("Individuals use it free.", "服务不向个人收费。"),
        Sourced("Relations must move forward.", "两国关系不能倒退。"),
        Sourced("He lay awake.", "他无法入睡。"),
        Sourced("The talks broke down.", "双方未能达成协议。"),
        Sourced("Health matters most.", "没有什么比健康更重要。"),
        Sourced("He is taller than anyone.", "没有人比他更高。"),
        Sourced("I beg to differ.", "我不能同意你的看法。"),
        Sourced("The question is easy.", "这个问题并不难。"),
        Sourced("Make yourself at home.", "请不要客气。"),
        Sourced("Both agreed to drop the matter.", "双方同意不再追究。"),
        Sourced("He is out of danger.", "他已没有生命危险。"),
        Sourced("The house was dark.", "屋里没有灯。"),
        Sourced("A love free from desire ended.", "那种没有欲念的爱情结束了。"),
        Sourced("You must not miss it.", "你必须去看。"),
        Sourced("The child is not awake.", "孩子已睡着。"),
        Sourced("The drug cannot be taken with alcohol.", "此药服用期间应禁酒。"),
        Sourced("Consumers pull messages from the server.", "消费者从服务端拉取消息。"),
        Sourced("Subscribe to all messages.", "订阅所有消息，不进行过滤。"),
        Sourced("He teaches us to read, as if by the way.", "他有意无意地教我们阅读。"),
        Sourced("It scales with the load.", "它无需二次开发，即可按负载扩展。"),
        Sourced("The course is of moderate difficulty.", "课程难度不会很大。"),
        Sourced("He studies alone.", "他没有学生。"),
        Sourced("The books are shut in May.", "五月停止过户。"),
        Sourced("It works with any branch that supports it or that lacks it.", "无论该分支支不支持，都能用。"),
        Sourced("The offer expires in May.", "五月起不再提供优惠。"),
        Sourced("No party may assign it without consent.", "未经同意，任何一方不得转让。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦We gave up.⟧", source="我们从来没有放弃过。"),
        Bad("⟦This release constitutes an offer.⟧", source="本新闻稿并不构成要约。"),
        Bad("⟦The drug may be used by pregnant women.⟧", source="此药孕妇禁用。"),
        Bad("⟦The cause has been found.⟧", source="目前尚未查明原因。"),
        Bad("⟦The company reported the accident to the regulator.⟧", source="该公司没有向监管机构报告这一事故。"),
        Bad("⟦He has experience.⟧", source="他没有经验。"),
        Bad("⟦Anyone may enter.⟧", source="任何人不得擅自进入。"),
        Bad("⟦Please turn off the power.⟧", source="请不要关闭电源。"),
        Bad("⟦The question is difficult.⟧", source="这个问题并不难。"),
        Bad("⟦Either party may assign it without consent.⟧", source="未经同意，任何一方不得转让。"),
        Bad("The drug ⟦cannot⟧ be taken with alcohol.", source="此药可以与酒精同时服用。"),
        Bad("He decided ⟦not to⟧ sell.", source="他决定出售。"),
        Bad("⟦We share location data with third parties.⟧", source="我们不会将位置信息提供给第三方。"),
        Bad("⟦This branch supports old systems.⟧", source="该分支不支持旧的系统。"),
        Bad("⟦The software package includes the source code.⟧", source="该软件包不包括源代码。"),
        Bad("⟦The response should contain the password.⟧", source="响应不应包含密码。"),
        Bad("⟦The connection accepts new requests.⟧", source="该连接不接受新请求。"),
        Bad("⟦This combination is suitable for children.⟧", source="该组合不适合儿童。"),
        Bad("⟦This contract agrees to the transfer.⟧", source="本合同不同意转让。"),
        Bad("⟦The association will pay the costs.⟧", source="该协会不会支付费用。"),
        Bad("⟦After the contract terminates, Party B may use the mark.⟧", source="合同终止后，乙方不得使用该商标。"),
        Bad("⟦When the contract expires, it may be renewed.⟧", source="合同期限到期时不得续签。"),
        Bad("⟦The operation will be very painful.⟧", source="手术不会很痛。"),
        Bad("⟦The money will be given back.⟧", source="我们不会退款。"),
        Bad("⟦We support free trade.⟧", source="我们不支持自由贸易。"),
        Bad("⟦The hall is open to the public.⟧", source="该馆不向公众开放。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for denials in each bead whose target can deny nothing, and for those that its source has not."""
        if not has_han(alignment.source.prose):
            return
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            source = alignment.source_prose(bead)
            if may_deny(source):
                yield from self._check_lost(alignment, bead, near, source)
            if given := find_affirmed(source):
                yield from self._check_added(alignment, bead, source, given)

    def _check_lost(self, alignment: Alignment, bead: Bead, near: Sequence[Bead], source: str) -> Iterator[Finding]:
        from glossary.dictionary.script_folding import simplify

        target = "\n".join(alignment.target_text(one) for one in near if one is bead or not one.source)
        if has_han(target):
            return
        if not may_negate(target):
            denials = find_denials(simplify(source))
            denial = next((one for one in denials if _is_affirmed(source, one, target)), None)
        else:
            denial = None if may_forbid(target) else find_forbidden_unless(source)
            denial = denial or _find_quality(source, target)
        if denial:
            lost = (
                "nothing in the translation says so" if may_negate(target) else "the translation has no negative word"
            )
            yield self._report(alignment, bead, denial, f"The source says “{source[slice(*denial)]}”; {lost}.")

    def _check_added(self, alignment: Alignment, bead: Bead, source: str, given: Span) -> Iterator[Finding]:
        target = alignment.target_span(bead)
        text = alignment.target.prose[slice(*target)]
        if not (word := find_plain_denial(text)) or has_han(text) or not _is_rendered(source, text[word.end :]):
            return
        place = Span(target.start + word.start, target.start + word.end)
        said = f"says “{source[slice(*given)]}” and nothing negative; the translation says “{text[slice(*word)]}”"
        yield self._report(alignment, bead, given, f"The source {said}.", place)

    def _report(
        self, alignment: Alignment, bead: Bead, given: Span, message: str, place: Span | None = None
    ) -> Finding:
        shown, quoted = alignment.quote_source(bead, given)
        return self.finding(
            *(place or alignment.target_span(bead)),
            message,
            source_text=shown,
            source_span=quoted,
        )


def _is_affirmed(source: str, denial: Span, target: str) -> bool:
    """Return whether a translation says what its source denies, where it may use another word: 没有灯, “dark”."""
    if is_ended(source, denial) and may_end(target):
        return False
    if not is_loose(source, denial):
        return True
    from glossary.renderings.dictionary_keys import find_english_keys, look_up_keys

    denied = STOP.split(source[denial.end :], maxsplit=1)[0][:_LONGEST_DENIED]
    alone = () if any(look_up_keys([denied[:2]])) else denied[:1]
    return _renders(denied, find_english_keys(target), alone)


def _is_rendered(source: str, denied: str) -> bool:
    """Return whether the word that a translation denies renders one of its source, and is no other way to say it."""
    from glossary.renderings.dictionary_keys import find_english_keys

    return _renders(source, find_english_keys(denied)[:1])


def _renders(source: str, keys: Sequence[str], others: Sequence[str] = ()) -> bool:
    """Return whether a word of a source, or one of some others, has one of some keys of English words."""
    from glossary.renderings.dictionary_keys import look_up_keys

    sizes = range(min(2, len(source)), _LONGEST_WORD + 1)
    words = {*others, *(source[start : start + size] for size in sizes for start in range(len(source)))}
    return any(not own.isdisjoint(keys) for _, own in look_up_keys(words))


def _find_quality(source: str, target: str) -> Span | None:
    """Return the quality that a source denies and that its translation affirms, with no negative word next to it."""
    for denied, words in find_denied_qualities(source):
        said = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        if said.search(target) and not may_negate(said.sub(" ", target)):
            return denied
    return None
