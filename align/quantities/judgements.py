"""What a comparison cannot know from quantities alone: all that excuses a difference, and what is wrong by the words.

`JUDGEMENTS` is the one table of it. To add an excuse, write a function that yields what it excuses, next to those of
its subject, and give it a row with an example, which is its test.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from align.quantities.compare import MOST
from align.quantities.implied_times import (
    find_days_beside_named,
    find_days_named_before,
    find_implied_times,
    find_implied_years,
    find_lunar_days,
    find_lunar_festivals,
    find_months_in_digits,
    find_plans,
    find_previous_periods,
    find_times_elsewhere,
    find_weekdays,
)
from align.quantities.liberties import (
    find_added_minutes,
    find_balances,
    find_codes,
    find_conversions,
    find_elided_scales,
    find_elided_units,
    find_entry_years,
    find_last_ages,
    find_noted,
    find_remainders,
    find_said_elsewhere,
    find_short_ends,
    find_single_units,
    find_starting_points,
    find_totals,
    find_whole_days,
    find_wholes,
)
from align.quantities.mistakes import is_certain, is_counted
from align.quantities.model import Problem, Quantity
from align.quantities.notations import (
    find_bytes,
    find_dates_with_points,
    find_digits_in_groups,
    find_megabits,
    find_numbers_in_code,
    find_products,
)
from align.quantities.other_counts import (
    find_bare_weights,
    find_counted_words,
    find_heats,
    find_letters_k,
    find_liquids,
    find_list_marks,
    find_named_numbers,
    find_ratios,
    find_sessions,
    find_storeys,
    find_telephones,
    find_unread_numbers,
)
from align.quantities.passages import Comparison, Mismatch, Passage, Verdict
from align.quantities.provisions import find_provisions
from align.quantities.rates import (
    find_bare_sums,
    find_other_units,
    find_same_rates,
    find_sums_in_named_currency,
    find_units_by_measure,
)
from align.quantities.senses import (
    find_added_colds,
    find_calendar_days,
    find_counted_orders,
    find_crossed_limits,
    find_exchanged_ages,
    find_lost_colds,
    find_other_centuries,
    find_other_signs,
    find_reversed_changes,
    find_rounded_tens,
    find_turned,
)


class Judgement(NamedTuple):
    """A reason why a difference is no fault, or why quantities that agree are one.

    `needs` names what a comparison must have, one of them at least: "missing", "extra", "wrong" or "swapped" (what it
    excuses is excused there and nowhere else), or "both" where each side must have a quantity. `find` yields the
    verdicts. `example` is a text and its translation, one passage after another if there are several, " / " between.
    """

    name: str
    needs: tuple[str, ...]
    find: Callable[[Passage], Iterable[Verdict]]
    example: str


def find_swapped(passage: Passage) -> Iterator[Mismatch]:
    """Yield quantities that changed places with others, where the words around all of them leave no doubt."""
    for pair in passage.comparison.swapped:
        if all(is_certain(*one[:2], passage.source, passage.target) for one in pair):
            yield from pair


_ANY = ("missing", "extra", "wrong")
_BOTH = ("both",)
JUDGEMENTS: tuple[tuple[Judgement, ...], ...] = (
    (
        Judgement(
            "said elsewhere",
            ("extra",),
            find_said_elsewhere,
            "影展7月26日开幕。 / 展品很多。 / 欢迎参观。 = It opens on July 26. / Much is on show. / Come on July 26.",
        ),
        Judgement(
            "day of the lunar calendar",
            _ANY,
            find_lunar_days,
            "光绪二十四年八月初六政变。 / 八月十三日就义。 = He fell on September 21, 1898. / He died on September 28.",
        ),
    ),
    (
        Judgement("what is left", _ANY, find_remainders, "降价两成 = 80% of the old price"),
        Judgement("age not reached", _ANY, find_last_ages, "未满12岁 = aged 6 to 11"),
        Judgement("end of a range in short", _ANY, find_short_ends, "701—762年 = 701–62"),
        Judgement(
            "starting point of a change",
            _ANY,
            find_starting_points,
            "增加1000人，达到6000人。 = It rose from 5,000 to 6,000.",
        ),
        Judgement("same rate", ("wrong",), find_same_rates, "一斤60元 = 120 yuan a kilo"),
        Judgement("unit paid for", ("extra",), find_units_by_measure, "每斤60元 = 60 yuan per 500 grams"),
        Judgement(
            "scale named before", ("wrong",), find_elided_scales, "六万人和四万人 = sixty thousand people and forty"
        ),
        Judgement("liquid by weight", ("wrong",), find_liquids, "500吨水 = 500,000 litres of water"),
        Judgement("letter K as a unit", ("wrong",), find_letters_k, "十公里 = a 10K"),
        Judgement("storey from the ground", ("wrong",), find_storeys, "七楼 = the sixth floor"),
        Judgement("words for characters", ("wrong",), find_counted_words, "四个字 = three words"),
        Judgement("time elsewhere", ("wrong",), find_times_elsewhere, "北京时间9时56分着陆。 = It landed at 1:56 GMT."),
        Judgement("implied time", ("missing", "extra"), find_implied_times, "七点 = at 7 p.m."),
        Judgement("telephone number", _ANY, find_telephones, "电话010-12345678 = Tel. +86 10 1234 5678"),
        Judgement("number in a name", ("extra", "wrong"), find_named_numbers, "② = 2."),
        Judgement("numeral in no quantity", ("extra", "wrong"), find_unread_numbers, "摆了三桌 = 3 tables"),
        Judgement("number of an item", ("missing", "extra"), find_list_marks, "（2）米价上涨。 = (b) Rice is dearer."),
        Judgement("number of a session", ("extra",), find_sessions, "本届书展开幕。 = The 5th Book Festival opened."),
        Judgement("provision of a law", _ANY, find_provisions, "本法第七条第二项 = Paragraph 7.2 of the Act"),
        Judgement("digits in groups", _ANY, find_digits_in_groups, "共42 416人。 = There were 42,416 people."),
        Judgement("product", _ANY, find_products, "超时为60*60*24秒。 = The timeout is 86,400 seconds."),
        Judgement(
            "date with a point", _ANY, find_dates_with_points, "现在（2025.1）可用 = It works as of January 2025"
        ),
        Judgement(
            "number in code", ("missing", "extra"), find_numbers_in_code, "![404](a.png)出现。 = The code is 404."
        ),
        Judgement("size of memory", ("wrong",), find_bytes, "内存32g = 32 GB of memory"),
        Judgement("megabits", _ANY, find_megabits, "网速不到1000兆。 = It is slower than 1,000 Mbps."),
        Judgement("weight without its unit", _ANY, find_bare_weights, "体重一百八 = He weighs ninety kilos."),
        Judgement("heat of oil", ("extra",), find_heats, "油烧至七成热 = Heat the oil to about 200°C."),
        Judgement("ratio that looks like a time", _ANY, find_ratios, "一比十五 = 1:15"),
        Judgement(
            "unit named before",
            ("missing", "extra"),
            find_elided_units,
            "煮15分钟，再焗半小时。 = Cook for 15 minutes, then a further 30.",
        ),
        Judgement(
            "rest of a whole", ("missing",), find_balances, "30%预付，70%付清。 = 30% in advance, balance later."
        ),
        Judgement("total of its parts", ("missing",), find_totals, "15例，男8例，女7例。 = Eight men and seven women."),
        Judgement("all of a whole", ("missing",), find_wholes, "办复率达100%。 = Every one was answered."),
        Judgement(
            "minute of added time", _ANY, find_added_minutes, "第90+5分钟破门。 = They scored in the 95th minute."
        ),
        Judgement("year of entry", ("missing",), find_entry_years, "2025级新生报到。 = Freshmen registered."),
        Judgement("one of a unit", ("missing",), find_single_units, "7天 = a week"),
        Judgement("whole day", ("extra",), find_whole_days, "全天开放。 = It is open 24 hours a day."),
        Judgement(
            "period before",
            ("missing", "wrong"),
            find_previous_periods,
            "12月比11月增长。 = It grew in December month on month.",
        ),
        Judgement(
            "day of a festival", ("missing",), find_lunar_festivals, "八月十五赏月。 = The moon is full at Mid-Autumn."
        ),
        Judgement("years of a plan", ("missing",), find_plans, "“十五五”规划 = the plan for 2026-30"),
        Judgement("month in digits", ("missing", "extra"), find_months_in_digits, "2016年3月 = 2016-03"),
    ),
    (
        Judgement(
            "changed places",
            ("swapped",),
            find_swapped,
            "5天接待18名游客。 = It received 5 visitors in 18 days.",
        ),
        Judgement("cold lost", _BOTH, find_lost_colds, "零下30度。 = It is 30 degrees."),
        Judgement("cold added", _BOTH, find_added_colds, "30度。 = It is minus 30 degrees."),
        Judgement(
            "age for a period",
            _BOTH,
            find_exchanged_ages,
            "他30岁时来到深圳，在那里工作了12年。 = He came to Shenzhen at 12 and worked there for 30 years.",
        ),
        Judgement(
            "change reversed", _BOTH, find_reversed_changes, "增幅由5%扩大到8%。 = Growth widened from 8% to 5%."
        ),
        Judgement("about ten", _BOTH, find_rounded_tens, "来了十几个人。 = About ten people came."),
        Judgement("count for an order", _BOTH, find_counted_orders, "来了几十个人。 = Ten people came."),
        Judgement("days that are not working days", _BOTH, find_calendar_days, "五个工作日内 = within five days"),
        Judgement("other century", _BOTH, find_other_centuries, "上世纪60年代 = the 1860s"),
        Judgement("other direction", _BOTH, find_turned, "出口下降3%。 = Exports rose 3%."),
        Judgement(
            "limit on the other side", _BOTH, find_crossed_limits, "500多人参加。 = Fewer than 500 people took part."
        ),
        Judgement("other sign", _BOTH, find_other_signs, "同比：+18.3% = Change: -18.3%"),
        Judgement("sum without its currency", _BOTH, find_bare_sums, "他被罚款2000元。 = He was fined 2,000."),
        Judgement("paid for something else", _BOTH, find_other_units, "每月9.9元 = 9.9 yuan a year"),
    ),
    (
        Judgement(
            "day of the week",
            ("missing",),
            find_weekdays,
            "4月26日，周二。 / 会议27日开幕。 = Tuesday, April 26. / The meeting opened on Wednesday.",
        ),
        Judgement(
            "day before or after one that is named",
            ("missing",),
            find_days_beside_named,
            "5月5日雨停。 / 树倒了。 / 4日雨大。 = It ended on May 5. / Trees fell. / It was worst the day before.",
        ),
        Judgement(
            "day named before",
            ("missing",),
            find_days_named_before,
            "台风5月3日登陆。 / 树倒了。 / 3日6时风停了。 = It landed on May 3. / Trees fell. / It died at 6 a.m.",
        ),
    ),
    (
        Judgement(
            "year without its number", ("missing",), find_implied_years, "2019年出口增长。 = Exports grew last year."
        ),
        Judgement("note", ("missing",), find_noted, "2021-05-03 10:20:30 来源：海港日报 = He came."),
        Judgement("code", ("missing",), find_codes, "C919首飞。 = Its first flight."),
        Judgement("conversion", ("extra",), find_conversions, "200元 = 200 yuan ($30)"),
        Judgement(
            "currency named before",
            ("wrong",),
            find_sums_in_named_currency,
            "他罚了100元。 / 他被罚款2000元。 = He was fined 100 yuan. / He was fined 2,000.",
        ),
    ),
)
"""All judgements, in order and in five rounds; those of a round see the same comparison.

