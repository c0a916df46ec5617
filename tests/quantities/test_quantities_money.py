"""Amounts of money, in every way they are written: which agree with a translation, which do not, what is said then."""

import pytest
from quantity_texts import EN, ZH, assert_agrees, assert_differs
from rows import on_each

from align import check_text
from align.quantities.currencies import settle_currencies

AGREE = """
营业额港币186.4亿元 = HK$18.64 billion
营业额为港币一百八十六亿元。 = Turnover was HK$18.6 billion.
银行借款为港币38.5亿元。 = Bank borrowings were HK$3.85 billion.
港币五十元 = HK$50
港币约五十元 = about HK$50
美金30元 = US$30
新台币五千万元 = NT$50 million
新台币五百元至六百元 = NT$500 to NT$600
五千万元台币 = NT$50 million
日币两千元 = 2,000 yen
欧元十万元 = €100,000
澳门币三千元 = MOP3,000
澳門幣3,000元 = MOP$3,000
八百块港纸 = HK$800
人民币3年升值5% = The renminbi rose 5% in 3 years.
门票50元，学生半价。 = Admission is NT$50, half price for students.
每股盈餘12.6元 = NT$12.60
四千塊 = NT$4,000
给我一块钱。 = Give me one dollar.
一点二亿元 = RMB120 million
一点四亿人口 = 140 million people
两点五亿 = 250 million
三点八万人 = 38,000 people
零点五个百分点 = 0.5 percentage points
每股港币0.485元 = HK48.5 cents a share
每股0.485港元 = 48.5 HK cents a share
每股0.485港元 = HK$0.485 a share
六毛 = sixty cents
0.25美元 = 25 cents
0.25美元 = 25 US cents
0.3欧元 = 30 euro cents
0.75英镑 = 75 pence
月租四萬五 = HK$45,000 a month
月租四万五。 = The rent is HK$45,000 a month.
一碗賣七蚊 = HK$7 a bowl
廿四味 = Twenty-four flavours
卅六计 = thirty-six stratagems
少了五千 = five grand short
一万块 = ten grand
两百块 = 200 bucks
五十英镑 = fifty quid
50万元 = 500k yuan
5万元 = 50k yuan
5万元 = RMB50k
三个亿 = 300 million
两个多亿 = over 200 million
五个亿的投资 = an investment of 500 million
3个亿 = 300 million
九块九活动 = the 9.9-yuan campaign
九块九包邮 = 9.9 yuan with free delivery
增长一点五倍 = grew 1.5 times
一点八米 = 1.8 metres
一点五个百分点 = 1.5 percentage points
一點四億人口 = 140 million people
十二点五亿美元 = $1.25 billion
百分之一点五 = 1.5 percent
一点二五亿元 = RMB125 million
三十四点五六万亿元 = 34.56 trillion yuan
港币一百八十六点四亿元 = HK$18.64 billion
一点一滴 = bit by bit
早一点三人一起去。 = Three people went a bit earlier.
下午一点四十分 = 1:40 p.m.
他要20块。 = He wants 20 bucks.
每股5美分 = 5 cents a share
5至10美分 = 5 to 10 cents
每股港币5仙 = HK5 cents a share
每股派息48.5港仙 = HK48.5 cents a share
每股派息48.5仙 = HK48.5 cents a share
花了50便士 = fifty pence
0.32元 = 32 cents
0.99美元 = 99¢
百分之五 = five per cent
他有两架三角钢琴。 = He has two grand pianos.
一共5000，少了3000。 = Five grand in all, three grand short.
月薪50k = a monthly salary of 50k
月薪50k = a monthly salary of 50,000
月薪五万 = a monthly salary of 50k.
预算5000美元 = a $5k budget
4K电视 = a 4K TV
跑了10k = ran 10K
花了5k = spent 5k
两个半亿 = 250 million
3.5个亿 = 350 million
十几个亿 = over a billion
三个亿万富翁 = three billionaires
三个亿元项目 = three projects worth 100 million yuan
月租四万五 = 45,000 yuan
三块五花肉 = three pieces of pork belly
九块九店 = 9.9-yuan shop
九块九特价 = a special price of 9.9 yuan
两百三 = 230
二百五十块 = 250 yuan
一千二 = 1,200
一千二百块 = 1,200 yuan
三万八 = 38,000
四億三千萬元 = NT$430 million
逾萬人參加 = more than ten thousand people
百萬富翁 = a millionaire
每股派息人民币3.2分 = RMB3.2 cents a share
每股派息人民幣0.032元 = RMB3.2 cents a share
公司全年收入为人民币1,234.5百万元。 = The Company's revenue for the year was RMB1,234.5 million.
净利润同比增长12.3%至人民币3.2亿元。 = Net profit rose 12.3% year on year to RMB320 million.
每股基本盈利为港币1.25元。 = Basic earnings per share were HK$1.25.
末期股息每股港币15仙。 = A final dividend of HK15 cents per share.
這件衣服三五百塊。 = This shirt costs three to five hundred dollars.
这件衣服三五百块。 = This shirt costs 300 to 500 yuan.
损失上千万元。 = The loss ran to over ten million yuan.
他欠了百八十万。 = He owes about a million or so.
市值近千亿元。 = Its market value is nearly 100 billion yuan.
造成数以亿计的损失。 = It caused losses of hundreds of millions.
¥199/人 = ¥199 per person
￥3,999起 = from RMB3,999
原价￥3,999，现价￥2,999。 = Was RMB3,999, now RMB2,999.
US$5,000万 = US$50 million
HK$2.5億 = HK$250 million
票價HK$80至HK$120。 = Tickets are HK$80 to HK$120.
票价80港元至120港元。 = Tickets are HK$80 to HK$120.
票价80-120港元。 = Tickets cost HK$80–120.
新台幣1億2,000萬元 = NT$120 million
月薪兩萬八。 = He earns NT$28,000 a month.
每平方米5.8万元 = 58,000 yuan per square metre
一斤十二块五。 = 12.5 yuan a jin.
两块钱一个。 = Two yuan each.
三万五千元 = 35,000 yuan
35,000元人民币 = RMB35,000
壹佰贰拾万元整 = One million two hundred thousand yuan only
人民币（大写）叁万伍仟元整 = RMB35,000
注册资本5000万元人民币 = a registered capital of RMB 50m
融资额达1.5亿美金。 = It raised $150 million.
约合13.8亿美元 = about US$1.38bn
罚款50至200元 = a fine of 50 to 200 yuan
罚款50元以上200元以下 = a fine of between 50 and 200 yuan
油价每升涨0.15元。 = Petrol went up by 15 cents a litre.
电费每度0.56元。 = Electricity costs 0.56 yuan per kWh.
起步价14元，每公里2.5元。 = The flag fall is 14 yuan, then 2.5 yuan a kilometre.
赚了几十块。 = He made a few dozen yuan.
赚了几百万。 = He made several million.
花了两千多块。 = He spent more than 2,000 yuan.
花了小一万。 = He spent nearly ten thousand.
1英镑兑9.1元人民币。 = One pound is worth 9.1 yuan.
汇率为1美元兑7.8港元。 = The rate is 7.8 Hong Kong dollars to the US dollar.
汇率为1美元兑7.8港元。 = The rate is HK$7.8 to US$1.
澳门币一千二百万元 = MOP12 million
韩币三万元 = 30,000 won
泰铢五百 = 500 baht
新币五百元 = S$500
加币三百元 = C$300
澳币2,000元 = A$2,000
英镑三百元 = £300
人民币一百元 = RMB100
日圆三万 = 30,000 yen
十万块钱 = 100,000 yuan
十来万块 = some 100,000 yuan
二十几万 = over 200,000
一个亿 = 100 million
1.2个亿 = 120 million
四五个亿 = four to five hundred million
上百亿元 = more than ten billion yuan
千亿级市场 = a market worth 100 billion
两百五 = 250
四千八 = 4,800
月租四千八百蚊 = HK$4,800 a month
十蚊 = ten dollars
廿蚊 = HK$20
$500港币 = HK$500
港币$500 = HK$500
港币（下同）500元 = HK$500
HKD 5,000 = HK$5,000
USD5,000 = US$5,000
美元5,000万元 = US$50 million
港元3.2亿元 = HK$320 million
RMB 3.5亿 = RMB350 million
人民币0.5元 = 50 cents
5万澳门元 = 50,000 patacas
2.5万新台币 = NT$25,000
一元 = one yuan
一块二 = 1.20 yuan
每桶75.3美元 = $75.30 a barrel
10万+ = 100,000+
3亿多元 = over 300 million yuan
三亿多元 = over RMB300 million
港币三亿多元 = over HK$300 million
人民币近五百亿元 = nearly RMB50 billion
港币四十至五十亿元 = HK$4 billion to HK$5 billion
分别为港币1,000元及2,000元 = HK$1,000 and HK$2,000 respectively
美金一百元和两百元 = US$100 and US$200
三百大洋 = 300 silver dollars
五十两银子 = fifty taels of silver
两到三百万 = two to three million
两到三千万 = 20 to 30 million
五到十万 = 50,000 to 100,000
三到十五万 = 30,000 to 150,000
20万至30万 = two to three hundred thousand
一千两百 = 1,200
一万两千块 = 12,000 yuan
五十两银子 = fifty ounces of silver
一百两黄金 = 100 taels of gold
一年的路税马币十几千。 = The road tax is more than ten thousand ringgit a year.
百八十块 = a hundred yuan or so
百八十万 = a million or so
一百八十万 = 1.8 million
四川人两三百 = two to three hundred
每股三角二分 = 32 HK cents per share
九块九根本就是赔本。 = At 9.9 you lose money.
三角二分 = 32 cents
三毛五 = 35 cents
五角钱 = fifty cents
八毛钱 = 80 cents
5分钱 = 5 cents
港币五毛 = HK$0.5
他口袋里只剩十块零五毛。 = He had only 10.5 yuan left.
"""
DIFFER = """
每股三角二分 = HK$3.2 per share = wrong unit
营业额港币186.4亿元 = RMB18.64 billion = wrong unit
新台币五百元 = 500 yuan = wrong unit
五千万元台币 = 50 million yuan = wrong unit
50元人民币 = NT$50 = wrong unit
门票50元 = Admission is €50. = wrong unit
门票50元 = Admission is US$50. = wrong unit
门票50元 = Admission is $50. = wrong unit
门票50元，学生半价。 = Admission is NT$60, half price for students. = wrong value
一点二亿元 = RMB200 million = wrong value
0.485港元 = HK49.5 cents = wrong value
一点五亿元 = RMB500 million = wrong value
一点四亿人口 = 400 million people = wrong value
每股5美分 = 50 US cents a share = wrong magnitude
每股派息0.485港元 = US48.5 cents a share = wrong unit
5元 = 5 cents = wrong magnitude
三个亿 = 30 million = wrong magnitude
月租四萬五 = HK$40,500 a month = wrong value
每股派息人民币3.2分 = RMB3.2 a share = wrong magnitude
每股派息人民币3.2分 = HK3.2 cents a share = wrong unit
公司全年收入为人民币1,234.5百万元。 = The Company's revenue for the year was RMB12,345 million. = wrong magnitude
净利润同比增长12.3%至人民币3.2亿元。 = Net profit rose 12.3% year on year to RMB32 million. = wrong magnitude
每股基本盈利为港币1.25元。 = Basic earnings per share were HK$1.52. = wrong value
末期股息每股港币15仙。 = A final dividend of HK$15 per share. = wrong magnitude
这件衣服三五百块。 = This shirt costs 30 to 50 yuan. = wrong magnitude
损失上千万元。 = The loss ran to over one million yuan. = wrong magnitude
市值近千亿元。 = Its market value is nearly 10 billion yuan. = wrong magnitude
¥199/人 = $199 per person = wrong unit
原价￥3,999，现价￥2,999。 = Was RMB3,999, now RMB2,899. = wrong value
US$5,000万 = US$5 million = wrong magnitude
HK$2.5億 = HK$25 million = wrong magnitude
票价80-120港元。 = Tickets cost HK$80–150. = wrong value
新台幣1億2,000萬元 = NT$12 million = wrong magnitude
月薪兩萬八。 = He earns NT$20,800 a month. = wrong value
每平方米5.8万元 = 5,800 yuan per square metre = wrong magnitude
一斤十二块五。 = 12.05 yuan a jin. = wrong value
人民币（大写）叁万伍仟元整 = RMB30,500 = wrong value
注册资本5000万元人民币 = a registered capital of RMB 500m = wrong magnitude
融资额达1.5亿美金。 = It raised 150 million yuan. = wrong unit
约合13.8亿美元 = about US$13.8bn = wrong magnitude
起步价14元，每公里2.5元。 = The flag fall is 14 yuan, then 25 yuan a kilometre. = wrong magnitude
花了两千多块。 = He spent more than 20,000 yuan. = wrong magnitude
1英镑兑9.1元人民币。 = One pound is worth 9.1 dollars. = wrong unit
汇率为1美元兑7.8港元。 = The rate is HK$8.7 to US$1. = wrong value
韩币三万元 = 3,000 won = wrong magnitude
新币五百元 = HK$500 = wrong unit
一个亿 = 10 million = wrong magnitude
四千八 = 4,008 = wrong value
月租四千八百蚊 = HK$8,400 a month = wrong value
2.5万台币 = NT$2,500 = wrong magnitude
一块二 = RMB1.02 = wrong value
每桶75.3美元 = $73.50 a barrel = wrong value
港币3亿多元 = over HK$30 million = wrong magnitude
人民币近五百亿元 = nearly HK$50 billion = wrong unit
港币四十至五十亿元 = HK$4 billion to HK$5.5 billion = wrong value
五百两银子 = fifty taels of silver = wrong magnitude
他花了5毛钱 = He spent 5 cents = wrong magnitude
"""


