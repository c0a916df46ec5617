"""Quantities as contracts, leaflets, labels, shops and the papers of Taiwan write them, and as people say them."""

from quantity_texts import judge_pair, name_problems
from rows import on_each

AGREE = """
本公司110年度第一次有擔保轉換公司債 = the Company's first secured convertible bonds of 2021
法定代理人於112年6月30日以前未為承認者 = if the agent fails to ratify by 30 June 2023
計畫於98年間核定，期程為99至104年。 = The scheme was approved in 2009 for 2010 to 2015.
108學年度第2學期 = Second Semester, Academic Year 2019-20
活動期間為8/1至8/31。 = It runs from 1 to 31 August.
報名至5/20（五）止。 = Registration closes on Friday, 20 May.
拌入1/3至1/2的麵粉。 = Fold in a third to a half of the flour.
食鹽6公克，長5公釐 = 6 g of salt, 5 mm long
實用面積438平方呎 = saleable area 438 square feet
實用面積438呎 = saleable area 438 sq ft
絞肉二兩 = 75 g minced pork
蝦米半両 = 20 g dried shrimp
黄芪三钱，当归二钱 = 9 g of huangqi, 6 g of danggui
此卷作于元至正七年至十年间。 = The scroll was painted between 1347 and 1350.
画家年逾八旬。 = The painter was past eighty.
年届古稀的他仍每天长跑。 = At seventy he still goes for a run every day.
老两口今年庆祝金婚。 = The old couple celebrate their fiftieth wedding anniversary.
第三十八军一一三师先到。 = The 113th Division of the 38th Army came first.
一二〇师和三八军在此会合。 = The 120th Division and the 38th Army met here.
世预赛十二强赛打了七场。 = They played seven games in the final round.
男子百米半决赛 = the semi-final of the men's 100 metres
半径5米，5米半径内 = a radius of 5 m, within a 5-metre radius
慢了不到半分钟 = less than half a minute slower
先后跨越80万亿、90万亿、100万亿大关。 = It passed the 80, 90 and 100 trillion yuan marks.
血红蛋白低于70g/L时输血。 = Transfuse when haemoglobin falls below 7 g/dL.
由35 nm增大至约0.1 μm = from 35 nm to about 100 nm
射程200海里 = a range of 200 nm
日处理污水20万吨。 = It treats 200,000 cubic metres of sewage a day.
三百八太贵了。 = Three eighty is too much.
便宜点儿，五块五。 = Make it five-fifty.
三点五十到的。 = I got there at three fifty.
30%预付，70%见提单付清。 = 30% in advance, balance against B/L.
使用不得超过7天。 = Do not use it for more than a week.
连用不超过7日。 = Do not use it for more than a week.
须提前14天通知。 = A fortnight's notice is required.
须提前30天通知。 = A month's notice is required.
每12个月调整一次 = revised annually
离地1000米 = a kilometre above the ground
年滿18歲、未滿20歲者 = those aged 18 or 19
单笔满千送百 = NT$100 back on every NT$1,000
月薪8K-12K = RMB 8,000–12,000 a month
第224—225页 = pp. 224-25
相关显著，p<.01。 = The correlation was significant (p < .01).
师生比1:19。 = There is one teacher to every 19 pupils.
他比9:30早到。 = He arrived before 9:30.
居里温度高达485K。 = a Curie temperature as high as 485 K
焗15分鐘後再焗半小時。 = Bake for 15 minutes, then for a further 30.
近30天销量2.3万 = 23,000 sold in the past month
“八十有三啦。” = "Eighty-three."
少说也得万儿八千的。 = It'll cost ten thousand or so at least.
他俩差着一轮呢。 = There are twelve years between them.
逾期90天以上 = more than three months overdue
四季度与三季度持平。 = Quarter on quarter, it was flat in the fourth quarter.
11月份比10月份下降0.2%。 = In November it fell 0.2% month on month.
卷三第十二叶有批语二则。 = Leaf 12 of fascicle 3 bears two comments.
约90分钟一圈 = once every hour and a half or so
总库容393亿立方米 = a total capacity of 39.3 km³
柱侯醬三湯匙 = 3 tbsp chu hou sauce
美聯儲再加息3碼。 = The Fed raised rates by another 75 basis points.
央行升息半碼。 = The bank raised rates by an eighth of a percentage point.
利润增长120%。 = Profit more than doubled.
利润增长0.9倍。 = Profit nearly doubled.
利润为去年的3.8倍。 = Profit almost quadrupled.
李白（701—762） = Li Bai (701–62)
第1254—1258页 = pp. 1254-58
第2组15例，男8例、女7例 = group 2, eight men and seven women
日方五舰重伤，双方激战三小时。 = Five Japanese ships were badly damaged in three hours.
定7日催告履行 = giving him a week to perform
鲫鱼十八一斤，三十五块二一条。 = Crucian carp's eighteen a jin, thirty-five yuan twenty each.
烤箱预热至180℃。 = Preheat the oven to 350°F.
切成4厘米的方块 = cut into 1½-inch cubes
鸡腿肉300克、牛奶240毫升、生抽30毫升 = 10 oz chicken, 1 cup milk, 2 tbsp light soy
零下二十度 = four below zero Fahrenheit
房子一百二十平。 = The flat is about 1,300 square feet.
两队打成98平。 = They were tied at 98.
河宽三百丈。 = The river is a thousand yards across.
我说了八百遍了。 = I've told you a thousand times.
每6个月检查一次 = inspected half-yearly
三百六十五天的陪伴 = a companion all year round
擾攘三句鐘 = after three hours
失業率升至五厘，就業不足率三點一。 = Unemployment rose to 5%, underemployment to 3.1%.
賣了一甲子的滷肉飯 = braised pork rice, sold for sixty years
二〇〇八年八月八日晚八点 = at eight in the evening on the eighth of August 2008
五月产量的三分之一 = a third of May's output
走了七八里地 = walked two or three miles
头一次五千，后两次各三千。 = Five thousand first, then three thousand twice.
增长了300倍。 = a three-hundredfold increase
白发三千丈 = my white hair, three thousand yards of it
经碳十四测定，距今约4100年。 = It was radiocarbon-dated to about 4,100 years ago.
0.6×0.5cm低回声结节 = a hypoechoic nodule of 6 × 5 mm
被套200×230cm = duvet cover 2 by 2.3 m
1920×1080像素 = 1920 x 1080 pixels
中心氣壓九百四十百帕 = a central pressure of 940 hPa
“三十八度七。” = "Thirty-eight point seven."
损失250万元 = a loss of two point five million yuan
一时间来了五个人。 = At one point five people came.
每15分鐘一班 = every quarter of an hour
①王小明②李大華 = No. 1 Wang Hsiao-ming, No. 2 Lee Ta-hua
須每滿3個月登入一次 = They must log in once a quarter.
24小时关注 = around the clock
7×24小时 = 24/7
24小时营业 = It never closes.
每1公里2元 = 2 yuan per kilometre
1小时后到达 = It arrives an hour later.
1分钟的录像 = a minute-long video
1年后 = the following year
电池容量5000mAh = a 5,000 mAh battery
沟道深50um，压力300mbar = channels 50 μm deep at 300 mbar
30天內累計不得超過10萬元 = up to NT$100,000 in any month
要涨五百，我说最多两百。 = He wanted a rise of five hundred. I said two at most.
她住七楼。 = She lives on the sixth floor.
再跑十万八万公里没问题。 = It is good for another hundred thousand kilometres.
兜里就剩两块四毛钱。 = I had two yuan forty left.
他体重一百八。 = He weighs ninety kilos.
下月初六出嫁。 = She is getting married on the sixth of next month.
实付十九块九。 = I paid nineteen ninety.
数出二十张一百的。 = He counted off twenty hundreds.
他上初三，姐姐上高三。 = He is in Grade 9 and his sister in Grade 12.
"""
DIFFER = """
在过去24小时内，67人获救。 = In the past hours 67 people were rescued. = missing
已经1个小时了，都还没送到。 = It has been hour and it still has not been delivered. = missing
长按约1秒 = Press and hold for second = missing
电池容量：43mAh = Battery capacity: mAh = missing
本公司110年度第一次有擔保轉換公司債 = the Company's first secured convertible bonds of 2022 = wrong value
法定代理人於112年6月30日以前未為承認者 = if the agent fails to ratify by 30 June 2021 = wrong value
計畫於98年間核定，期程為99至104年。 = The scheme was approved in 2009 for 2010 to 2016. = missing
活動期間為8/1至8/31。 = It runs from 1 to 30 August. = wrong value
食鹽6公克 = 6 mg of salt = wrong unit
實用面積438平方呎 = saleable area 438 square metres = wrong unit
絞肉二兩 = 50 g minced pork = wrong value
黄芪二钱 = 9 g of huangqi = wrong value
此卷作于元至正七年至十年间。 = The scroll was painted between 1347 and 1357. = wrong value
画家年逾八旬。 = The painter was past seventy. = extra
年届古稀的他仍每天长跑。 = At sixty he still goes for a run every day. = extra
第三十八军一一三师先到。 = The 131st Division of the 38th Army came first. = extra
先后跨越80万亿、90万亿、100万亿大关。 = It passed the 70, 90 and 100 trillion yuan marks. = missing extra
血红蛋白低于70g/L时输血。 = Transfuse when haemoglobin falls below 7 g/L. = wrong magnitude
由35 nm增大至约0.1 μm = from 35 nm to about 10 nm = wrong magnitude
日处理煤炭20万吨。 = It handles 200,000 cubic metres of coal a day. = wrong unit
三百八太贵了。 = Three sixty is too much. = wrong value
三点五十到的。 = I got there at three forty. = extra
30%预付，70%见提单付清。 = 20% in advance, balance against B/L. = wrong value
30%预付，70%见提单付清。 = 30% in advance, 60% against B/L. = wrong value
使用不得超过7天。 = Do not use it for more than a day. = missing
连用不超过7日。 = Do not use it for more than nine days. = wrong value
须提前30天通知。 = A week's notice is required. = missing
每6个月调整一次 = revised annually = missing
离地1000米 = a metre above the ground = missing
单笔满千送百 = NT$200 back on every NT$1,000 = wrong value
月薪8K-12K = RMB 8,000–15,000 a month = wrong value
第224—225页 = pp. 224-26 = wrong value
相关显著，p<.01。 = The correlation was significant (p < .05). = wrong value
师生比1:19。 = There is one teacher to every 18 pupils. = wrong value
居里温度高达485K。 = a Curie temperature as high as 458 K = missing extra
焗15分鐘後再焗半小時。 = Bake for 15 minutes, then for a further 40. = extra
“八十有三啦。” = "Eighty-two." = wrong value
逾期90天以上 = more than two months overdue = wrong value
四季度与三季度持平。 = It was flat in the fourth quarter against the second. = wrong value
11月份比10月份下降0.2%。 = In October it fell 0.2% month on month. = missing
总库容393亿立方米 = a total capacity of 393 km³ = wrong magnitude
美聯儲再加息3碼。 = The Fed raised rates by another 50 basis points. = wrong value
利润增长1.2倍。 = Profit more than tripled. = wrong value
利润增长97%。 = Profit more than doubled. = missing
杜甫（712—770） = Du Fu (712-71) = missing extra
第2组15例，男9例、女7例 = group 2, nine men and seven women = missing
预定7日出发 = due to set out on the 8th = wrong value
鲫鱼十八一斤。 = Crucian carp's eighty a jin. = wrong value
三十五块二一条 = thirty-five yuan fifty each = wrong value
烤箱预热至180℃。 = Preheat the oven to 400°F. = wrong value
切成4厘米的方块 = cut into 4-inch cubes = wrong unit
牛奶240毫升 = 2 cups milk = wrong value
零下二十度 = ten below zero = wrong value
房子120平。 = a 120-square-foot flat = wrong unit
失業率升至五厘。 = Unemployment rose to 6%. = wrong value
八月八日 = the eighth of September = wrong value
头一次五千，后两次各三千。 = Five thousand first, then four thousand twice. = wrong value
增长了300倍。 = a four-hundredfold increase = wrong value
0.6×0.5cm低回声结节 = a hypoechoic nodule of 6 × 4 mm = wrong value
0.6×0.5cm低回声结节 = a hypoechoic nodule of 0.6 × 0.5 mm = wrong unit wrong unit
中心氣壓九百四十百帕 = a central pressure of 904 hPa = wrong value
“三十八度七。” = "Thirty-eight point nine." = wrong value
每30分鐘一班 = every quarter of an hour = wrong value
①王小明②李大華 = No. 1 Wang Hsiao-ming, No. 3 Lee Ta-hua = extra
須每滿3個月登入一次 = They must log in once a month. = missing
她住七楼。 = She lives on the fifth floor. = wrong value
再跑十万八万公里没问题。 = It is good for another ten thousand kilometres. = wrong magnitude
兜里就剩两块四毛钱。 = I had two yuan fifty left. = wrong value
他体重一百八。 = He weighs eighty kilos. = wrong value
实付十九块九。 = I paid nineteen eighty. = missing
他上初三。 = He is in Grade 8. = extra
"""


@on_each(AGREE.strip().splitlines())
def test_agree(pair: str) -> None:
    assert judge_pair(*pair.split(" = ")).agrees


@on_each(DIFFER.strip().splitlines())
def test_differ(pair: str) -> None:
    source, target, problems = pair.split(" = ")
    assert name_problems(judge_pair(source, target)) == problems
