"""Quantities of a text and of its translation: what agrees, what is missing, extra or wrong, what English would say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_texts import EN, ZH, assert_agrees, assert_differs, extractor_of, name_problems
from rows import on_each

from align.quantities import find_extractor
from align.quantities.compare import MOST, compare
from align.quantities.en_render import render
from align.quantities.implied_times import is_implied_year

AGREE = """
2510亿元 = 251 billion yuan
11万7015吨 = 117,015 tons
5月12日 = May 12
5月12日 = the 12th of May
26日8时至27日8时 = from 8:00 am on the 26th to 8:00 am the next day
次日抵达 = arrived the following day
产值翻一番 = output doubled
增长2倍 = tripled
增长2倍 = an increase of 200 percent
两国人民 = the people of both countries
半年 = six months
三成居民 = 30 percent of residents
八折 = 20 percent off
三个季度 = nine months
两周 = 14 days
五里路 = 2.5 kilometers
1000斤 = 500 kg
300亩 = 20 hectares
1339名 = over 1,300
198万 = nearly 2 million
6月，十几家 = in June, more than a dozen
数万人 = tens of thousands of people
一个半小时 = an hour and a half
百年 = a century
近三分之一 = nearly a third of them
增加近半 = a rise of almost 50 percent
一些人一直在 = Some people have always been there
三人 = a trio
下午3点半 = 3:30 p.m.
15时 = 3 p.m.
上世纪80年代 = the 1980s
十九世纪的小说 = Novels of the 1800s
在本世纪初 = in the early 2000s
80年代 = the 80s
20世纪90年代初 = the early 1990s
二十大 = the 20th National Congress
十四五 = the 14th Five-Year Plan
36亿欧元 = 3.6 billion euros
100美元 = $100
26日 = July 26
7月26日 = July 26, 2020
五六百人 = 500 to 600 people
8-10日 = May 8-10
三四五六年级 = grades three, four, five and six
Yale等3所名校 = Yale and two other universities
新冠肺炎 = COVID-19
2月11日电 = News Agency
卡-52M = Ka-52M
三出戏，十几岁 = three plays in his teens
零下35摄氏度 = minus ３５ degrees Celsius
九尺钢琴 = a nine-foot piano
700万度电 = 7 million kwh
20 世纪 60 年代 = the 1960s
0.31/10 万 = 0.31 per 100,000
减少2/3 = a fall of two thirds
减少 1/4 = down by a quarter.
近50万人 = almost half a million people
6名 = half a dozen
24名 = two dozen
2010-2011年 = in 2010–11
2019-20 赛季 = the 2019–20 season
2008至2009年 = 2008/09
由2017年的20亿元降至30亿元 = from 2 billion yuan in 2017 to 3 billion yuan
1.79/80公斤 = 1.79/80 kg
2月22日 = 22 FEBRUARY
3月27日 = 27 Mar
于11月 = in november
10月31日至11月15日 = 31 OCT - 15 NOV
5月/6月 = May/June
2020年3月19日 = this 19th day of March 2020
3000多亿美元 = $300+ billion
2000至3000亿港元 = HK$200–300 billion
20至30亿美元 = $2 billion to $3 billion
R0为2.23-4.82。 = R0 was 2.23-4.82.
第4季 = the final quarter
2013年第4季 = the last quarter of 2013
占七成人民币交易 = 70% of yuan trade
过去10年 = over the past decade
逾千点 = more than 1,000 points
4.8级地震 = a magnitude-4.8 earthquake
10秒89 = 10.89 seconds
7米01的成绩 = 7.01 meters
双十一期间 = during the shopping festival
三个臭皮匠 = two heads
25个基点 = a quarter of a percentage point
25个基点 = a quarter point
50个基点 = half a percentage point
25个基点 = 25 bps
晚上8点半 = half past eight
上午9点一刻 = a quarter past nine
晚上11点45分 = a quarter to midnight
“九一八”事变 = the September 18 Incident
年过半百 = past fifty
二十出头 = in her early twenties
民国二十六年 = in 1937
上午九点到中午十二点 = from nine in the morning until noon
下午3点 = at 3 p.m.
1分53秒32 = 1:53.32
乾隆六十年 = the 60th year of his reign
腊月二十三 = the 23rd day of the twelfth lunar month
""".strip().split("\n")

DIFFER = """
2510亿美元 = 25.1 billion USD = wrong magnitude
105万人 = 105 million people = wrong magnitude
2030万元 = 203 million yuan = wrong magnitude
54例 = 43 cases = wrong value
1983年 = 1982 = wrong value
二十大 = the 21st National Congress = wrong value
19:06 = 17:06 = wrong value
六个热搜 = three trending topics = wrong value
7月26日 = August 26 = wrong value
7月26日 = July 25 = wrong value
5个百分点 = 5 percent = wrong unit
1.1亿新元 = 110 million yuan = wrong unit
3公里 = 3 miles = wrong unit
3年 = 3 months = wrong unit
下降63% = a fall = missing
电话555 = a phone = missing
押金 = a deposit of 200 thousand yuan = extra
上升 = a rise of 23.5% = extra
7月26日 = in July = wrong value
数亿欧元 = billions of euros = wrong magnitude
星期三 = on Friday = wrong value
50万人 = half a billion people = wrong magnitude
10秒89 = 10.98 seconds = wrong value
3000亿美元 = $30+ billion = wrong magnitude
25个基点 = 52 basis points = wrong value
2月22日 = 22 MARCH = wrong value
晚上8点半 = half past nine = wrong value
下午3点 = at 4 p.m. = wrong value
""".strip().split("\n")

RENDERED = """
2510亿 = 251 billion
2510亿元 = 251 billion yuan
5月12日 = May 12
18.5% = 18.5%
11万7015吨 = 117,015 tons
2020年7月26日 = July 26, 2020
5个百分点 = 5 percentage points
第19届 = 19th
第三季度 = 3rd quarter
上午9时30分 = 9:30 a.m.
数百万 = millions
数千亿元 = hundreds of billions of yuan
近5亿新元 = nearly 500 million Singapore dollars
100多万人 = more than 1 million
上世纪80年代 = the 1980s
本世纪中叶 = the mid-21st century
2.5便士 = 2.5 pence
八折 = 20% off
半年 = half a year
7月8日至10日 = July 8–10
3-5万元 = 30,000 to 50,000 yuan
三分之二 = 2/3
星期三 = Wednesday
次日 = the next day
26日 = the 26th
5月中旬 = mid-May
2019年至2025年 = 2019 to 2025
1年 = 1 year
两个世纪 = 2 centuries
D771 = D771
12345678901人 = 12,345,678,901
""".strip().split("\n")


@on_each(AGREE)
def test_agree(pair: str) -> None:
    assert_agrees(pair)


@on_each(DIFFER)
def test_differ(pair: str) -> None:
    assert_differs(pair)


@on_each(RENDERED)
def test_render(pair: str) -> None:
    source, expected = pair.split(" = ")
    assert [render(quantity) for quantity in ZH(source)] == [expected]


def test_a_neighbour_excuses() -> None:
    source, target = ZH("增长63%"), EN("It grew.")
    assert not compare(source, target).agrees
    assert compare(source, target, target_near=EN("By 63%.")).agrees
    assert not compare((), EN("63%")).agrees
    assert compare((), EN("63%"), source_near=ZH("增长63%")).agrees


def test_a_date_of_a_neighbour_contradicts_nothing() -> None:
    source, target = ZH("合同自二月一日起生效。"), EN("It is valid from February 1, and was signed on May 1.")
    assert name_problems(compare(source, target)) == "wrong value"
    assert compare(source, target, ZH("合同于五月一日签署。")).agrees


def test_a_date_of_a_neighbour_in_the_place_of_the_own_one_is_wrong() -> None:
    signed, delivered = ZH("合同于二月一日签署。"), ZH("双方于五月一日交货。")
    assert name_problems(compare(signed, EN("It was signed on May 1."), delivered)) == "wrong value"
    assert name_problems(compare(delivered, EN("They delivered on February 1."), signed)) == "wrong value"


def test_neighbours_may_come_from_an_iterator() -> None:
    source, near = ZH("增长63%，减少75%"), EN("By 63% and 75%.")
    assert compare(source, EN("It changed."), target_near=iter(near)).agrees
    assert compare(EN("It changed."), source, source_near=iter(near)).agrees


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("Last year it grew.", True),
        ("It grew in the year.", True),
        ("It had a volatile year due to the war.", True),
        ("It fell to a seven-year low.", False),
        ("It grew.", False),
    ],
)
def test_a_year_may_be_implied(text: str, excused: bool) -> None:
    (year,) = ZH("2021年")
    assert is_implied_year(text, year) is excused
    assert not is_implied_year(text, ZH("3年")[0])


def test_values_are_exact() -> None:
    assert [quantity.value for quantity in ZH("0.1，三分之一")] == [Fraction(1, 10), Fraction(1, 3)]


def test_no_extractor_for_other_languages() -> None:
    assert find_extractor("fr") is None
    assert extractor_of("zh-Hant")("3人") == ZH("3人")


@pytest.mark.parametrize("piece", ("1", "1,111", "万亿", "hundred ", "3-", "1:", "二〇", "May ", "twenty "))
def test_long_nonsense_survives(piece: str) -> None:
    for extract in (ZH, EN):
        quantities = extract(piece * 2000)
        assert all(render(quantity) for quantity in quantities)
        assert compare(quantities, quantities).agrees


def list_prices(prices: range, other: int = 0) -> tuple[str, str]:
    """A list of prices and its translation, of which the first `other` are wrong."""
    source = "，".join(f"货品{price}元" for price in prices)
    return source, ", ".join(f"goods {price + (place < other)} yuan" for place, price in enumerate(prices))


def test_a_long_list_is_compared_without_its_equals() -> None:
    assert MOST == 300
    for count in (MOST, MOST + 1, 10 * MOST):
        source, target = list_prices(range(1000, 1000 + 3 * count, 3), 1)
        found = compare(ZH(source), EN(target))
        assert (name_problems(found), found.uncompared, found.agrees) == ("wrong value", 0, False)
        assert (found.wrong[0].source.value, found.wrong[0].target.value) == (1000, 1001)


def test_a_long_list_of_which_hardly_anything_is_equal_is_not_compared_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("align.quantities.compare.MOST", most := 30)
    source, target = list_prices(range(1000, 1000 + 6 * most, 3), most)
    assert compare(ZH(source), EN(target)).uncompared == 0
    source, target = list_prices(range(1000, 1000 + 6 * most, 3), most + 1)
    found = compare(ZH(source), EN(target))
    assert (name_problems(found), found.uncompared, found.agrees) == ("", most + 1, False)
    # as many as may be: nothing has an equal, and all the same each is held against each other
    source, target = list_prices(range(1000, 1000 + 3 * most, 3), most)
    assert compare(ZH(source), EN(target)).uncompared == 0
    source, target = list_prices(range(1000, 1003 + 3 * most, 3), most + 1)
    assert compare(ZH(source), EN(target)).uncompared == most + 1


def test_what_a_long_list_lacks_may_stand_in_the_next_sentence() -> None:
    source, target = list_prices(range(1000, 1003 + 3 * MOST, 3))
    shorter = target.removesuffix(f", goods {1000 + 3 * MOST} yuan")
    assert shorter != target
    assert name_problems(compare(ZH(source), EN(shorter))) == "missing"
    assert compare(ZH(source), EN(shorter), target_near=EN(f"And it was {1000 + 3 * MOST} yuan.")).agrees


@given(st.integers(4, 9 * 10**11))
def test_what_is_rendered_agrees(value: int) -> None:
    quantities = ZH(f"{value}人")
    assert compare(quantities, EN(render(quantities[0]))).agrees


@given(st.text(max_size=25), st.text(max_size=25))
def test_any_texts_compare(source: str, target: str) -> None:
    given, found = ZH(source), EN(target)
    result = compare(given, found)
    assert {*result.missing, *(wrong.source for wrong in result.wrong)} <= set(given)
    assert {*result.extra, *(wrong.target for wrong in result.wrong)} <= set(found)
    assert all(render(quantity) for quantity in given)