def _split(lines: str) -> list[str]:
    return [line for line in lines.splitlines() if line]


def _list_findings(source: str, target: str, path: str = "a.txt") -> list[str]:
    found = [one.finding for one in check_text(target, source=source, path=path).diagnostics]
    return [f"{one.severity.name.lower()}: {one.message.removeprefix('The source says ')}" for one in found]


@on_each(_split(AGREE))
def test_agree(pair: str) -> None:
    assert_agrees(pair)


@on_each(_split(DIFFER))
def test_differ(pair: str) -> None:
    assert_differs(pair)


@pytest.mark.parametrize(
    ("text", "target", "others"),
    [
        ("門票50元。", "It is $50.", "HKD TWD MOP SGD $"),
        ("收入港币3亿元，门票50元。", "It is $50.", "HKD TWD MOP SGD $"),
        ("门票50元。", "It is $50.", "HKD TWD MOP SGD"),
        ("门票50块。", "It is $50.", "HKD TWD MOP SGD"),
        ("他去美国，花了50块。", "It is $50.", "HKD TWD MOP SGD $"),
        ("门票50元。", "It is HK$50, or 50 dollars.", "HKD TWD MOP SGD $"),
        ("人民币升值，门票50元。", "It is HK$50.", ""),
        ("人民币升值，香港门票50元。", "It is HK$50.", "HKD TWD MOP SGD $"),
    ],
)
def test_what_yuan_means_depends_on_the_text(text: str, target: str, others: str) -> None:
    (settled,) = settle_currencies([ZH(text)], [EN(target)], text)
    assert settled[-1].others == tuple(others.split())


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (
            "门票50元。",
            "It is NT$60.",
            ["warning: “50元” (50 New Taiwan dollars); the translation says “NT$60”. Correct one of them."],
        ),
        (
            "台币五百元。",
            "500 yuan.",
            [
                "warning: “台币五百元” (500 New Taiwan dollars); the translation says “500 yuan”, another currency. "
                "Correct one of them."
            ],
        ),
        (
            "给我一块钱。",
            "Give me one dollar.",
            ["info: “一块钱” (1 yuan); the translation says “one dollar”, another currency. Correct one of them."],
        ),
        (
            "今天八八折。",
            "It is 88% off today.",
            ["warning: “八八折” (12% off); the translation says “88% off”, another discount. Correct one of them."],
        ),
    ],
)
def test_what_is_said(source: str, target: str, said: list[str]) -> None:
    assert _list_findings(source, target) == said


