"""Quantities as histories, statistics and reports give them: lunar dates, shares in words, taels, half-months."""

import pytest
from quantity_texts import EN, ZH, assert_agrees, assert_differs, marked
from rows import on_each

from align.quantities.compare import compare
from align.quantities.en_render import fit, render
from align.quantities.judgements import judge
from align.quantities.liberties import is_conversion
from align.quantities.passages import Passage

AGREE = """
宣统三年八月十九，武昌起义爆发。 = The uprising broke out on 10 October 1911.
光绪三十一年八月初四 = On 2 September 1905 (the fourth day of the eighth month of Guangxu 31)
光绪二十四年四月二十三日 = On 11 June 1898
道光二十年六月 = In July 1840
1898年农历八月初六 = On 21 September 1898
康熙六十一年十一月十三日 = 20 December 1722
农历五月初五是端午节。 = It is on the fifth day of the fifth lunar month.
1978年腊月二十三 = The 23rd of the last lunar month, 1978
除夕是腊月二十九，即2月9日。 = New Year's Eve is on the 29th of the twelfth lunar month, 9 February.
民国八年五月四日 = On 4 May 1919
真正月底才发工资。 = They are really only paid at the end of the month.
赔款白银二亿两。 = an indemnity of 200 million taels of silver
本钱不过十六两银子。 = His capital was sixteen taels of silver.
赔款3700两。 = an indemnity of 3,700 taels
2022两会 = the 2022 Two Sessions
百万两岸同胞 = a million compatriots on both sides
第四、五两条规定如下。 = Articles 4 and 5 provide as follows.
两日后，他走了。 = He left 2 days later.
前两月增长3%。 = It rose 3% in the first 2 months.
适用于12～24月龄儿童。 = for children aged 12-24 months
来了一两百人。 = Between 100 and 200 people came.
他毕业于北京四中。 = He graduated from Beijing No. 4 High School.
她转到北医三院。 = She was moved to Peking University No. 3 Hospital.
半个月后 = two weeks later
半个月后 = 15 days later
一个半月后 = six weeks later
四十八块六毛钱 = 48 yuan and 60 fen
一共三块五毛 = 3 yuan 5 jiao in all
才花九毛钱 = It cost ninety fen.
出生率为5.8‰。 = a birth rate of 5.8 per thousand
出生率为5.8‰。 = There were 5.8 births per 1,000 people.
出生率为5.8‰。 = a birth rate of 5.8‰
每千人口医师数达到3.4人。 = There were 3.4 doctors per thousand people.
成本降低两成。 = Costs were cut by a fifth.
比去年少两成 = a fifth less than last year
由第三方检测 = tested by a third party
占比65.2% = nearly two thirds of the total
占比48.3% = almost half the total
占比24% = about a quarter of the total
占比21.5% = just over a fifth of the total
产量5120万台，减少逾三分之一。 = Output fell by more than a third to 51.2 million.
案件受理费13800元，减半收取6900元。 = The fee of RMB 13,800 was reduced by half to RMB 6,900.
增长0.5%到1% = It grew by half to one percent.
四世同堂，十几口人住在一个院子里。 = Four generations, a dozen or more people, live around a courtyard.
实现百兆瓦级量产 = production at the 100 MW scale
徽州茶商三百年 = Three Centuries of Huizhou Tea Merchants
今年虚岁九十。 = She is 89 (90 by Chinese reckoning).
他虚岁35。 = He is 33.
八分之一决赛中，他获胜。 = In the round of 16 he won.
球队闯入十六强。 = The team reached the last 16.
产量增加到原来的1.5倍。 = Output rose by half.
25%的人选“满意”，75%选“非常”。 = A quarter of respondents chose “content” and three quarters “very”.
每天喝水1500毫升。 = Drink a litre and a half of water a day.
等了三刻钟。 = We waited three quarters of an hour.
等了一刻钟。 = We waited a quarter of an hour.
七十五年后 = three quarters of a century later
逝世400周年 = the quatercentenary of his death
首版于1949年。 = It was first published in nineteen forty-nine.
首版于1950年。 = It was first published in nineteen fifty.
十九名三十岁的人 = nineteen thirty-year-olds
一百单八将 = 108 outlaws
电话：（010）6512-3456 = Tel: +86 10 6512 3456
区间升至5%至5.25%。 = The range rose to 5-5.25 percent.
电阻为4.7kΩ。 = The resistor is 4.7 kΩ.
由长征五号发射。 = It was launched aboard a Long March 5 rocket.
快一亿亿倍 = ten quadrillion times faster
二八佳人 = a girl of sixteen
""".strip().split("\n")

