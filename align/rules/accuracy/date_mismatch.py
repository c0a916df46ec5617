"""The rule `date-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.exchanges import report_exchanges
from align.linter.families.quantities import QuantityRule
from align.linter.rule import Bad, Sourced
from align.model import Alignment, Finding, Severity
from align.quantities.model import Kind


class DateMismatch(QuantityRule):
    """A date or a time differs from the source, is missing in the translation, or was added.

    What it finds
    -------------
    Years, months, days, weekdays, times of day, decades and centuries that differ from the source. The date that the
    source gives is suggested in English, a time as the text writes its times (7:06 p.m., 7:06pm, 19:06). A year is an
    info where it only dates an event that the translation names without it: "the global financial crisis" for
    2008年全球金融危机. A year of a reign or an era is compared as one of the common era (光绪二十四年 is 1898,
    民國113年 is 2024), and years before it with those in it. A day, week, month, quarter or year that is named from
    today (下个月, 昨天, 去年), and a time of day (凌晨, 晚上), where the translation names another one ("last month")
    and has no word for the right one. A season, a dynasty, a feast or a war under the name of
    another one. A day that something comes before, where the translation has it after that day.

    Why it matters
    --------------
    A wrong date sends readers to the wrong day, and machine translation confuses months.

    When it stays silent
    --------------------
    On a year where the translation says "last year" or "a year earlier", or compares with the year next to it ("from 5%
    in 2016"). On small numbers in words (一, 两, 三), which are often expressed in another way; on rounded and
    converted values; on what a neighbouring sentence says or gives; in tables where more than 300 numbers have no equal
    on the other side, which the summary says; in sentences left in Chinese; and where the aligner is not sure. Between
    other languages than Chinese and English, on times of day, and on what a table of months does not decide: 3/4/2025.

    Measured
    --------
    In sample: 51 of 2,133 human segments with a quantity get an alarm, and of all 67 alarms of the four rules about
    quantities 1 is false. Of faults inserted into references 95 % are found, of deleted numbers 89 %. In 89,230 words
    of a bank's reports there are 2 alarms, on years that the translation leaves out.
    """

    mqm = "accuracy/mistranslation"
    kinds = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR, Kind.DECADE, Kind.CENTURY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("In May 2015 it opened; it closed at 3:30 p.m. on June 2.", "2015年5月开馆，6月2日15:30闭馆。"),
        Sourced("It was built in the 1980s.", "它建于上世纪80年代。"),
        Sourced("Exports rose last year.", "2021年出口增长。"),
        Sourced("It was built in 1898, the 24th year of the Guangxu reign.", "它建于光绪二十四年。"),
        Sourced("The ratio rose to 73% from 68% a year earlier.", "比率由2016年底的68%升至73%。"),
        Sourced("The ratio fell to 1.75% from 1.92% in 2016.", "比率由2016年的1.92%跌至2017年的1.75%。"),
        Sourced("The dollar was stable in December 2015.", "2 0 1 5 年12月美元稳定。"),
        Sourced("It had 60,000 readers at end-2020.", "2020年12月底，它有6万名读者。"),
        Sourced("The March turmoil ended in midSeptember.", "3月的动荡于9月中旬结束。"),
        Sourced("It was built after the July 7th Incident.", "它建于“七七”事变之后。"),
        Sourced("The vote was on May 3. The mayor won on May 3.", "投票于5月3日举行。当天，市长获胜。"),
        Sourced("AFP reported today that he had resigned.", "法新社昨天报道，他已于当天辞职。"),
        Sourced("To this day nobody knows.", "时至今日，仍无人知晓。"),
        Sourced("No applications are accepted after February 1.", "请在2月1日之前申请。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("It opened on ⟦June 12⟧.", source="它于5月12日开放。"),
        Bad("⟦It opened.⟧", source="它于2015年5月12日开放。"),
        Bad("It opened in ⟦late May⟧.", source="它于5月初开放。"),
        Bad("They signed 18 agreements on ⟦May 5⟧.", source="他们于5月18日签署了5项协议。"),
        Bad("Shanghai, on the ⟦20th⟧, launched 20 measures.", source="27日，上海推出20条措施。"),
        Bad(
            "⟦Trade has been slow since the global financial crisis.⟧",
            severity=Severity.INFO,
            source="自2008年全球金融危机以来，贸易放缓。",
        ),
        Bad("⟦The Beijing Olympics were a success.⟧", severity=Severity.INFO, source="2008年北京奥运会取得成功。"),
        Bad("⟦Beijing hosted the Olympics.⟧", source="2008年北京举办奥运会。"),
        Bad("⟦The crisis broke out.⟧", source="2008年金融危机爆发。"),
        Bad("It opened in ⟦1889⟧.", source="它于光绪二十四年开放。"),
        Bad("It opened at the ⟦beginning of 2024⟧.", source="它于2024年年底开放。"),
        Bad("It opened at ⟦9 p.m.⟧", source="它于上午9点开放。"),
        Bad("It opened at ⟦17:06⟧.", source="它于19:06开放。"),
        Bad("The factory opened ⟦last month⟧.", source="这家工厂将于下个月投产。"),
        Bad("He arrived ⟦today⟧.", source="他昨天抵达。"),
        Bad("Apply ⟦after February 1⟧.", source="请在2月1日之前申请。"),
        Bad("The shop is open until ten ⟦in the morning⟧.", source="商店营业到晚上十点。"),
        Bad("A vase of the ⟦Ming dynasty⟧", source="宋代花瓶"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report what the comparison says of dates, and days that are named from today."""
        yield from super().check(alignment, context)
        yield from report_exchanges(self, alignment, context, "relative_dates")