The first asks what the whole source says, so that nothing there is taken for another number's; the second excuses
what the passage does; the third finds what is wrong by its words; the fourth asks the calendar of the whole text; the
last comes once numbers are scaled as titles of tables say.
"""


def judge(passage: Passage) -> Comparison:
    """Return the comparison of a passage without what is excused, and with what is wrong by the words.

    Of a large table only the swaps are judged.
    """
    of_text, excuses, faults, of_calendar, _ = JUDGEMENTS
    is_table = max(len(passage.left), len(passage.right)) > MOST
    if not passage.comparison.agrees:
        passage = passage._replace(comparison=_apply(of_text, passage))
        passage = passage if is_table else passage._replace(comparison=_apply(excuses, passage))
    found = _apply([row for row in faults if "swapped" in row.needs] if is_table else faults, passage)
    found = _name_displaced(found, passage.source) if found.displaced else found
    return _apply(of_calendar, passage._replace(comparison=found)) if found.missing else found


def judge_scaled(passage: Passage) -> Comparison:
    """Return the comparison of a passage that was judged, and scaled, without what a translation need not say."""
    return _apply(JUDGEMENTS[-1], passage)


def _apply(rows: Sequence[Judgement], passage: Passage) -> Comparison:
    """Return the comparison of a passage as some judgements leave it."""
    found = passage.comparison
    has = found.missing, found.extra, found.wrong, found.swapped, passage.left and passage.right
    given = set(compress(("missing", "extra", "wrong", "swapped", "both"), has))
    excused: dict[str, set[Quantity | tuple[Quantity, Quantity]]] = {"missing": set(), "extra": set(), "wrong": set()}
    faults: list[Mismatch] = []
    for row in rows:
        for verdict in () if given.isdisjoint(row.needs) else row.find(passage):
            if isinstance(verdict, Mismatch):
                faults.append(verdict)
                continue
            one, other = (verdict, verdict) if isinstance(verdict, Quantity) else verdict
            for need, excuse in zip(("missing", "extra", "wrong"), (one, other, verdict), strict=True):
                if need in row.needs:
                    excused[need].add(excuse)
    missing, extra, wrong = excused.values()
    if not (faults or missing or extra or wrong):
        return found
    return found._replace(
        missing=tuple(one for one in found.missing if one not in missing),
        extra=tuple(one for one in found.extra if one not in extra),
        wrong=tuple(dict.fromkeys((*(one for one in found.wrong if wrong.isdisjoint((*one[:2], one[:2]))), *faults))),
    )


def _name_displaced(comparison: Comparison, source: str) -> Comparison:
    """Return the comparison in which a quantity is wrong, not missing, where one of its kind is in its place.

    What that one agreed with must be counted in the source: 20 of 20人 is no 20 mm, but in 长20宽30米 it is 20 m.
    """
    missing, wrong = list(comparison.missing), list(comparison.wrong)
    for displaced in comparison.displaced:
        is_taken = displaced.target in (one.target for one in wrong)
        if displaced.source in missing and not is_taken and is_counted(source, displaced.other):
            missing.remove(displaced.source)
            missing += [displaced.other] if displaced.is_missing else []
            wrong.append(Mismatch(displaced.source, displaced.target, Problem.VALUE))
    return comparison._replace(missing=tuple(missing), wrong=tuple(wrong))
