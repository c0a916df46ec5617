"""Quantities that are wrong by the words around them: those that changed places, and those with another sense."""

from quantity_texts import EN, ZH
from rows import on_each

from align.quantities.compare import compare
from align.quantities.judgements import judge
from align.quantities.passages import Passage

RIGHT = """
双方于5月18日签署了5项协议。 = The two sides signed 5 agreements on May 18.
长50宽30米 = It is 50 metres long and 30 wide.
长50米，重30 = It weighs 30 and is 50 metres long.
这10个3岁孩子 = these ten 3-year-olds
他30岁时来到深圳，在那里工作了12年。 = He came to Shenzhen at 30 and worked there for 12 years.
他30岁时来到深圳，在那里工作了12年。 = The 30-year-old came to Shenzhen and worked there for 12 years.
他12岁时来到深圳，30岁时离开。 = He came to Shenzhen at 12 and left at 30.
增幅由5%扩大到8%。 = Growth widened from 5% to 8%.
增幅由5%扩大到8%。 = Growth widened to 8% from 5%.
出口由5%增至8%，进口由8%降至5%。 = Exports went from 5% to 8%, imports from 8% to 5%.
气温为零下30摄氏度。 = It is -30 degrees Celsius.
气温为零下30摄氏度。 = It is 30 degrees Celsius below zero.
气温为零下30摄氏度。 = It is minus 30 degrees.
严寒达零下30度。 = It was freezing, 30 degrees.
气温由零下5度升至30度。 = It rose from minus 5 to 30 degrees.
气温为-30℃。 = It is -30°C.
出口下降3%。 = Exports fell by about 3%.
降幅收窄3个百分点。 = The decline narrowed by 3 percentage points.
降幅下降3个百分点。 = The pace rose by 3 percentage points.
出口没有增长3%。 = Exports fell 3%.
人民币对美元汇率下跌3%。 = The dollar rose 3%.
油价每升3元。 = Petrol is down 3 yuan.
出口下降3%。 = Exports did not rise 3%.
出口下降3%。 = Exports rose 3% less.
出口拖累经济增长3%。 = Exports dragged the economy down by 3%.
出口下降3%，进口增长3%。 = Imports rose 3% and exports fell 3%.
人民币贬值至7.2元。 = The dollar rose to 7.2 yuan.
出口下降至3%。 = Exports fell to 3%.
最高涨至5元。 = It rose up to 5 yuan.
就业增长3%。 = Unemployment fell by 3%.
项目推迟到三年后。 = The project was put off by three years.
有关问题在2个月前就出现。 = The problem dates from 2 months ago.
病毒在发病前三天的传染性最强。 = It spreads most in the first three days after the onset.
指示灯亮1分钟后熄灭。 = The light is on for 1 minute before it goes out.
每周三次 = three times a week, on Thursdays
严寒达30度。 = It was minus 30 degrees.
气温为20到30℃。 = It is 20-30°C.
参加者不少于500人。 = No fewer than 500 people took part.
参加者不超过500人。 = Fewer than 500 people took part.
近500人参加。 = Up to 500 people took part.
18岁以上者方可投票。 = No one under 18 may vote.
车速低于60公里的车辆不得上高速。 = Only vehicles doing at least 60 kilometres an hour may use the motorway.
近10年，公司不断壮大。 = The company grew over 10 years.
超过30天未付款者将被罚款。 = Pay within no more than 30 days, or a fine is due.
请在2月1日之前申请。 = No applications are accepted after February 1.
3月1日前后动工。 = Work begins after March 1.
三天后，他去世了。 = He died three days later.
同比-3.2% = Down 3.2% year on year
同比变动（%）：-3.2 = Change from a year earlier (%): (3.2)
增长为负3.5%。 = The economy contracted by 3.5%.
型号A-3.5 = Model A-3.5
他花了100块钱。 = He spent a hundred on it.
出了20万个万元户。 = There were 200,000 rich households.
收入从300万元增至500万元。 = Revenue rose from 3 million to 5 million yuan.
营业收入350万元 = Operating revenue of 3.5 million
""".strip().split("\n")