TABLE = """
| {} | 2022 | 2023 |
|---|---|---|
| {} | 168.4 | 170.2 |
| {} | {} | {} |
| {} | 12,345 | 12,500 |
"""
SOURCE = TABLE.format("项目", "总耗水量（万立方米）", "慈善捐款（万元）", "3,260", "4,125", "员工人数")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("41.3", []),
        ("413", ["warning: “4,125” (41.25); the translation says “413”. Correct one of them."]),
        ("53.1", ["warning: The translation says “53.1”; the source does not."]),
    ],
)
def test_titles_of_tables_say_how_numbers_are_scaled(last: str, said: list[str]) -> None:
    table = TABLE.format("Item", "Water consumption (thousand m³)", "Donations (RMB million)", "32.6", last, "Staff")
    target = table.replace("168.4", "1,684").replace("170.2", "1,702")
    assert _list_findings(SOURCE, target, "a.md") == said


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("总耗水量（万立方米） 168.4", "Total water consumption (thousand m³) 1,684", 0),
        ("总耗水量（万立方米） 168.4", "Total water consumption (thousand m³) 168.4", 1),
        ("慈善捐款（万元）3,260", "Charitable donations (RMB million) 32.6", 0),
        ("慈善捐款（万元）3,260", "Charitable donations: RMB32.6 million", 0),
        ("慈善捐款（万元）3,260", "Charitable donations (RMB million) 326", 2),
        ("慈善捐款3,260万元", "Charitable donations (RMB million) 32.6", 0),
        ("慈善捐款（百万元）32.6", "Charitable donations (HK$ million) 32.6", 0),
        ("营业额（亿元）123.45", "Turnover (RMB million) 12,345", 0),
        ("营业额（千元）12,345", "Turnover (HK$'000) 12,345", 0),
        ("營業額 港幣千元 12,345", "Turnover HK$’000 12,345", 0),
        ("（万元）", "(RMB million)", 0),
        ("单位：万元", "Unit: RMB10,000", 0),
        ("单位：万元，其中2023年12人", "Unit: RMB million, of which 12 in 2023", 1),
    ],
)
def test_a_title_beside_its_number(source: str, target: str, count: int) -> None:
    assert len(_list_findings(source, target)) == count
