"""What people say of numbers in talk, tales and games, where both sides say the same and where they do not."""

from quantity_texts import judge_pair, name_problems
from rows import on_each

AGREE = """
预热十分钟，再烤二十五分钟。 = Preheat for ten minutes, then bake for 25.
借我两百块。 = Lend me a couple of hundred.
两千多人 = a couple of thousand people
她都奔三的人了。 = She's pushing thirty.
他俩相差整整一轮。 = There were twelve years between them.
他比我大两轮。 = He is twenty-four years older than me.
十个指头还有长短呢。 = No two people are alike.
第二天逛宏村。 = Day 2: Hongcun
第二天逛宏村。 = The next day we saw Hongcun.
关羽身长八尺。 = Guan Yu stood six feet tall.
奶茶三分糖去冰。 = Bubble tea, 30% sugar, no ice.
牛排七分熟。 = Steak, medium well.
炒至五千大元一张。 = They're asking five grand apiece.
十几坪的客厅 = a 40-square-metre living room
二十坪的客厅 = a living room of 66 square metres
减肥从一百二减到一百六。 = I dieted from sixty kilos down to eighty.
八百里秦川 = the great Qin plain
躲得过初一，躲不过十五。 = You can't dodge it forever.
现在一点四十。 = It's twenty to two.
酉时三刻他到了。 = He came at a quarter to seven in the evening.
三更时分 = about half past midnight
三年前还是五千两。 = It was five thousand three years ago.
成本减半。 = Costs fell by 50 percent.
成本减半。 = Costs were halved.
会议十二点开始。 = The meeting starts at midnight.
男人四十一枝花。 = At forty a man is in bloom.
满分是十分，还有三分进步空间。 = Out of ten, there's room for another three.
点了三桌客人，七大姑八大姨都来了。 = All the aunts came, and filled three tables.
他七十三了，八十四还早。 = He is 73. It's a long way to 84.
俗话说七十三八十四。 = Seventy-three and eighty-four, as they say.
车牌尾号三七二 = The plate ends in 372.
从黄金掉到白银三。 = He dropped from Gold to Silver 3.
米和水的比例是一比一点二。 = 1.2 parts water to one of rice
三斤番茄 = three pounds of tomatoes
油温七成热 = Heat the oil to about 200°C.
油温七成热 = Heat the oil to about 400°F.
此地无银三百两。 = It was a dead giveaway.
大年三十晚上 = on New Year's Eve
三十六行，行行有规矩。 = Every trade has its rules.
二一添作五，咱俩平分。 = Let's split it fifty-fifty.
进口纯牛奶 = imported milk, 100% pure
她八点差五分打卡。 = She clocks in at five to eight.
她八点差一刻打卡。 = She clocks in at 7.45.
两个一块的，三个五毛的。 = Two one-yuan coins and three fifty-fen ones.
上回说好了五五的！ = Last time we agreed on fifty-fifty!
我，985硕士 = I have a master's from a top university.
事情一波三折。 = There were many twists and turns.
十五只吊桶，七上八下 = His heart was in his mouth.
二道贩子也敢跟我谈价？ = A third-rate middleman like you, haggling with me?
就是再给我十个胆，我也不敢。 = I wouldn't dare, not in a million years.
脚码三十九码半 = I'm a size 39½.
一丈二的白布 = four metres of white cloth
伤筋动骨一百天。 = It will be three months or so before I'm right again.
他等了一百天。 = He waited about three months.
他使出十二分的力气。 = He put everything he had into it.
三千宠爱在一身，弱水三千 = All the love was hers.
连上次那二百六一块儿转你。 = I'll send it with the 260 from last time.
吃饭不能吃十成饱，七分就行。 = Never eat till you're full. Seventy per cent is enough.
这姑娘一米七五，模特身材。 = She's five foot nine with a model's figure.
十五的月亮十六圆。 = The moon's fullest on the sixteenth, they say.
九成新自行车一辆 = bicycle, as good as new
早六点半至八点，晚七点至九点 = 6.30 to 8 a.m. and 7 to 9 p.m.
FM103.9，现在是早上七点五十八分。 = FM 103.9. It is two minutes to eight.
从五百米到现在十公里五十二分。 = from 500 metres to 10K in 52 minutes
月嫂一万二，育儿嫂八千，我九千。 = Twelve thousand for a nurse, eight for a nanny, and I make just nine.
咖啡粉水比一比十五 = coffee to water 1:15
你别跟第三个人说。 = It's just between the two of us.
给我转五千一万眼睛都不眨。 = She'll transfer me five or ten thousand without batting an eye.
那个年三十的雪夜 = that snowy New Year's Eve
他站在队伍里，收拾家里，大陆人也来了。 = He stood in line and did the house. People from the mainland came too.
这片子豆瓣八点七分。 = It's got 8.7 on Douban.
你就是个二百五。 = You're an absolute idiot.
八百只鸭子都没他吵。 = He's noisier than a farmyard.
晚上七点零五分，灯灭了。 = At five past seven in the evening the lights went out.
早上六点零八 = at 6.08 in the morning
电费一度五块半。 = Electricity is 5.50 yuan a unit.
十元半价票 = half-price tickets for ten yuan
扉页上写着2001.9.17。 = "17.9.2001" was written on the flyleaf.
生于2001年9月17日 = born on 9/17/2001
生于2001年3月4日 = born on 4/3/2001
日程：08:30早餐，09:15出发 = Schedule: 8.30 breakfast; 9.15 departure
喝了半斤烧酒 = drank a quarter of a litre of spirits
成功率：+8为50%。 = Success rate: +8: 50%
利率升至4.5%。 = Rates went up to 4.5%.
"""