WRONG = """
双方于5月18日签署了5项协议。 = The two sides signed 18 agreements on May 5. = 5月18日 May 5, 5 18
双方于18日签署了5项协议。 = The two sides signed 18 agreements on the 5th. = 18日 5th, 5 18
今年3月15日，公司裁员20人。 = On March 20 the company laid off 15 people. = 3月15日 March 20, 20 15
公司有30名员工，办公面积50平方米。 = It has 50 employees and 30 square metres. = 30 50, 50平方米 30 square metres
他们花了30元买50个苹果。 = They bought 30 red apples for 50 yuan. = 30元 50 yuan, 50 30
增长30%，涉及50家企业。 = It rose by 50% in 30 firms. = 30% 50%, 50 30
他30岁时来到深圳，在那里工作了12年。 = He came to Shenzhen at 12 and worked there for 30 years. = 30岁 12, 12年 30 years
他30岁时来到深圳，在那里工作了12年。 = Aged 12, he came and worked there for 30 years. = 30岁 12, 12年 30 years
他30岁时来到深圳，住了12年。 = The 12-year-old stayed for 30 years. = 30岁 12-year-old, 12年 30 years
增幅由5%扩大到8%。 = Growth widened from 8% to 5%. = 5% 8%, 8% 5%
出口下降3%。 = Exports rose 3%. = 下降3% rose 3%
出口下降至3%。 = Exports rose to 3%. = 下降至3% rose to 3%
失业率下降3%。 = Unemployment rose by 3%. = 下降3% rose by 3%
每人最多可以上传五个文件。 = Each may upload at least five files. = 最多可以上传五 at least five
申请人至少要有两年经验。 = Applicants need at most two years of experience. = 至少要有两年 at most two years
三年后，他去世了。 = He died three years ago. = 三年后 three years ago
请在三十天之内付款。 = Please pay after thirty days. = 三十天之内 after thirty days
六十五岁以上老人免费。 = Free for people under 65. = 六十五岁以上 under 65
有效期至2025年12月31日止。 = Valid from December 31, 2025. = 2025年12月31日止 from December 31, 2025
图书馆每周三闭馆。 = The library is closed on Thursdays. = 周三 Thursdays
他下周一来。 = He comes next Tuesday. = 周一 Tuesday
这袋大米重25公斤。 = The bag of rice weighs 25 pounds. = 25公斤 25 pounds
出口同比增长了约3.5%。 = Exports dropped by nearly 3.5%. = 增长了约3.5% dropped by nearly 3.5%
利率上升0.2個百分點。 = Rates were down 0.2 percentage points. = 上升0.2個百分點 down 0.2 percentage points
利润减少3亿元。 = Profits increased by 300 million yuan. = 减少3亿元 increased by 300 million yuan
出口下降3%。 = It saw a 3% increase. = 下降3% 3% increase
气温升至30℃。 = It rose to -30°C. = 30℃ -30°C
气温升至30度。 = It rose to minus 30 degrees. = 30度 minus 30 degrees
气温升至30度。 = It rose to 30 degrees below zero. = 30度 30 degrees
气温为零下30摄氏度。 = It is 30 degrees Celsius. = 零下30摄氏度 30 degrees Celsius
27日，上海推出20条措施。 = Shanghai, on the 20th, launched 20 measures. = 27日 20th
参加者不少于500人。 = No more than 500 people took part. = 不少于500 No more than 500
500多人参加。 = Fewer than 500 people took part. = 500多 Fewer than 500
60岁以下的员工 = employees over the age of 60 = 60岁以下 over the age of 60
罚款最高可达10万元。 = The fine is at least 100,000 yuan. = 最高可达10万元 at least 100,000 yuan
近九成企业复工。 = More than 90 percent of firms reopened. = 近九成 More than 90 percent
请在2月1日之前申请。 = Apply after February 1. = 2月1日之前 after February 1
两天后，他被捕。 = He was arrested two days ago. = 两天后 two days ago
同比：+18.3% = Change: -18.3% = +18.3% -18.3%
毛利率为负3.5%。 = The margin was 3.5%. = 负3.5% 3.5%
他被罚款2000元。 = He was fined 2,000. = 2000元 2,000
二十届三中全会 = the Third Plenary Session of the 19th Central Committee = 二十 19th
""".strip().split("\n")


def find_wrong(source: str, target: str) -> str:
    """What is wrong in a pair of texts, and nothing else: of each, how the source and the target have it."""
    left, right = ZH(source), EN(target)
    found = judge(Passage(compare(left, right), source, target, left, right))
    assert not found.missing and not found.extra
    return ", ".join(f"{source[slice(*one.source.span)]} {target[slice(*one.target.span)]}" for one in found.wrong)


@on_each(RIGHT)
def test_right(pair: str) -> None:
    assert find_wrong(*pair.split(" = ")) == ""


@on_each(WRONG)
def test_wrong(pair: str) -> None:
    source, target, wrong = pair.split(" = ")
    assert find_wrong(source, target) == wrong


def test_a_quantity_of_the_same_kind_stands_for_the_one_that_is_missing() -> None:
    source, target = "尺寸18mm，男39.5，有20+人评价。", "It is 20 mm, for men 39.5 mm, and 3 people rated it."
    left, right = ZH(source), EN(target)
    found = judge(Passage(compare(left, right), source, target, left, right))
    assert [(source[slice(*one.source.span)], target[slice(*one.target.span)]) for one in found.wrong] == [
        ("18mm", "20 mm")
    ]
    assert [source[slice(*one.span)] for one in found.missing] == ["20"]
    assert [target[slice(*one.span)] for one in found.extra] == ["3"]


def test_a_table_is_not_judged() -> None:
    source, target = "零下30度，" * 301, "30 degrees, " * 301
    assert find_wrong(source, target) == ""


def test_of_more_than_three_hundred_numbers_those_without_an_equal_are_compared() -> None:
    for count in (300, 301):
        source, target = "3人，" * (count - 1) + "5人。", "3 people, " * (count - 1) + "8 people."
        assert len(compare(ZH(source), EN(target)).wrong) == 1


def test_among_many_numbers_none_stands_for_another() -> None:
    source = "18mm，" + "".join(f"{number}人，" for number in range(30, 55))
    target = "3 people, " + "".join(f"{number} mm, " for number in range(30, 55))
    left, right = ZH(source), EN(target)
    assert judge(Passage(compare(left, right), source, target, left, right)).wrong == ()
