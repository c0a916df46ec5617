"""Quantities in Chinese: what is found, and where."""

from hypothesis import given
from hypothesis import strategies as st
from quantity_texts import extractor_of, marked
from rows import on_each

EXPRESSIONS = """
⟦3⟧人 : cardinal 3
⟦12⟧名学生 : cardinal 12
⟦500⟧辆 : cardinal 500
⟦1339⟧名群众 : cardinal 1339
⟦4,178,027⟧例 : cardinal 4178027
⟦12000平方米⟧ : measure 12000 m2
⟦２０日⟧ : date day=20
⟦35万⟧台 : cardinal 350000
⟦105万⟧人 : cardinal 1050000
⟦2030万元⟧ : money 20300000 CNY
⟦11万7015吨⟧ : measure 117015 t
⟦1亿2000万⟧ : cardinal 120000000
⟦3亿5千万⟧人 : cardinal 350000000
⟦1.2万亿元⟧ : money 1200000000000 CNY
⟦2510亿元⟧ : money 251000000000 CNY
⟦2510 亿美元⟧ : money 251000000000 USD
⟦140多⟧台 : cardinal 140 more than
⟦500余⟧种 : cardinal 500 more than
⟦6000多亩⟧ : measure 6000 mu more than
⟦100多万⟧人 : cardinal 1000000 more than
⟦30余⟧名 : cardinal 30 more than
⟦10来⟧个 : cardinal 10 about
⟦80后⟧ : decade 1980 implied
⟦第4⟧次 : ordinal 4
⟦第19⟧届 : ordinal 19
⟦第 3⟧ 号 : ordinal 3
⟦第二⟧届 : ordinal 2
⟦第十九⟧次 : ordinal 19
⟦第三季度⟧ : ordinal 3 quarter
⟦一季度⟧ : ordinal 1 quarter
前⟦5个月⟧ : duration 5 month
⟦3个季度⟧ : duration 3 quarter
⟦三⟧人 : cardinal 3
⟦五⟧名 : cardinal 5
⟦十二⟧家 : cardinal 12
⟦二十一⟧个 : cardinal 21
⟦二百五十⟧人 : cardinal 250
⟦三千六百元⟧ : money 3600 CNY
⟦一万二千三百元⟧ : money 12300 CNY
⟦一亿五千万⟧ : cardinal 150000000
⟦两万⟧人 : cardinal 20000
⟦两百⟧人 : cardinal 200
⟦一百零五⟧个 : cardinal 105
⟦一千零一⟧夜 : cardinal 1001
⟦三千二百万⟧人 : cardinal 32000000
⟦十万⟧人 : cardinal 100000
⟦百万⟧ : cardinal 1000000
⟦千亿⟧ : cardinal 100000000000
⟦万亿⟧ : cardinal 1000000000000
⟦百亿⟧ : cardinal 10000000000
⟦百余⟧人 : cardinal 100 more than
⟦千余⟧名 : cardinal 1000 more than
⟦万余⟧户 : cardinal 10000 more than
⟦十余⟧家 : cardinal 10 more than
⟦十几⟧个 : cardinal 10 more than
⟦二十多岁⟧ : duration 20 year more than
⟦十几万⟧人 : cardinal 100000 more than
⟦几十⟧个 : cardinal 10 rounded
⟦几百⟧人 : cardinal 100 rounded
⟦数十⟧名 : cardinal 10 rounded
⟦数百万⟧ : cardinal 1000000 rounded
⟦数千亿元⟧ : money 100000000000 CNY rounded
好⟦几百⟧人 : cardinal 100 rounded
上⟦千⟧人 : cardinal 1000 more than
上⟦万⟧名 : cardinal 10000 more than
⟦五六百⟧人 : cardinal 500..600
⟦三四十⟧个 : cardinal 30..40
⟦七八⟧个 : cardinal 7..8
⟦十七八岁⟧ : duration 17..18 year
⟦一万六七千元⟧ : money 16000..17000 CNY
⟦三五天⟧ : duration 3..5 day
⟦廿四日⟧ : date day=24
⟦卅年⟧ : duration 30 year
⟦壹佰贰拾万元⟧ : money 1200000 CNY
⟦叁仟元⟧ : money 3000 CNY
⟦两国⟧ : cardinal 2
⟦双方⟧ : cardinal 2
⟦三⟧大 : cardinal 3
⟦四⟧方 : cardinal 4
⟦六⟧个热搜 : cardinal 6
⟦五⟧星 : cardinal 5
⟦18.5%⟧ : percentage 18.5
⟦8.6％⟧ : percentage 8.6
⟦百分之五十⟧ : percentage 50
⟦百分之三点五⟧ : percentage 3.5
⟦百分之百⟧ : percentage 100
⟦千分之三⟧ : percentage 0.3
⟦三分之二⟧ : cardinal 2/3
⟦五分之一⟧ : cardinal 0.2
⟦一半⟧ : cardinal 0.5
⟦过半⟧ : cardinal 0.5
⟦近半⟧ : cardinal 0.5
⟦三成⟧ : percentage 30
⟦两成半⟧ : percentage 25
⟦六成五⟧ : percentage 65
⟦八折⟧ : percentage 80 price
⟦八五折⟧ : percentage 85 price
⟦5个百分点⟧ : percentage point 5
⟦0.2个百分点⟧ : percentage point 0.2
⟦5百分点⟧ : percentage point 5
⟦五百分點⟧ : percentage point 5
几百分点
⟦两个百分点⟧ : percentage point 2
⟦2倍⟧ : multiple 2
⟦三倍⟧ : multiple 3
⟦1.5倍⟧ : multiple 1.5
⟦翻一番⟧ : multiple 2 exact
⟦翻番⟧ : multiple 2 exact
⟦翻两番⟧ : multiple 4 exact
⟦10%-20%⟧ : percentage 10..20
⟦50%至60%⟧ : percentage 50..60
⟦三四成⟧ : percentage 30..40
⟦100%⟧ : percentage 100
⟦100元⟧ : money 100 CNY
⟦人民币100元⟧ : money 100 CNY
⟦1000人民币⟧ : money 1000 CNY
⟦¥39843⟧ : money 39843 CNY
⟦￥12.5⟧ : money 12.5 CNY
⟦US$100⟧ : money 100 USD
⟦HK$50⟧ : money 50 HKD
⟦$5⟧ : money 5 $
⟦€20⟧ : money 20 EUR
⟦£3.5⟧ : money 3.5 GBP
⟦50港元⟧ : money 50 HKD
⟦36亿欧元⟧ : money 3600000000 EUR
⟦5亿新元⟧ : money 500000000 SGD
⟦1100亿美元⟧ : money 110000000000 USD
⟦4765亿令吉⟧ : money 476500000000 MYR
⟦20块钱⟧ : money 20 CNY
⟦200块⟧ : money 200 CNY
⟦三万元⟧ : money 30000 CNY
近⟦2亿元⟧ : money 200000000 CNY nearly
约合⟦42亿美元⟧ : money 4200000000 USD about
⟦3-5万元⟧ : money 30000..50000 CNY
⟦138亿至143亿新元⟧ : money 13800000000..14300000000 SGD
⟦300日元⟧ : money 300 JPY
⟦2000卢布⟧ : money 2000 RUB
⟦80英镑⟧ : money 80 GBP
⟦30公里⟧ : measure 30 km
⟦五里⟧路 : measure 5 li
⟦13.2米⟧ : measure 13.2 m
⟦2760立方米⟧ : measure 2760 m3
⟦3亩⟧ : measure 3 mu
⟦1000多斤⟧ : measure 1000 jin more than
⟦5斤⟧ : measure 5 jin
⟦2公斤⟧ : measure 2 kg
⟦3吨⟧ : measure 3 t
⟦35万平方米⟧ : measure 350000 m2
⟦20平方公里⟧ : measure 20 km2
⟦400公顷⟧ : measure 400 ha
⟦5英寸⟧ : measure 5 in
⟦7厘米⟧ : measure 7 cm
⟦18mm⟧ : measure 18 mm
⟦90kg⟧ : measure 90 kg
⟦500毫升⟧ : measure 500 mL
⟦38摄氏度⟧ : measure 38 °C
⟦1000万千瓦⟧ : measure 10000000 kW
⟦250余万千瓦⟧ : measure 2500000 kW more than
⟦6200多兆焦⟧ : measure 6200 MJ more than
⟦半米⟧ : measure 0.5 m
⟦四五厘米⟧ : measure 4..5 cm
⟦五六百米⟧ : measure 500..600 m
⟦8海里⟧ : measure 8 nmi
⟦九尺⟧ : measure 9 chi
⟦2020年⟧ : year 2020
⟦二零二一年⟧ : year 2021
⟦二〇二一年⟧ : year 2021
⟦二零二三年⟧ : year 2023
⟦二〇一二年⟧ : year 2012
港元在⟦2 0 1 5 年⟧稳定 : year 2015
⟦2020年7月⟧ : date year=2020 month=7
⟦2020年7月26日⟧ : date year=2020 month=7 day=26
⟦7月26日⟧ : date month=7 day=26
⟦7月⟧ : date month=7
⟦五月十二日⟧ : date month=5 day=12
⟦十二月⟧ : date month=12
⟦26日⟧ : date day=26
⟦8-10日⟧ : date day=8 until day=10
⟦7月8日至10日⟧ : date month=7 day=8 until day=10
⟦3至6月⟧ : date month=3 until month=6
⟦5月上旬⟧ : date month=5 part=early
⟦5月中旬⟧ : date month=5 part=mid
⟦5月下旬⟧ : date month=5 part=late
⟦6月初⟧ : date month=6 part=early
⟦2020-07-26⟧ : date year=2020 month=7 day=26
⟦2020/7/26⟧ : date year=2020 month=7 day=26
⟦2020.7.26⟧ : date year=2020 month=7 day=26
⟦星期三⟧ : date weekday=3
⟦周五⟧ : date weekday=5
⟦礼拜天⟧ : date weekday=7
⟦周日⟧ : date weekday=7
⟦2019年至2025年⟧ : year 2019..2025
⟦1992年-1997年⟧ : year 1992..1997
⟦2022年末⟧ : year 2022 part=late
⟦次日⟧ : date shift=1
⟦翌日⟧ : date shift=1
⟦第二天⟧ : date second day shift=1
⟦26号⟧， : date day=26
⟦一月⟧ : date month=1
⟦２０１６年⟧ : year 2016
⟦上世纪80年代⟧ : decade 1980
⟦20世纪90年代初⟧ : decade 1990 part=early
⟦八十年代⟧ : decade 1980
⟦90年代⟧ : decade 1990
⟦1980年代⟧ : decade 1980
⟦六七十年代⟧ : decade 1960..1970
⟦本世纪初⟧ : century 21 part=early
⟦21世纪⟧ : century 21
⟦二十世纪⟧ : century 20
⟦上世纪末⟧ : century 20 part=late
⟦本世纪中叶⟧ : century 21 part=mid
⟦19世纪中期⟧ : century 19 part=mid
⟦上午9时30分⟧ : time hour=9 minute=30 half=am
⟦下午3点半⟧ : time hour=15 minute=30 half=pm
⟦晚上8点整⟧ : time hour=20 minute=0 half=pm
⟦凌晨2时⟧ : time hour=2 minute=0 half=am
⟦中午12时⟧ : time hour=12 minute=0 half=pm
⟦17:34:48⟧ : time hour=17 minute=34 half=pm
⟦19:06⟧ : time hour=19 minute=6 half=pm
⟦9时30分⟧ : time hour=9 minute=30
⟦15时⟧ : time hour=15 minute=0 half=pm
⟦12时20分⟧ : time hour=12 minute=20
⟦08H00⟧ : time hour=8 minute=0
⟦下午5时⟧ : time hour=17 minute=0 half=pm
⟦9时半⟧ : time hour=9 minute=30
⟦早上7点半⟧ : time hour=7 minute=30 half=am
⟦20时52分⟧ : time hour=20 minute=52 half=pm
⟦3天⟧ : duration 3 day
⟦两周⟧ : duration 2 week
⟦半年⟧ : duration 0.5 year
⟦半个月⟧ : duration 0.5 month
⟦半小时⟧ : duration 0.5 hour
⟦一个半小时⟧ : duration 1.5 hour
⟦两年半⟧ : duration 2.5 year
⟦3个多月⟧ : duration 3 month more than
⟦三个月⟧ : duration 3 month
⟦24小时⟧ : duration 24 hour
⟦两个半小时⟧ : duration 2.5 hour
⟦5分钟⟧ : duration 5 minute
⟦30秒⟧ : duration 30 second
⟦百年⟧ : duration 100 year
⟦20年⟧ : duration 20 year
⟦12岁⟧以上 : duration 12 year more than
⟦3岁⟧女童 : duration 3 year
⟦两个世纪⟧ : duration 2 century
⟦十天⟧ : duration 10 day
⟦6天内⟧ : duration 6 day
⟦一年半⟧ : duration 1.5 year
⟦737MAX⟧ : label '737MAX'
⟦D771⟧ : label 'D771'
⟦LP28⟧ : label 'LP28'
⟦18912251735⟧ : label '18912251735'
⟦424.10.0.20⟧ : label '424.10.0.20'
⟦COVID-19⟧ : label 'COVID-19'
⟦5G⟧ : label '5G'
⟦010-66778899⟧ : label '010-66778899'
⟦J-20⟧ : label 'J-20'
约⟦300⟧人 : cardinal 300 about
大约⟦20⟧个 : cardinal 20 about
近⟦5亿元⟧ : money 500000000 CNY nearly
超⟦200⟧例 : cardinal 200 more than
逾⟦14万⟧例 : cardinal 140000 more than
不到⟦一年⟧ : duration 1 year less than
至少⟦3⟧人 : cardinal 3 at least
多达⟦530万⟧ : cardinal 5300000 up to
⟦100⟧人左右 : cardinal 100 about
⟦50元⟧以下 : money 50 CNY up to
不超过⟦20元⟧ : money 20 CNY up to
⟦18岁⟧以下 : duration 18 year up to
将近⟦3年⟧ : duration 3 year nearly
最多⟦5⟧个 : cardinal 5 up to
一些
一直
统一
唯一
第一时间
万一
十分重要
九寨沟
三亚
四川
一带一路
二手
千万别忘
百姓
一般
一起
一样
二维码
三峡
五金店
七夕
九江
百货
万科
千方百计
三三两两
乱七八糟
成千上万
⟦百⟧分 : cardinal 100
半导体
零售
两极分化
一旦
千瓦
三星手机
八卦
⟦双十一⟧ : ordinal 11 implied
⟦十四五⟧ : ordinal 14
⟦二十大⟧ : ordinal 20
⟦十九大⟧ : ordinal 19
⟦五一⟧ : date implied month=5 day=1
同比增长⟦8.6%⟧ : percentage 8.6
(⟦九⟧)参加 : cardinal 9
⟦四⟧、改变 : cardinal 4
⟦12⟧+⟦3⟧ : cardinal 12 : cardinal 3
⟦3⟧:⟦0⟧完胜 : cardinal 3 : cardinal 0
⟦9⟧及⟦10月⟧ : date month=9 : date month=10
⟦4⟧、⟦5⟧及⟦6月⟧ : date month=4 : date month=5 : date month=6
⟦3⟧、⟦5日⟧ : date day=3 : date day=5
⟦二四五⟧年级 : cardinal 2..5
⟦三四五六⟧ : cardinal 3..6
⟦7⟧.⟦49岁⟧的李某 : cardinal 7 implied : duration 49 year
增长⟦7.49岁⟧ : duration 7.49 year
李&#183;白
⟦180度⟧大转变 : measure 180 degree rounded
旋转⟦180度⟧ : measure 180 degree
⟦300元港币⟧ : money 300 HKD
⟦95后⟧青年 : decade 1995 implied
⟦九零后⟧ : decade 1990 implied
⟦00后⟧ : decade 2000 implied
⟦7月1日⟧电 : date month=7 day=1 optional
⟦2020年12月底⟧ : date year=2020 month=12 part=late
⟦2月⟧上旬至中旬 : date month=2
⟦5月初⟧ : date month=5 part=early
⟦弱方兑换保证⟧ : cardinal 7.85 implied
⟦強方兌換保證⟧ : cardinal 7.75 implied
以⟦25⟧:⟦21⟧获胜 : cardinal 25 : cardinal 21
⟦21:25⟧到达 : time hour=21 minute=25 half=pm
⟦0⟧—⟦24时⟧ : cardinal 0 : time hour=24 minute=0 half=pm optional
⟦晚上12时⟧ : time hour=0 minute=0 half=am
⟦夜里2时⟧ : time hour=2 minute=0 half=am
⟦今早6时⟧ : time hour=6 minute=0 half=am
⟦午后3时⟧ : time hour=15 minute=0 half=pm
⟦凌晨12时⟧ : time hour=0 minute=0 half=am
⟦深夜2时⟧ : time hour=2 minute=0 half=am
⟦上半年⟧ : ordinal 1 half optional
前⟦三季度⟧ : duration 3 quarter
⟦II⟧级 : cardinal 2 implied
⟦Ⅳ⟧级 : cardinal 4 implied
甲、乙、丙⟦3⟧人 : cardinal 3 optional
这⟦3⟧人 : cardinal 3 optional
(甲)⟦5⟧ 辖下 : cardinal 5 optional
(甲)⟦5⟧个 : cardinal 5
东盟+⟦35⟧ 成员 : label '3'
⟦三十週年⟧ : duration 30 year
⟦六至八⟧人 : cardinal 6..8
⟦一米七⟧的个子 : measure 1.7 m
⟦三块五⟧⟦一斤⟧ : money 3.5 CNY : measure 1 jin
⟦三块⟧五花肉 : money 3 CNY
⟦八块三毛五分钱⟧ : money 8.35 CNY
⟦三元五角⟧ : money 3.5 CNY
⟦三十八度五⟧ : measure 38.5 degree
⟦9秒58⟧ : duration 9.58 second
⟦三七分成⟧ : cardinal 30..70 split
⟦二⟧比⟦一⟧ : cardinal 2 : cardinal 1
⟦五十有六⟧ : cardinal 56
⟦3000年⟧历史 : duration 3000 year
公元前⟦3000年⟧ : year 3000 BC
“⟦七七⟧”事变 : date implied month=7 day=7
⟦一·二八⟧事变 : date implied month=1 day=28
每逢⟦三五⟧ : date implied day=15
每逢⟦三五⟧个人 : cardinal 3..5
⟦249⟧,⟦289⟧,⟦299⟧都有 : cardinal 249 : cardinal 289 : cardinal 299
⟦2月5日⟧⟦一周⟧ : date month=2 day=5 optional : duration 1 week
""".strip().split("\n")
"""A text with ⟦⟧ round its quantities, then what each of them is; without any where a number only seems to stand."""

EXTRACT = extractor_of("zh")
ALPHABET = "0123456789.,:-/%第一二三两十百千万亿点分之成折半年月日时周世纪代个余多约元公里 A$"


@on_each(EXPRESSIONS)
def test_expressions(expression: str) -> None:
    text = expression.split(" : ", 1)[0].replace("⟦", "").replace("⟧", "")
    assert marked(text, EXTRACT(text)) == expression


def test_a_line_break_parts_numerals_that_make_no_number_together() -> None:
    extract = extractor_of("zh")
    assert [one.value for one in extract("共有房间数量为三十五\n七人在场。")] == [35, 7]
    assert [one.value for one in extract("共有房间数量为三十\n七间。")] == [37]


def test_there_are_enough_expressions() -> None:
    assert len(set(EXPRESSIONS)) >= 200


@given(st.text(ALPHABET, max_size=30) | st.text(max_size=30))
def test_spans_are_ordered_disjoint_and_inside(text: str) -> None:
    position = 0
    for quantity in EXTRACT(text):
        assert position <= quantity.span.start < quantity.span.end <= len(text)
        position = quantity.span.end
