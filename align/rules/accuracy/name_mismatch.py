"""The rule `name-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.analysis.repeated_edges import drop_repeated
from align.lang import find_language
from align.linter.context import Context
from align.linter.families.exchanges import report_exchanges, report_left_out, say_once
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Edit, Finding, Fix, Suggestion
from align.names import are_romanized
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from align.names.comparison import Misspelling, Texts

_CAPITAL = compile_late("[A-Z]")
_SURE = 0.4
"""The confidence from which a bead is compared: below, it may be two others that belong together."""


class NameMismatch(PairRule):
    """The spelling of a Chinese name does not match its characters.

    What it finds
    -------------
    A person's name whose spelling is close to that of a name in the source, but wrong: a letter too few or too many
    (韩立新, Han Lixing), one of two syllables replaced, both swapped, or a right given name after a wrong surname
    (仇晓明, Chou Xiaoming). A place that the dictionary knows, one letter off (常州, Changzou; 陕西, Shanxi), and a
    province under the name of one like it (河南, Hunan). A foreign place or person that the dictionary knows, under a
    name that differs in a letter or two and that English does not have (墨尔本, Melborne; 旧金山, San Fransisco).
    One of some 330 well-known people of Hong Kong, Taiwan, Singapore, Korea, Japan and Vietnam under the Mandarin
    reading of the characters (李显龙, Li Xianlong), also where its last syllable was lost (张忠谋, Zhang Zhong); a
    Vietnamese whose given name is in Mandarin (阮德坚, Nguyen Dejian). What is expected is suggested. One of some 390
    well-known people of other countries, organisations, ministries, universities, newspapers, banks and firms under the
    name of another one (拜登, Trump; 三星, Huawei; 财政部, Commerce Ministry), where nothing in the translation shows
    the right one. A person or a place in small letters (谢云, “xie yun”). The only one of a list of three or more that
    the translation leaves out.

    Why it matters
    --------------
    The reader takes the person for another, and no search finds them.

    When it stays silent
    --------------------
    Where the name is missing, or rendered by something unlike it. On every accepted spelling: all readings of a
    character, ü as v, u or yu, the surname last, hyphens, initials, English given names, Wade-Giles, and the spellings
    of Hong Kong, Taiwan and South-East Asia. On foreign names that are spelled in several ways, and a Mandarin reading
    next to the English name. Where the misspelling is an English word or another name in the source, where the right
    spelling is in a neighbouring sentence, and where the aligner is not sure.

    Measured
    --------
    In sample: 26 alarms in 4,505 human references of news, all right; none in health texts, bank reports and novels
    (6,651 segments). Of 2,239 faults put into right names 93 % are found; of well-known names exchanged for another 230
    of 329, and 298 of 522 of those added later.
    """

    mqm = "accuracy/mistranslation"
    sources, targets = ("zh",), ("en",)
    overrides = ("name-variant", "place-mismatch", "name-differs-from-memory")
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Xi'an Qinren Digital paid for it.", "西安勤人数字支付了费用。"),
        Sourced("Han Lixin and Han Lixing run the mine.", "韩立新和韩立星经营这座矿。"),
        Sourced("Chiang Kai-shek met Ma Ying-jeou's father.", "蒋介石会见了马英九的父亲。"),
        Sourced("Professor Shan Xiao-ming and Lyu Yue spoke.", "单晓明教授和吕乐发言。"),
        Sourced("John Lee met Li Ka-shing in Nanking.", "李家超在南京会见李嘉诚。"),
        Sourced("The Mauritian, from Hannover, sang Melbourne's praise.", "来自汉诺威的毛里求斯人赞美墨尔本。"),
        Sourced("Zhang Zhong met the founder of TSMC.", "张中会见了台积电创始人张忠谋。"),
        Sourced("Chiu Chun-shan met Zhang Zhong.", "赵春山会见了张忠。"),
        Sourced("The producer, Nansun Shi, agreed.", "监制施南生同意了。"),
        Sourced("Lee Hsien Loong (in pinyin Li Xianlong) spoke.", "李显龙讲话。"),
        Sourced("Kissinger, who served Nixon, spoke.", "尼克松的国务卿基辛格讲话。"),
        Sourced("Trump, his predecessor, spoke.", "拜登的前任讲话。"),
        Sourced("The central bank, says Reuters, cut rates.", "路透社：中国人民银行降息。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Han Lixing⟧ is not pessimistic.", source="韩立新并不悲观。"),
        Bad("⟦Chou Xiaoming⟧ teaches mathematics.", source="仇晓明教数学。"),
        Bad("The director, ⟦xie yun⟧, agreed.", source="馆长谢云同意了。"),
        Bad("He flew from ⟦beijing⟧ to Shanghai.", source="他从北京飞往上海。"),
        Bad("The mayor, ⟦Xiaofeng Wang⟧, agreed.", source="市长王晓芳同意了。"),
        Bad("The train to ⟦Changzou⟧ is late.", source="开往常州的列车晚点了。"),
        Bad("He flew from ⟦Melborne⟧ to Sydney.", source="他从墨尔本飞往悉尼。"),
        Bad("She lives in ⟦San Fransisco⟧.", source="她住在旧金山。"),
        Bad("The prime minister, ⟦Li Xianlong⟧, spoke.", source="总理李显龙讲话。"),
        Bad("⟦Zhang Zhong⟧ founded TSMC.", source="张忠谋创办了台积电。"),
        Bad("⟦Nguyen Dejian⟧ spoke in Hanoi.", source="阮德坚在河内讲话。"),
        Bad("⟦Trump⟧ did not mention the plan.", source="拜登没有提到这一计划。"),
        Bad("The ⟦World Trade Organization⟧ warned travellers.", source="世界卫生组织警告旅客。"),
        Bad("The ⟦People's Bank of China⟧ made a profit.", source="中国银行盈利。"),
        Bad("⟦Samsung and Intel came.⟧", source="三星、华为和英特尔参展。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Compare the names of each bead that both sides have."""
        exchanged = report_exchanges(self, alignment, context, "bearers")
        yield from say_once(chain(exchanged, report_left_out(self, alignment, context, "bearers")))
        if not are_romanized(find_language(alignment.source.language), find_language(alignment.target.language)):
            return
        if not _CAPITAL.search(alignment.target.prose):  # what any name begins with
            return
        from align.names.chinese_names import PossibleNames
        from align.names.misspellings import find_misspellings

        names = PossibleNames(alignment.source.prose)
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            texts = alignment.source_prose(bead), alignment.target_prose(bead)
            others = (other for other in near if other is not bead)
            beside = [(alignment.source_prose(other), alignment.target_prose(other)) for other in others]
            for misspelling in find_misspellings(texts, names, beside):
                yield self._report(alignment, bead, texts, misspelling)

    def _report(self, alignment: Alignment, bead: Bead, texts: Texts, misspelling: Misspelling) -> Finding:
        offset, (shown, given) = alignment.target_span(bead).start, alignment.quote_source(bead, misspelling.source)
        start, end = offset + misspelling.span.start, offset + misspelling.span.end
        source, target, right = *texts, misspelling.right
        name, written = source[slice(*misspelling.source)], target[slice(*misspelling.span)]
        fitting = drop_repeated(target, misspelling.span, right)
        return self.finding(
            start,
            end,
            f"The source has “{name}”, known in English as {right}, not “{written}”."
            if misspelling.in_pinyin
            else f"The source has “{name}” ({right}); “{written}” begins with a small letter."
            if right.casefold() == written.casefold()
            else f"The source has “{name}” ({right}); the translation says “{written}”. Correct one of them.",
            suggestions=(Suggestion(fitting, "source", 1.0),),
            fix=Fix(safe=False, edits=(Edit(start, end, fitting),)),
            source_text=shown,
            source_span=given,
        )
