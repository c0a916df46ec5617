"""Pairs of sentences whose quantities look different and agree, and those next to them that differ."""

import pytest
from quantity_texts import EN, ZH, assert_agrees, assert_differs
from rows import on_each

from align.quantities.compare import compare
from align.quantities.liberties import is_said_elsewhere
from align.quantities.passages import list_values

AGREE = """
去年交付了二十几艘船。 = It delivered some two dozen ships last year.
去年交付了二十几艘船。 = It delivered twenty-odd ships last year.
恢复了几十个村庄，其中十个在湖南。 = Dozens of villages were restored, ten of them in Hunan.
上个世纪六十年代 = in the sixties of last century
门票最低八十元。 = Tickets start at 80 yuan.
他以0.02秒之差落败。 = He lost by two hundredths of a second.
沈宜清逝世，享年九十七岁 = Shen Yiqing, botanist, 1927–2024
沈宜清逝世，享年九十六岁 = Shen Yiqing, botanist, 1927–2024
放八角两颗。 = Add two star anise.
他站在三元桥上。 = He stood on Sanyuan Bridge.
风速每秒二十米。 = Winds of around 70 kilometres an hour.
风速为72公里/小时。 = The wind blew at 20 metres a second.
750克五花肉 = 750 g (1 lb 10 oz) of pork belly
750克五花肉 = 1 lb 10 oz of pork belly
发病率为十万分之三。 = It affects three in every 100,000 people.
不到三成的家庭有电视。 = Fewer than three households in ten had television.
每10万人中有3人患病。 = Three people in 100,000 have it.
第三十三届夏季奥运会 = the Games of the XXXIII Olympiad
路易十四 = Louis XIV
四万万同胞 = 400 million compatriots
三个城市，十个省 = three cities in ten provinces
额定功率1500W。 = Its rated power is 1.5 kW.
装机容量为500kW。 = The installed capacity is 0.5 MW.
装机1.2GW。 = 1,200 MW are installed.
储能20GWh。 = It stores 20 gigawatt-hours.
限速60km/h。 = The speed limit is 37 mph.
重约500g。 = It weighs half a kilo.
判处有期徒刑三年六个月。 = He was jailed for three and a half years.
判处有期徒刑三年半。 = He was jailed for three years and six months.
一年零三个月后 = fifteen months later
他等了四小时三十分。 = He waited for four and a half hours.
他等了一小时20分。 = He waited for 80 minutes.
2小时15分30秒 = 2 hours, 15 minutes and 30 seconds
婴儿重8斤6两。 = The baby weighed 4.3 kg.
他买了三斤六两肉。 = He bought 1.8 kilos of meat.
比分为四十分。 = a score of forty
他们花了10万元。 = They spent 100, 000 yuan.
该校有6000名学生。 = The school has 6 000 students.
该校有16000名学生。 = The school has 16 000 students.
2008年，000房间有300人。 = In 2008 300 people were there.
该班有25人。 = There are Twenty - five people in the class.
有1000万到1200万人受影响。 = 10 or 12 million people are affected.
有1000万或1200万人受影响。 = Some 10 or 12 million people are affected.
有250万人受影响。 = Two and a half million people are affected.
有250万人受影响。 = 2 and a half million people are affected.
损失达几十亿，甚至上百亿。 = The loss is billions, or even ten billions.
投资数十亿甚至百亿元。 = Investing billions, or even ten billions, of yuan.
产量增长了7倍。 = Output grew sevenfold.
产量增至原来的5倍。 = Output grew fivefold.
产量增长了15倍。 = Output grew fifteenfold.
产量增长了20倍。 = Output grew 20-fold.
产量增长了20倍。 = Output grew twentyfold.
产量增长了7倍。 = Output grew eight-fold.
该相机有2400万像素。 = The camera has 24 megapixels.
该手机配4800万像素镜头。 = The phone has a 48-megapixel lens.
该手机配4800万像素镜头。 = The phone has a 48MP lens.
他瘦了20磅。 = He lost 20 pounds.
他体重180磅。 = He weighs 180 pounds.
他花了180英镑。 = He paid 180 pounds.
2023年，她赢得冠军。 = In 2023 won the title.
她在2023年夺冠。 = The team that in 2023 won the title.
它花了3万韩元。 = It cost 30,000 won.
他花了20美元。 = He paid 20 bucks.
他花了20元钱。 = He paid 20 bucks.
他花了20块。 = It cost him twenty bucks.
1992年他来到深圳。 = He came to Shenzhen in '92.
1992年他来到深圳。 = He came to Shenzhen in ’92.
1998届毕业生。 = The class of '98.
资产于2009年增长。 = Assets grew in 20092.
第三支柱披露要求 = Pillar 33 disclosure
自1994年起计为4.7%3。 = It is 4.7%3 since 19943.
东盟+32成员 = ASEAN+32 members
東盟+3 宏觀經濟研究辦公室 = ASEAN+3 Macroeconomic Research Office
中国队以8比7获胜。 = China won 8-7.
中国队以8:7获胜。 = China won 8-7.
中国队8-7获胜。 = China won 8-7.
中国队以21:25负于美国队。 = China lost to the US 21-25.
女排以25比21战胜对手。 = The women won 25-21.
女排以21:25、25:18、15:13取胜。 = The women won 21-25, 25-18, 15-13.
火车21:25到达。 = The train arrives at 21:25.
火车21:25到达。 = The train arrives at 9:25 p.m.
二零二三年增长3%。 = It grew 3% in 2023.
庆祝香港回归祖国三十週年。 = Celebrating the 30th anniversary of Hong Kong's return.
庆祝成立30周年。 = Celebrating its 30th anniversary.
庆祝成立30周年。 = Celebrating its 30 years.
十週年 = 10th anniversary
他休息了三週。 = He rested for three weeks.
为期12週的課程 = a 12-week course
于9及10月进行。 = It took place in September and October.
9及10月、11月 = September, October and November
4、5及6月 = April, May and June
4、5月触发 = triggered in April and May
二四五年级学生 = students of grades 2, 4 and 5
二四五年级学生 = students in the second, fourth and fifth grades
7.49岁的老人 = 7. The 49-year-old
7.49岁的李某 = A 49-year-old man surnamed Li
7.49岁的李某 = 7. Li, 49
东盟&#183;中国 = ASEAN-China
李白&#183;诗 = Li Bai's poems
作出180度大转变 = made a complete change
他的态度180度大转弯 = His attitude changed completely.
旋转180度 = rotate 180 degrees
共300元港币 = HK$300 in total
共300元港币 = 300 Hong Kong dollars
发行500亿港元债券 = issued HK$50 billion of bonds
95后女生 = a girl born after 1995
95后女生 = a girl in her twenties
90后和00后 = young people
“90后” = the post-90s generation
90后 = those born in the 1990s
2020年12月底，关注者逾66500名。 = Over 66,500 followers as at end-2020.
2020年12月底 = at the end of 2020
2020年底 = as at end-December 2020
2018年7月至9月 = between July and September 2018
2018年底至2019年初 = from end-2018 to early 2019
由于港元转弱，弱方兑换保证多次触发。 = The weak-side Convertibility Undertaking (7.85) was triggered.
弱方兑换保证多次触发 = The weak-side CU at 7.85 was triggered.
强方兑换保证多次触发 = The strong-side CU at 7.75 was triggered.
3月份的银行业动荡 = the March banking turmoil
银行业3月动荡 = the March turmoil
7月22日开始 = It began on Jul 22.
7月22日开始 = It began Jul. 22
9月中旬 = in mid-September
9月中旬 = in the middle of September
9月中旬 = mid September
7月8日至10日 = July 8-10
7月8日至10日 = July 8th to 10th
7月8日至10日 = from 8 to 10 July
7月8日至10日 = 8–10 July
7月28日至8月2日 = July 28-August 2
5月1日至5日 = from May 1 through 5
5月1日至5日 = between May 1 and 5
2012至2017年 = from 2012 to 2017
2012年至2017年 = 2012-17
他们布展到凌晨4:30。 = They set up until 4:30 in the morning.
22:00至23:00睡觉 = sleep between 22:00 and 23:00
该队以11:9获胜 = The team won 11:9.
该队11:9战胜对手 = The team beat its rival 11-9.
该队以11比9获胜 = The team won 11:9.
比赛于19:35开始，该队获胜。 = The game began at 19:35 and the team won.
比赛于19:35开始，该队获胜。 = The game began at 7:35 p.m. and the team won.
每组六至八人 = 6 to 8 people a group
零至三周岁 = aged 0-3
张医生等4位医生 = Dr Zhang and three other doctors
张医生等4位医生 = Dr Zhang and the other three doctors
利率为4.7%6。 = The rate is 4.7%6.
利率为4.7%6。 = The rate is 4.7%.
利率上升25个基点 = Interest rates rose a quarter of a percentage point
利率上升25个基点 = Interest rates rose a quarter point
利率上升25个基点 = Interest rates rose by 0.25 percentage points
第二大经济体 = the second-largest economy
三成 = three in ten
三成 = three out of ten people
五分之一 = one in five
八折 = 20% off
打七折 = a 30 percent discount
打五折 = half price
优惠20% = 20% off
三分之一 = a third
近三分之一 = nearly a third
一半以上 = more than half
上午9点 = at 9 a.m.
晚上9点 = at 9 p.m.
凌晨1点 = at 1 a.m.
深夜2点 = at 2 a.m.
晚上12点 = at midnight
中午12点 = at noon
21时 = at 9 p.m.
9时 = at 9 p.m.
上午9时至下午5时 = from 9 a.m. to 5 p.m.
上午9时30分至11时 = from 9:30 to 11 a.m.
5月初 = in early May
5月初 = at the beginning of May
5月底 = at the end of May
5月下旬 = in late May
5月中下旬 = in late May
2020年底 = at the end of 2020
2020年年底 = by the end of 2020
2020年末 = late 2020
从2019年底到2020年初 = from the end of 2019 to early 2020
21世纪初 = in the early 21st century
上半年 = in the first half of the year
上半年，增长2% = In the first six months, it grew 2%.
下半年 = in the second half
前三季度 = in the first three quarters
前三季度 = in the first nine months
第三季度 = in the third quarter
10人中有3人 = three in ten people
每10人就有3人 = three out of 10 people
每6人就有1人 = one in six
约六分之一 = one in 6 people
12个人中有5个 = 5 out of 12 people
增长2倍 = tripled
增长两倍 = increased threefold
增长3倍 = quadrupled
增至3倍 = tripled
增长一倍 = doubled
翻番 = doubled
翻两番 = quadrupled
是美国的3倍 = three times that of the US
甲大学、乙大学、丙大学3所高校发布政策 = University A, University B and University C issued a policy.
张三和李四、王五3人获救 = Zhang San, Li Si and Wang Wu were rescued.
2月上旬至中旬 = from early to mid-February
5月上中旬 = mid-May
下半年物价温和 = Prices were stable in the rest of the year.
委员会成立。 = The committee was set up.3 It met.
见5号 = See No.5 there
上千人 = more than a thousand people
成百上千人 = hundreds of people
上述3人获救 = They were rescued.
降至II级 = lowered to level 2
降至Ⅲ级 = lowered to level III
2名学生 = both students
2名学生 = the two students
2人是夫妻 = They are a couple.
股价跌去300亿美元（约1300亿令吉） = It fell by US$30 billion (RM130 billion).
委员会(甲)5 辖下小组 = the group under the committee (A)
东盟+35 成员 = ASEAN+3 members
7月28日至8月3日 = from July 28 to August 3
2018—2020年 = 2018-2020
2018年至2020年间 = between 2018 and 2020
从2018年1月到3月 = from January to March 2018
2018年12月至2019年1月 = from December 2018 to January 2019
2018年第四季度至2019年第一季度 = from the fourth quarter of 2018 to the first quarter of 2019
由2.25%升至2.5% = to 2.5% from 2.25%
全年增长5.2%，比上年加快2.2个百分点 = grew 5.2% for the year, 2.2 percentage points faster than the year before
约1.4亿人 = about 140 million people
1.4万亿元 = 1.4 trillion yuan
1.4万亿元 = RMB1.4 trillion
1.4万亿元 = RMB 1.4tn
1.4万亿元 = CNY1.4 trn
3.5万吨 = 35,000 tonnes
3.5万吨 = 35 kt
360万千瓦 = 3.6 GW
3.6亿千瓦时 = 360 GWh
3.6亿千瓦时 = 360 million kWh
100亿立方米 = 10 billion cubic meters
100亿立方米 = 10 bcm
1.2亿桶 = 120 million barrels
每小时350公里 = 350 km/h
时速350公里 = 350 kilometers per hour
时速350公里 = 217 miles per hour
1000米 = 1 km
1500米 = 1.5 km
500公里 = 310 miles
50万平方米 = 500,000 square meters
50万平方米 = 500,000 sq. m.
50万平方米 = 50 hectares
1万平方公里 = 10,000 sq km
1万平方公里 = 3,860 square miles
20℃ = 20°C
20℃ = 68°F
零下20℃ = minus 20 degrees
零下30℃ = minus 22 °F
零下30℃ = -22°F
-30℃ = -22 degrees Fahrenheit
零下30度 = minus 22 degrees Fahrenheit
零下10度 = 14°F
零下40摄氏度 = minus 40 degrees F
-22°F = -30°C
华氏零下22度 = minus 30 degrees Celsius
华氏86度 = 30 degrees Celsius
155华氏度 = 68 degrees Celsius
零下5℃到10℃ = 23°F to 50°F
零下15℃到零下10℃ = 5°F to 14°F
气温下降10℃。 = The temperature fell by 18°F.
37.3℃ = 37.3 degrees Celsius
100公斤 = 220 pounds
2.1米 = 6 feet 11 inches
第七次人口普查 = the seventh census
第78届联大 = the 78th UN General Assembly
二〇二五年 = 2025
三十多年 = more than three decades
30多年 = over three decades
几十年 = decades
上百年 = more than a century
一百多年 = more than 100 years
一个多月 = more than a month
近两个月 = nearly two months
半个世纪 = half a century
50年 = half a century
20年 = two decades
12个月 = one year
18个月 = a year and a half
18个月 = one and a half years
48小时 = two days
72小时 = three days
一刻钟 = 15 minutes
90分钟 = an hour and a half
24日晚 = on the evening of the 24th
24日晚8时 = at 8 p.m. on the 24th
当地时间24日 = on July 24 local time
上月24日 = on the 24th of last month
双11 = Double 11
“3·15”晚会 = the March 15 gala
“5·12”地震 = the May 12 earthquake
“9·11”事件 = the September 11 attacks
9·11事件 = 9/11
“11·9”案件 = the November 9 case
10后 = post-2010s
00后 = those born in the 2000s
三四线城市 = third- and fourth-tier cities
一二线城市 = first- and second-tier cities
前十 = top 10
前十名 = top ten
第二季 = season two
第1至第3章 = chapters 1 to 3
第一、第二和第三 = first, second and third
一、二等奖 = first and second prizes
1比2 = 1-2
2比1 = 2 to 1
3:0 = 3-0
一比一 = one to one
十二届全国人大 = the 12th National People's Congress
十八届三中全会 = the Third Plenary Session of the 18th Central Committee
“十四五”规划 = the 14th Five-Year Plan
“双一流” = Double First-Class
“一带一路” = Belt and Road
“五位一体” = the five-sphere plan
“四个全面” = the four-pronged strategy
“三农” = agriculture, rural areas and farmers
“两个一百年” = the two centenary goals
“两个一百年” = the Two Centenaries
百年未有之大变局 = changes unseen in a century
千年 = millennium
千年大计 = a millennium project
千载难逢 = once in a blue moon
7*24小时 = 24 hours a day, seven days a week
996 = the 996 schedule
3亿人次 = 300 million trips
3亿多人次 = over 300 million trips
万分之五 = 0.05%
千分之三 = 0.3 percent
1‰ = 0.1%
五折 = 50% off
九五折 = 5% off
买一送一 = buy one get one free
2元/公斤 = 2 yuan per kg
每股2.5元 = 2.5 yuan per share
每吨500美元 = $500 a ton
人民币500万元 = RMB5 million
500万元人民币 = 5 million yuan
5000万港币 = HK$50 million
5千万港币 = HK$50 million
五千多万 = more than 50 million
1000余万 = over 10 million
A股、H股 = A-shares and H-shares
沪深300指数 = the CSI 300 index
标普500指数 = the S&P 500
道指下跌300点 = the Dow fell 300 points
7月（1日至20日） = July 1-20
1-7月 = January to July
1-7月 = the first seven months
前7个月 = January to July
1至7月份 = in the first seven months
上半年 = January-June
1至6月 = the first half
今年一季度 = the first quarter
今年1季度 = Q1 this year
二季度 = Q2
第三季度 = 3Q
2019年三季度 = Q3 2019
2019年上半年 = 1H 2019
2019财年 = fiscal 2019
2019/20年度 = 2019/20
2019/20年度 = 2019-20
7至12月 = in the second half
1-3月 = in the first quarter
东方财富3·15专题 = a special on March 15
95%以上 = more than 95%
占0.08% = It is .08%.
占0.05毫克 = (.05 mg)
在成效方面2，香港获得好评。 = In effectiveness, Hong Kong scored well.
77.93岁是人均预期寿命 = Life expectancy is 77.93 years.
5月 = in May.
他在5月辞职。 = He resigned in May. He left.
2019年5月 = in May 2019.
8月5日 = on Aug. 5.
2020年8月12日 = on 12 Aug. 2020
半个世纪以来 = for half a century
20世纪 = the 20th century
一个世纪 = one century
两个世纪 = two centuries
第二十一届 = the 21st session
这3国 = the three countries
2国 = both countries
3.0版 = version 3.0
2.0时代 = the 2.0 era
第2个 = the second one
2倍 = twice
2倍 = double
2/3 = two thirds
2万人 = 20,000 people
二、三线城市 = second- and third-tier cities
1、2号线 = Lines 1 and 2
2号线 = Line 2
1号楼2单元 = Unit 2, Building 1
2岁 = two years old
2岁 = a two-year-old
2个月大 = two months old
2月 = in February
每2年 = every other year
每2年 = biennial
2人世界 = a couple's world
2次 = twice
2次 = on two occasions
第2次 = for the second time
2块钱 = two yuan
2家公司 = a pair of companies
2、加强管理 = 2. Strengthen management
（2）加强管理 = (2) Strengthen management
2-3天 = two or three days
2~3天 = a couple of days
2至3天 = two to three days
两三天 = a few days
3大问题 = three major problems
3方 = tripartite
3方会谈 = three-way talks
3重标准 = triple standards
3胞胎 = triplets
2胞胎 = twins
4胞胎 = quadruplets
3轮 = three rounds
三轮车 = tricycle
3连冠 = a third straight title
3连冠 = three consecutive titles
4年一届 = held every four years
4年一度 = quadrennial
半年度 = semi-annual
每3个月 = quarterly
12月31日 = New Year's Eve
1月1日 = New Year's Day
10月1日 = National Day
2月14日 = Valentine's Day
12月25日 = Christmas Day
双边贸易 = bilateral trade
三方 = tripartite
国庆节 = National Day
2-4人 = a few people
他身高一米七。 = He is 1.7 metres tall.
他身高1米6。 = He is 1.6 m tall.
他身高两米一。 = He is 2.1 metres tall.
墙高三米五。 = The wall is 3.5 metres high.
他身高一米八五。 = He is 1.85 metres tall.
一米六零的个子 = 1.6 metres tall
每三米五棵树 = five trees every three metres
每10米一盏灯 = a lamp every 10 metres
每斤三块五。 = It is 3.5 yuan a jin.
三块五一斤 = 3.5 yuan a jin
每斤8块3毛。 = It is 8.3 yuan a jin.
八块三毛五分钱 = 8.35 yuan
他花了五毛钱。 = He spent 0.5 yuan.
据网站11日消息，2月10日，队伍出发。 = The website said that the team left on February 10.
他花了五毛。 = He spent half a yuan.
他花了5角。 = He spent 0.5 yuan.
他花了五毛五。 = He spent 0.55 yuan.
他花了1角5分。 = He spent 0.15 yuan.
他花了5毛钱。 = He spent 5 jiao.
他花了5毛钱。 = He spent 50 fen.
每斤涨了2毛錢。 = It rose by 20 cents a jin.
每斤涨了5分钱。 = It rose by 0.05 yuan a jin.
每斤涨了5分钱。 = It rose by 5 fen a jin.
五角大楼有25人。 = The Pentagon has 25 people.
三块五花肉 = three pieces of pork
体温三十八度五。 = Her temperature is 38.5 degrees.
北纬38度5分 = 38 degrees and 5 minutes north
利润三七分成。 = Profits are split 70-30.
利润三七分成。 = Profits are split 30/70.
利润四六开。 = Profits are split 4:6.
利润五五分成。 = Profits are split 50-50.
二八定律 = the 80/20 rule
以二比一战胜 = beat them 2-1
以三比零战胜 = beat them 3-0
以十一比九获胜 = won 11-9
年五十有六 = at 56
前二十有六家企业 = six enterprises of the top 20
这座城市有3000年历史。 = The city is three millennia old.
这座城市有2000年的历史。 = The city is two millennia old.
这是1949年的历史。 = It is the history of 1949.
公元前3000年历史 = history in 3000 BC
“七七”事变 = the July 7th Incident
“一二·九”运动 = the December 9th Movement
一·二八事变 = the January 28 Incident
九·一八事变 = the September 18th Incident
五卅运动 = the May 30th Movement
九三阅兵 = the September 3 parade
七五事件 = the July 5 incident
七七事变 = the Marco Polo Bridge Incident
249,289,299都有 = 249, 289, and 299
249,289人都有 = 249,289 people
三五百斤 = several hundred jin
数千人 = several thousand people
三五成群 = in groups of three or five
十一人 = eleven people
“十一”期间 = during the National Day holiday
十一五 = the 11th Five-Year Plan
三八线 = the 38th parallel
每逢三五便团圆 = meet on every fifteenth
在1 2 月开始，2 0 1 5 年稳定 = began in December; stable in 2015
""".strip().split("\n")