DIFFER = """
宣统三年八月十九，武昌起义爆发。 = The uprising broke out on 10 December 1911. = wrong value
宣统三年八月十九，武昌起义爆发。 = The uprising broke out on 10 October 1912. = wrong value
八月十九那天 = on the ninth of the eighth lunar month = missing
八月十九日，他来了。 = He came on 20 September. = wrong value
赔款二亿两。 = an indemnity of 20 million taels = wrong magnitude
他借了十六两银子。 = He borrowed six taels. = wrong value
赔款3700两。 = an indemnity of 370 taels = wrong magnitude
他毕业于北京四中。 = He graduated from Beijing No. 8 High School. = extra
来了一两百人。 = Some 400 people came. = wrong value
半个月后 = three weeks later = wrong value
半个月后 = two months later = wrong value
两个月后 = two weeks later = wrong unit
八分钱一张 = 8 yuan each = wrong unit
出生率为5.8‰。 = a birth rate of 5.8 percent = wrong magnitude
出生率为5.8‰。 = a birth rate of 58 per thousand = wrong magnitude
成本降低两成。 = Costs were cut by a tenth. = missing
成本降低20%。 = Costs fell by a third. = missing
占比48.3% = more than half of the total = missing
占比52.3% = nearly half of the total = missing
占比45.2% = nearly two thirds of the total = missing
减半收取6900元。 = It was reduced by half to RMB 9,600. = wrong value
实现百兆瓦级量产 = production at the 100 GW scale = wrong unit
徽州茶商三百年 = Two Centuries of Huizhou Tea Merchants = wrong value
今年虚岁九十。 = She is 79. = wrong value
他虚岁35。 = He is 36. = wrong value
最近16场比赛全胜。 = They won all of the last 32 games. = wrong value
产量增加到原来的1.5倍。 = Output rose by a third. = missing
每天喝水2500毫升。 = Drink a litre and a half of water a day. = wrong value
等了20分钟。 = We waited a quarter of an hour. = wrong value
逝世400周年 = the tercentenary of his death = wrong value
首版于1949年。 = It was first published in nineteen forty-eight. = wrong value
一百单八将 = 180 outlaws = wrong value
电话：6512-3456 = Tel: +86 6512 3465 = wrong value
区间升至5%至5.25%。 = The range rose to 5-5.5 percent. = wrong value
电阻为4.7kΩ。 = The resistor is 47 kΩ. = wrong magnitude
由长征五号发射。 = It was launched aboard a Long March 3 rocket. = wrong value
快一亿亿倍 = ten trillion times faster = wrong magnitude
""".strip().split("\n")


@on_each(AGREE)
def test_agree(pair: str) -> None:
    assert_agrees(pair)


@on_each(DIFFER)
def test_differ(pair: str) -> None:
    assert_differs(pair)


def test_a_lunar_date_is_suggested_as_one_and_never_put_in_place() -> None:
    source, text = "宣统三年八月十九，起义爆发。", "It broke out on 10 December 1911."
    (wrong,) = compare(ZH(source), EN(text)).wrong
    assert render(wrong.source) == "the 19th day of the 8th lunar month"
    assert fit(wrong.source, text, wrong.target.span, "") is None


@pytest.mark.parametrize(
    ("source", "text", "fitting"),
    [
        ("宣统三年八月十九", "It broke out on 10 October 1912.", "10 October 1911"),
        ("四十八块六毛钱", "He had 46 yuan and 60 fen.", None),
        ("逝世400周年", "the tercentenary of his death", None),
        ("等了20分钟。", "We waited a quarter of an hour for it.", "20 minutes"),
    ],
)
def test_what_is_put_in_the_place_of_a_wrong_number(source: str, text: str, fitting: str | None) -> None:
    (wrong,) = compare(ZH(source), EN(text)).wrong
    assert fit(wrong.source, text, wrong.target.span, wrong.target.unit) == fitting


@pytest.mark.parametrize(
    ("target", "agrees"),
    [("at 1:56 GMT", True), ("at 2:56 GMT", False), ("at 1:56 a.m.", False), ("at 1:56 UTC on 16 April", True)],
)
def test_a_time_of_china_is_eight_hours_later_than_that_of_greenwich(target: str, agrees: bool) -> None:
    source = "北京时间4月16日9时56分着陆。"
    left, right = ZH(source), EN(target)
    assert (not judge(Passage(compare(left, right), source, target, left, right)).wrong) is agrees


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("(1:56 GMT)", True), ("(1 p.m. London time)", True), ("(10 p.m. in Beijing)", True), ("(1:56)", False)],
)
def test_a_time_of_another_zone_is_a_conversion(text: str, is_one: bool) -> None:
    (time,) = EN(text)
    assert is_conversion(text, time) is is_one


@pytest.mark.parametrize(
    "expected",
    [
        "⟦三斤⟧⟦六两⟧肉 : measure 3 jin : measure 6 liang",
        "⟦一两天⟧ : duration 1..2 day",
        "前⟦两月⟧ : duration 2 month",
    ],
)
def test_two_and_the_ounce(expected: str) -> None:
    text = expected.split(" : ", maxsplit=1)[0].replace("⟦", "").replace("⟧", "")
    assert marked(text, ZH(text)) == expected
