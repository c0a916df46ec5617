"""The rule `reversed-meaning`."""

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.exchanges import ExchangeRule, report_turned
from align.linter.rule import Bad, Sourced
from align.model import Alignment, Finding


class ReversedMeaning(ExchangeRule):
    """A word of the source is its opposite in the translation: 亏损, profit; 降至, rose to.

    What it finds
    -------------
    One of two words that exclude each other (profit and loss, rise and fall, deficit and surplus, import and
    export, highest and lowest, buyer and seller, Party A and Party B, positive and negative tests, artery and vein,
    north and south, before and after use, must and may, she and he, a quarter and half a year: some 250 pairs),
    where the translation has the other one, and neither nor anything like the right one; of a few kinds, such as
    exports and imports, also next to the right one, or in its place where both are in the source. “Mr” for 女士, or
    “Ms” for 先生, next to the person's name. Who does something, and to whom, exchanged (中国队战胜日本队, "Japan
    beat China"; some 80 verbs), where both are next to the verb on either side, or are names that both texts have
    (海澜收购康达, "Kangda bought Hailan"), also by a verb of the other side (“Hailan sold Kangda”, “lost to” for
    战胜). The parts of a byline (记者王敏 摄影李娜, "reporter Li Na, photos by Wang Min"). A way or two steps in
    the wrong order (从北京飞往上海, "from Shanghai to Beijing"). A comparison that is turned (高于去年, "lower than
    last year"), where a word shows that its sides are where they are in the source, or that says by how much
    (低15%, "15% more"). What is done (已, 上周) and in the translation to come, or the other way round, where
    nothing else on either side may be of the other time.

    Why it matters
    --------------
    The translation says the opposite of the source, and reads well.

    When it stays silent
    --------------------
    Where the translation has any word that may render the right one, or any word, or even a character, of the source
    may mean the other one, or a word of the sentences around; after a negation, on either side, or “only”. In long
    sentences one of these is often so. On comparisons whose sides English may have exchanged (“spending was higher” for
    收入低于支出).

    Measured
    --------
    No alarm in 12,781 pairs made by people, one in 17,204 machine translations, which is right;
    comparisons, ways, steps and times: 1 in each; names, forms of address and comparisons by the dictionary: none
    in 14,097 pairs made by people. Of 2,207 words exchanged for their opposite 26 % are found (49 % in sources of
    at most 30 characters), of 1,056 in rows that were added later 20 %.
    """

    mqm = "accuracy/mistranslation"
    sources, targets = ("zh",), ("en",)
    table = "opposites"
    wrong = "the translation says the opposite, “{}”."
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The loss was turned into a profit.", "公司扭亏为盈。"),
        Sourced("The decline of profits has stopped.", "利润止跌回升。"),
        Sourced("Unemployment rose as the economy shrank.", "经济萎缩，失业增加。"),
        Sourced("They sent troops for the first time since World War II.", "第二次世界大战后，他们首次派兵。"),
        Sourced("The exporters paid those abroad.", "进口商收到了出口商的付款。"),
        Sourced("Japan was beaten by China, which Japan beat last year.", "中国队战胜日本队，去年日本队战胜中国队。"),
        Sourced("Japan lost to China.", "中国队战胜日本队。"),
        Sourced("Wang Min (right), with Li Na on her left", "李娜（左）与王敏（右）"),
        Sourced("Income was lower than spending.", "支出高于收入。"),
        Sourced("Last year there were fewer runners than this year.", "今年的参赛人数多于去年。"),
        Sourced("The flight goes to Shanghai from Beijing.", "该航班从北京飞往上海。"),
        Sourced("One must admit it.", "这一点无法否认。"),
        Sourced("The port has been rebuilt and will open in May.", "港口已重建，将于五月开放。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The company posted a ⟦profit⟧ of 210 million yuan.", source="公司亏损2.1亿元。"),
        Bad("The market share ⟦rose⟧ from 13.7% to 12.9%.", source="市场份额由13.7%降至12.9%。"),
        Bad("The home team ⟦lost⟧ 3-2.", source="主队以3比2反败为胜，获胜。"),
        Bad("Take it ⟦after meals⟧.", source="餐前服用。"),
        Bad("The export of tea grew, and the ⟦import⟧ of silk fell.", source="茶叶出口增长，丝绸出口下降。"),
        Bad("Sales rose 4% year on year and 1% ⟦year on year⟧.", source="销售额同比增长4%，环比增长1%。"),
        Bad("He won the title ⟦for the first time⟧.", source="他第二次夺冠。"),
        Bad("⟦Japan beat China⟧ 3-1.", source="中国队以3比1战胜日本队。"),
        Bad("He flew ⟦from Shanghai to Beijing⟧.", source="他从北京飞往上海。"),
        Bad("He ⟦first went to Paris and then to London⟧.", source="他先去了伦敦，后来又去了巴黎。"),
        Bad("There were ⟦fewer⟧ runners than last year.", source="参赛人数多于去年。"),
        Bad("This winter is ⟦warmer⟧ than last year.", source="今年冬天比去年更冷。"),
        Bad("The new airport ⟦will⟧ be put into use.", source="新机场已经投入使用。"),
        Bad("The port ⟦was⟧ closed.", source="港口即将关闭。"),
        Bad("The theatre will ⟦certainly⟧ open in June.", source="剧场可能于六月启用。"),
        Bad("She ⟦almost never⟧ comes.", source="她几乎每天都来。"),
        Bad("Take one tablet ⟦twice a day⟧.", source="每日三次，每次一片。"),
        Bad("The ⟦oldest⟧ patient was four months old.", source="患者年龄最小的四个月。"),
        Bad("⟦She⟧ left early.", source="他提前离开。"),
        Bad("⟦Mr Lin Xiaoyan⟧, the chief engineer, left.", source="总工程师林晓燕女士离开了。"),
        Bad("The new material costs 40 percent ⟦more⟧.", source="新材料的成本却低四成。"),
        Bad("Kangda announced that it had ⟦acquired⟧ Hailan.", source="海澜宣布收购康达六成股权。"),
        Bad("Hailan ⟦bought⟧ the yard from Kangda.", source="海澜把船厂卖给康达。"),
        Bad("Reporter ⟦Li Na⟧, photos by Wang Min", source="记者 王敏 摄影 李娜"),
        Bad("⟦Party B shall pay Party A⟧ a fine.", source="甲方应向乙方支付违约金。"),
        Bad("Wang Min ⟦(right)⟧ opens the pier.", source="王敏（左）为码头揭幕。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for words that became their opposites, and for deeds that were done the other way round."""
        taken = set[int]()
        for finding in chain(super().check(alignment, context), report_turned(self, alignment, context)):
            if taken.isdisjoint(range(*finding.span)):
                yield finding
                taken.update(range(*finding.span))