DIFFER = """
他以0.02秒之差落败。 = He lost by three hundredths of a second. = wrong value
沈宜清逝世，享年八十七岁 = Shen Yiqing, botanist, 1927–2024 = missing
风速每秒二十米。 = Winds of around 90 kilometres an hour. = wrong value
路易十四 = Louis XVI = missing
占三成。 = It is four homes in ten. = missing
占十万分之三。 = It is 5 in 100,000. = extra
三个城市，十个省 = four cities in ten provinces = wrong value
额定功率1500W。 = Its rated power is 15 kW. = wrong magnitude
判处有期徒刑三年六个月。 = He was jailed for two and a half years. = wrong value
他买了三斤六两肉。 = He bought 2.8 kilos of meat. = wrong value
他们花了20万元。 = They spent 100, 000 yuan. = wrong value
该校有16000名学生。 = The school has 61 000 students. = wrong value
该班有25人。 = There are Twenty - six people in the class. = wrong value
有1000万或1200万人受影响。 = Some 10 or 15 million people are affected. = wrong value
有1000万到1200万人受影响。 = 10 or 12 billion people are affected. = wrong magnitude
有350万人受影响。 = Two and a half million people are affected. = wrong value
产量增长了7倍。 = Output grew fivefold. = wrong value
该手机配4800万像素镜头。 = The phone has a 64-megapixel lens. = wrong value
该手机配4800万像素镜头。 = The phone has a 480-megapixel lens. = wrong magnitude
它花了3万日元。 = It cost 30,000 won. = wrong unit
他花了20块。 = It cost him thirty bucks. = wrong value
1992年他来到深圳。 = He came to Shenzhen in '93. = wrong value
女排以21:25负于对手。 = The women lost 21-23. = wrong value
火车21:25到达。 = The train arrives at 8:25 p.m. = wrong value
于9及10月进行。 = It took place in August and October. = wrong value
二四五年级学生 = students of grades 2, 4 and 6 = wrong value
7.49岁的李某 = 7. Li, 48 = wrong value
旋转180度 = rotate 90 degrees = wrong value
共300元港币 = 300 yuan = wrong unit
90后 = those born in the 1980s = extra
90后 = the post-80s generation = extra
2020年12月底 = at end-2021 = missing
2020年11月底 = at end-2020 = missing
弱方兑换保证多次触发 = The weak-side CU at 7.95 was triggered. = extra
银行业3月动荡 = the April turmoil = wrong value
7月22日开始 = It began Jul 23 = wrong value
9月中旬 = in mid-October = wrong value
5月1日至5日 = from May 1 to 6 = wrong value
2012年至2017年 = 2012-18 = wrong value
2012年至2017年 = from 2012 to 2018 = wrong value
2012年至2017年 = from 2013 to 2017 = wrong value
22:00至23:00睡觉 = sleep between 22:00 and 23:30 = wrong value
该队以11比9获胜 = The team won 11:8. = wrong value
比赛于19:35开始，该队获胜。 = The game began at 6:35 p.m. and the team won. = wrong value
每组六至八人 = 6 to 9 people a group = wrong value
张医生等4位医生 = Dr Zhang and the other five doctors = wrong value
产值达3万元 = output reached 3 million yuan = wrong magnitude
产值达3亿元 = output reached 30 million yuan = wrong magnitude
产值达3亿元 = output reached 3 million yuan = wrong magnitude
约有5亿人 = about 50 million people = wrong magnitude
约有3万人 = about 3,000 people = wrong magnitude
约有三万人 = about three thousand people = wrong magnitude
约有三万人 = about three million people = wrong magnitude
十万人参加 = 10,000 people took part = wrong magnitude
数万人参加 = Thousands of people took part. = wrong magnitude
数百万人参加 = Tens of thousands of people took part. = wrong magnitude
上万人参加 = More than a thousand people took part. = wrong magnitude
近百万人 = nearly ten million people = wrong magnitude
利率上升2.5个百分点 = Interest rates rose 2.5% = wrong unit
利率上升两个百分点 = Interest rates rose two percent = wrong unit
利率上升25个基点 = Interest rates rose 25 percent = wrong unit
增长3.5% = grew by 35% = wrong magnitude
增长3.5% = grew by 0.35% = wrong magnitude
增长0.5% = grew by 5% = wrong magnitude
增长5% = grew by 0.5% = wrong magnitude
2019年至2023年 = from 2019 to 2022 = wrong value
2019-2023年 = 2019-2024 = wrong value
2019—2023年间 = between 2018 and 2023 = missing
5月3日至7日 = May 3 to 8 = wrong value
5月3日至7日 = from May 2 to 7 = wrong value
5月3日至6月7日 = from May 3 to July 7 = wrong value
第三次会议 = the second meeting = wrong value
第三次会议 = the fourth meeting = wrong value
第十三届会议 = the 12th session = wrong value
第三季度 = in the second quarter = wrong value
三季度 = in the second quarter = wrong value
第二大经济体 = the third largest economy = wrong value
排名第5 = ranked fourth = wrong value
三分之二 = one third = wrong value
三分之一 = two thirds = wrong value
四分之三 = two thirds = wrong value
五分之一 = one fourth = wrong value
增长两倍 = grew fivefold = wrong value
增长3倍 = doubled = wrong value
上午9点 = at 9 p.m. = wrong value
下午3点 = at 3 a.m. = wrong value
晚上8点 = at 9 p.m. = wrong value
星期三 = on Tuesday = wrong value
周五举行 = held on Thursday = wrong value
20世纪80年代 = in the 1990s = wrong value
19世纪 = in the 20th century = wrong value
21世纪初 = in the early 20th century = wrong value
2020年初 = at the end of 2020 = wrong value
5月初 = in late May = wrong value
5月上旬 = in mid-May = wrong value
5月底 = in early May = wrong value
上半年 = in the second half of the year = wrong value
下半年 = in the first half of the year = wrong value
前三季度 = in the first two quarters = wrong value
七成受访者 = seven percent of respondents = wrong magnitude
三成 = three in five = wrong magnitude
八折 = 80% off = wrong unit
打五折 = at 5% off = wrong magnitude
长3公里 = 3 miles long = wrong unit
重5斤 = weighs 5 kg = wrong unit
重10吨 = weighs 10 kg = wrong unit
50亩 = 50 hectares = wrong unit
3天 = 3 weeks = wrong unit
三天 = three weeks = wrong unit
三个月 = three years = wrong unit
10年 = 10 months = wrong unit
18岁 = 18 months = wrong unit
气温达38摄氏度 = 38 degrees Fahrenheit = wrong unit
50亿美元 = 5 billion yuan = wrong unit
50亿日元 = 5 billion yuan = wrong unit
50亿元 = 5 billion dollars = wrong unit
100港元 = 100 yuan = wrong unit
1.5万元 = 15 yuan = wrong magnitude
15万亿元 = 15 billion yuan = wrong magnitude
15万亿元 = 1.5 trillion yuan = wrong magnitude
15万亿元 = 150 trillion yuan = wrong magnitude
六人 = five people = wrong value
6人 = 5 people = wrong value
3人遇难 = 4 people were killed = wrong value
三人遇难 = four people were killed = wrong value
两国签署5项协议 = The two countries signed six agreements. = wrong value
三年内 = within five years = wrong value
两年前 = three years ago = wrong value
1至3月 = from January to April = wrong value
1-3月 = from February to March = wrong value
12月 = in October = wrong value
G20峰会 = the G7 summit = wrong value
5G网络 = 4G network = wrong value
C919客机 = C909 aircraft = wrong value
上午9时至下午5时 = from 9 p.m. to 5 a.m. = wrong value
12个人中有5个 = 5 out of 15 people = wrong value
增长4倍 = tripled = wrong value
翻两番 = tripled = wrong value
发现3例病例 = It found cases. = missing
3岁女童死亡 = A girl died. = missing
张三和李四、王五4人获救 = Zhang San, Li Si and Wang Wu were rescued. = missing
甲大学、乙大学、丙大学3所高校发布政策 = Five universities, A, B and C, issued a policy. = wrong value
会议（甲）5个委员会 = the committees of the meeting = missing
2月上旬 = mid-February = wrong value
有事 = See No.5 there = extra
上述3人获救 = The five were rescued. = wrong value
降至II级 = lowered to level 3 = extra
2例重症 = severe cases = missing
约1300亿令吉 = about RM1300 billion = wrong magnitude
全年增长5.2%，比上年加快2.2个百分点 = grew 5.2% for the year, 2.2% faster than the year before = wrong unit
3.6亿千瓦时 = 36 GWh = wrong magnitude
20℃ = 78°F = wrong value
零下30℃ = 22 °F = wrong value
零下10度 = -14 degrees Fahrenheit = wrong value
30℃ = -86°F = wrong value
他花了5毛钱。 = He spent 5 yuan. = wrong unit
他花了5毛钱。 = He spent 0.05 yuan. = wrong magnitude
他花了5毛钱。 = He spent 0.6 yuan. = wrong value
1‰ = 1% = wrong value
万分之五 = 5% = wrong magnitude
九五折 = 95% off = wrong unit
1至6月 = in the second half = missing
1-3月 = in the second quarter = missing
身高2.1米 = 7 feet 11 inches tall = wrong value
“5·12”地震 = the June 12 earthquake = wrong value
增长0.05% = grew by 5% = wrong magnitude
占0.08% = It is .8%. = wrong magnitude
比分为3，结束。 = The score ended. = missing
见表2，下同。 = See the table below. = missing
2至3年 = within 5 years = wrong value
12月31日 = on Christmas Day, December 25 = wrong value
他身高一米七。 = He is 1.8 metres tall. = wrong value
他身高1米6。 = He is 1 m tall. = wrong value
每斤8块3毛。 = It is 8.5 yuan a jin. = wrong value
利润三七分成。 = One side gets 60 percent. = wrong value
以三比二战胜 = beat them 3-1 = wrong value
这座城市有3000年历史。 = The city is 3,000 months old. = wrong unit
数百人 = several thousand people = wrong magnitude
""".strip().split("\n")


@on_each(AGREE)
def test_agree(pair: str) -> None:
    assert_agrees(pair)


@on_each(DIFFER)
def test_differ(pair: str) -> None:
    assert_differs(pair)


def test_the_year_that_a_date_lacks_is_named_alone() -> None:
    (year,) = compare(ZH("2021年11月初"), EN("in early November")).missing
    assert (year.kind, year.value) == ("year", 2021)


@pytest.mark.parametrize(
    ("beside", "target", "elsewhere"),
    [
        ("当天截获", "seized on July 26", True),
        ("当天截获", "seized on July 27", False),
        ("25日截获", "seized on the 26th", False),
        ("本届影展", "the 7th festival", True),
        ("第六届影展", "the 7th festival", False),
        ("付了押金", "paid a deposit of 200 yuan", True),
        ("付了300元押金", "paid a deposit of 200 yuan", False),
    ],
)
def test_what_the_source_says_elsewhere_is_not_invented(beside: str, target: str, elsewhere: bool) -> None:
    values = list_values(ZH("7月26日，第七届影展开幕，票价200元。"))
    (quantity,) = EN(target)
    assert is_said_elsewhere(quantity, ZH(beside), values) is elsewhere
