"""The rule `number-mismatch`."""

from typing import ClassVar

from align.linter.families.quantities import QuantityRule
from align.linter.rule import Bad, Sourced
from align.model import Severity
from align.quantities.model import Kind


class NumberMismatch(QuantityRule):
    """A number differs from the source, is missing in the translation, or was added.

    What it finds
    -------------
    Counts, ordinals, percentages, multiples and labels that differ from the source. The number that the source gives
    is suggested in English. A wrong order of magnitude is an error; all else is a warning. Numbers that changed
    places are found where that is certain: a count and a day, a measure or a sum ("18 agreements on May 5" for
    5月18日 … 5项), and the two ends of a change (from 8% to 5%). So is a change in the wrong direction ("rose 3%" for
    下降3%), where the number is next to its own verb on both sides and nothing near it turns the sense of a verb; of
    sums and measures, the rules about these find it. A limit on the other side (不少于500, "no more than 500";
    18岁以上, "under 18") and a number with the other sign (+18.3%, "-18.3%") are found where both texts have the same
    number. So is a count for some tens or an order of magnitude: "about ten" for 十几, "twenty" for 二十几,
    "fourteen" for 几十. Between English, Chinese, Japanese, Korean, German, French and Spanish, numbers and versions in
    digits that differ by all that both may say (1,5 and 1.5, 3万 and 30,000, 3つ and three).

    Why it matters
    --------------
    Changed numbers are the mistakes that hurt a publisher most, and Chinese counts in units of ten thousand.

    When it stays silent
    --------------------
    On numbers that changed places where both are of one kind, or where neither a classifier nor a noun says what is
    counted. On small numbers in words (一, 两, 三), which are often expressed in another way; on rounded and converted
    values; on what a neighbouring sentence says or gives; in tables where more than 300 numbers have no equal on the
    other side, which the summary says; in sentences left in Chinese; and where the aligner is not sure. Between other
    languages than Chinese and English, on what a figure may say in another way of writing (1.234 may be 1,234), on
    times of day, on a date like 3/4/2025, on figures below ten that nothing replaces, on names with a number (COVID-19)
    that the other side calls otherwise, and on digits that it has in code.

    Measured
    --------
    In sample: 51 of 2,133 human segments with a quantity get an alarm, and of all 67 alarms of the four rules about
    quantities 1 is false. Of faults inserted into references 95 % are found, of deleted numbers 89 %. In 89,230 words
    of a bank's reports there are 2 alarms, on years that the translation leaves out. Of 66 numbers and versions changed
    in English documentation, code aside, 62 are found in Chinese, Japanese, Korean and German; 84 unchanged pages have
    3 alarms, and 12 taken the other way round, all where highlighted lines or a count differ (in sample). Of 4,505
    sentences of English news, 1,386 of them with numbers, and their Chinese originals, taken as translations, 32 have
    an alarm of the four rules, 2 of them false; of 2,251 of a bank's reports 8, of 3,071 on health 3, and of 381
    passages of a German yearbook and its French edition 27, 3 of them false (all in sample). Otherwise French and
    Spanish were tried on made texts alone.
    """

    mqm = "accuracy/mistranslation"
    overrides = ("reversed-meaning",)
    kinds = frozenset({Kind.CARDINAL, Kind.ORDINAL, Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MULTIPLE, Kind.LABEL})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The company has delivered 1.35 million robots.", "公司已交付135万台机器人。"),
        Sourced("Exports rose by 20 percent, at twice the rate of last year.", "出口增长20%，增速是去年的2倍。"),
        Sourced("Both countries signed it the next day.", "两国次日签署。"),
        Sourced("Fewer than a fifth have it. Every one of them knows.", "不到两成的人有，知晓率达100%。"),
        Sourced("公司已交付机器人。", "公司已交付1350台机器人。"),
        Sourced("It has 100, 000 readers, born in the 1990s.", "它有10万名90后读者。"),
        Sourced("The undertaking (7.85) was triggered.", "弱方兑换保证被触发。"),
        Sourced("The decline narrowed by 3 percentage points.", "降幅收窄3个百分点。"),
        Sourced("They split it 70-30 and won 2-1.", "他们三七分成，以二比一获胜。"),
        Sourced("249, 289, and 299 can be had.", "249,289,299都有。"),
        Sourced("The rate is 4.7%3 since 19943.", "自1994年起利率为4.7%3。"),
        Sourced("Twenty-odd families left, dozens of people in all.", "二十几户离开，共几十人。"),
        Sourced("No fewer than 500 people took part.", "参加者不少于500人。"),
        Sourced("No one under 18 may vote.", "18岁以上者方可投票。"),
        Sourced("It grew over 10 years.", "近10年，它不断壮大。"),
        Sourced("Pay within no more than 30 days, or a fine is due.", "超过30天未付款者将被罚款。"),
        Sourced("Change from a year earlier (%): (3.2)", "同比变动（%）：-3.2"),
        Sourced("The economy contracted by 3.5%.", "经济增长为负3.5%。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The company has delivered ⟦1,530⟧ robots.", source="公司已交付1350台机器人。"),
        Bad("The company has ⟦1.35 billion⟧ users.", Severity.ERROR, source="公司有135万用户。"),
        Bad("⟦The company has delivered many robots.⟧", source="公司已交付1350台机器人。"),
        Bad("They signed ⟦18⟧ agreements on May 5.", source="他们于5月18日签署了5项协议。"),
        Bad("Growth widened from ⟦8%⟧ to ⟦5%⟧.", source="增幅由5%扩大到8%。"),
        Bad("Exports ⟦rose by 3%⟧.", source="出口下降3%。"),
        Bad("⟦Patients are well.⟧", source="3名患者情况良好。"),
        Bad("⟦No more than 500⟧ people took part.", source="参加者不少于500人。"),
        Bad("⟦More than 90 percent⟧ of companies have reopened.", source="近九成企业已经复工。"),
        Bad("Net profit, change from a year earlier: ⟦-18.3%⟧", source="净利润同比：+18.3%"),
        Bad("The gross margin was ⟦3.5%⟧.", source="毛利率为负3.5%。"),
        Bad(
            "⟦The port has workers; see https://a.example/rfc/350 for the numbers.⟧",
            name="example.md",
            source="港口有350名工人，编号见表。",
        ),
    )