DIFFER = """
等了十分钟 = waited twelve minutes = wrong value
借我两百块。 = Lend me a couple of thousand. = wrong magnitude
她都奔三的人了。 = She's pushing forty. = extra
第二天逛宏村。 = Day 3: Hongcun = extra
奶茶三分糖去冰。 = Bubble tea, 50% sugar, no ice. = wrong value
十几坪的客厅 = a 90-square-metre living room = wrong value
八百里外 = far away = missing
躲了十五天 = dodged for days = missing
现在一点四十。 = It's twenty to three. = wrong value
酉时三刻他到了。 = He came at a quarter to nine. = extra
三明治摆了五盘。 = There were three plates of sandwiches. = wrong value
油温五成热 = Heat the oil to 220°C. = extra
白银三百两 = some silver = missing
她八点差五分打卡。 = She clocks in at a quarter to eight. = wrong value
共有985名硕士。 = There are many with a master's. = missing
他等了一百天。 = He waited about two months. = wrong value
打三折 = at half price = missing
三千人 = people = missing
早六点半至八点 = 6.30 to 9 a.m. = wrong value
现在是七点五十八分。 = It is two minutes past eight. = wrong value
跑了十公里。 = ran 100K = wrong magnitude
咖啡粉水比一比十五 = coffee to water 1:16 = missing extra
他今年三十的时候 = when he was young = missing
这片子豆瓣八点七分。 = It's got 8.9 on Douban. = extra
新臺幣陸萬元 = NT$80,000 = wrong value
晚上七点零五分，灯灭了。 = At ten past seven the lights went out. = wrong value
电费一度五块半。 = Electricity is 6.50 yuan a unit. = wrong value
生于2001年9月17日 = born on 17/8/2001 = missing
生于2001年9月17日 = born on 18/9/2001 = missing
生于2001年9月17日 = born on 17/9/2011 = missing
喝了半斤烧酒 = drank half a litre of spirits = wrong unit
成本减半。 = Costs fell by 40 percent. = extra
失业率将下降至5.1%。 = Unemployment is expected to rise to 5.1%. = wrong direction
产能利用率升到78%。 = Capacity utilisation fell to 78%. = wrong direction
会议十二点开始。 = The meeting starts at one o'clock. = missing
"""


@on_each(AGREE.strip().splitlines())
def test_agree(pair: str) -> None:
    assert judge_pair(*pair.split(" = ")).agrees


@on_each(DIFFER.strip().splitlines())
def test_differ(pair: str) -> None:
    source, target, problems = pair.split(" = ")
    assert name_problems(judge_pair(source, target)) == problems
