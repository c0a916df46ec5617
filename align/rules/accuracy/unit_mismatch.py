"""The rule `unit-mismatch`."""

from typing import ClassVar

from align.linter.families.quantities import QuantityRule
from align.linter.rule import Bad, Sourced
from align.model import Severity
from align.quantities.model import Kind


class UnitMismatch(QuantityRule):
    """A measurement has a different value or unit from the source.

    What it finds
    -------------
    Lengths, weights, areas, volumes and periods that differ after conversion (里 and kilometres, 斤 and kilograms), and
    units that were swapped: percent for percentage points, months for years, GB for MB, also where a sum is paid for
    one of them ("9.9 yuan a year" for 每月9.9元). Also measures and periods that changed
    places with a number of another kind, an age with a number of years, and degrees below zero of which nothing says
    that they are cold. Between any two of English, Chinese, Japanese, Korean, German, French and Spanish, measures and
    periods in digits whose value or unit differs: 5 km and 5英里, 10 MB and 10 GB, 5 minutes and 5 Stunden; of English
    and Chinese also those in words (five minutes, 五小时).

    Why it matters
    --------------
    A rate that rose by 2 percent did not rise by 2 percentage points.

    When it stays silent
    --------------------
    On small numbers in words (一, 两, 三), which are often expressed in another way; on rounded and converted values;
    on what a neighbouring sentence says or gives; in tables where more than 300 numbers have no equal on the other
    side, which the summary says; in sentences left in Chinese; and where the aligner is not sure. An age that is a year
    less, in a sentence about emperors or of a year before 1950, is an info: the old way of counting begins with the
    year of birth. Between other languages than Chinese into English, on units that a side leaves out, on a unit that no
    table has, and on measures below ten that nothing replaces.

    Measured
    --------
    In sample: 51 of 2,133 human segments with a quantity get an alarm, and of all 67 alarms of the four rules about
    quantities 1 is false. Of faults inserted into references 95 % are found, of deleted numbers 89 %. In 89,230 words
    of a bank's reports there are 2 alarms, on years that the translation leaves out. Of the units and currencies of 174
    amounts that were exchanged in Chinese news taken as translations from English, 139 are found, and of 32 alarms of
    the four rules in the 1,386 sentences with numbers there, unchanged, 2 are false (in sample). 84 pages of English
    documentation in Chinese, Japanese, Korean and German, and 167 others in Chinese, have none; French and Spanish were
    tried on made texts alone.
    """

    mqm = "accuracy/mistranslation"
    overrides = ("reversed-meaning",)
    kinds = frozenset({Kind.MEASURE, Kind.DURATION})
    units = True
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The road is 25 kilometres long, and the melon weighs 5 kilograms.", "路长50里，瓜重10斤。"),
        Sourced("He is 1.7 metres tall; the city is three millennia old.", "他身高一米七；这座城市有3000年历史。"),
        Sourced("It took six months.", "用了半年。"),
        Sourced("Light takes 500 seconds.", "光要走八分二十秒。"),
        Sourced("Pressure goes up with each degree of cold.", "气温每下降1摄氏度，血压就上升。"),
        Sourced("He weighs 200 pounds and made a complete change.", "他体重91公斤，作出180度大转变。"),
        Sourced(
            "27 英寸（68.6 厘米）的屏幕半小时后变暗。",
            "The 27-inch screen dims after 30 minutes.",
            languages=("en", "zh"),
        ),
        Sourced(
            "Das Paket wiegt 1,5 kg und kommt in 48 Stunden.",
            "The parcel weighs 1,500 g and arrives in two days.",
            languages=("en", "de"),
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The rate rose by ⟦2 percent⟧.", source="利率上升2个百分点。"),
        Bad("The road is ⟦50 kilometres⟧ long.", source="路长50英里。"),
        Bad("They have 50 rooms of ⟦30 square metres⟧.", source="他们有30间房，每间50平方米。"),
        Bad("It is ⟦30 degrees Celsius⟧.", source="气温为零下30摄氏度。"),
        Bad("Puyi was driven out at ⟦eighteen⟧.", Severity.INFO, source="溥仪六岁退位，十九岁被逐。"),
        Bad("He retired at ⟦fifty-nine⟧.", source="他六十岁退休。"),
        Bad("It costs 42 yuan a ⟦pound⟧.", source="每公斤42元。"),
        Bad("Everything is ⟦80% off⟧.", source="全场八折。"),
        Bad(
            "文件上限为⟦10 GB⟧，有效期⟦5小时⟧。",
            source="Files of up to 10 MB are kept for 5 minutes.",
            languages=("en", "zh"),
        ),
        Bad("走路要⟦五小时⟧。", source="It is a walk of five minutes.", languages=("en", "zh")),
        Bad("部屋は⟦30平方フィート⟧です。", source="It is a room of 30 square metres.", languages=("en", "ja")),
        Bad("Die Sitzung endet nach ⟦15 Sekunden⟧.", source="会话在15分钟后结束。", languages=("zh", "de")),
    )
