"""Notations in which both sides say the same number: parts of units, clocks, eras, what is left of a whole."""

import pytest
from quantity_texts import ZH, judge_pair, name_problems
from rows import on_each

from align.model import Span
from align.quantities.en_render import fit, render

AGREE = """
支持10w+用户 = supports more than 100,000 users
下载10W次 = downloaded 100,000 times
10W的灯 = a 10 W lamp
支持100W+快充。 = It supports 100W+ fast charging.
5W粉色灯泡 = a 5 W pink bulb
5w人体感应灯 = a 5 W lamp with a sensor
10W+粉丝 = more than 100,000 followers
本届书展昨天开幕。 = The 5th City Book Festival opened yesterday.
本办法自一百十年七月一日施行。 = These Rules take effect on July 1,2021.
四月十三日发布 = published on April 13,2021
七月一日起 = as of the first date of July
课程于4月或5月开始。 = The course starts in April or May.
6.22 日发布 = released on June 22nd
港口6.22日。 = The port, June 22.
每股分红1.2日元。 = The dividend is 1.2 yen a share.
平均住院7.5日。 = The average stay is 7.5 days.
平均住院时间缩短到6.5日。 = The average stay fell to 6.5 days.
现在（2025.1）可用 = It works as of January 2025
发布于(8.31) = It came out on August 31.
（24 春季）课程 = the course (Spring 2024)
内存32g = 32GB of memory
共42 416名男性 = There were 42,416 men.
共1 200 500人 = 1,200,500 people in all
耗资14亿美元 = It cost US$1.4  billion.
三千万用户 = 30million users
等30天 = Wait 30days.
取值范围为[7,180]天 = from 7 to 180 days
默认604800秒 = The default is 7*24*3,600 seconds.
默认 60*60*24 ＝ 86400秒 = The default is 86,400 seconds.
7人制比赛 = seven-a-side games
代码有3k行。 = It has 3 thousand lines of code.
![404](a.png)出现。 = The code is 404.
复杂度为$2m$。 = The complexity is high.
发电7TWh = 7 TWh of power
发电7TWh = It makes 7TWh.
![86753](a.png) = ![86754](a.png)
五一二大地震 = the earthquake of May 12
一时糊涂 = a moment of folly
会议一时开始。 = It begins at one o'clock.
一时开不了口 = lost for words for a moment
新年于1月1日到来。 = New Year’s Day has come.
设立人依本法第七条第二项提出计划。 = The founder submits a plan under Paragraph 7.2 of the Act.
依第一项所为之记录 = The records under Paragraph 5.1
第 3 條 = Paragraph 3.1
依前条规定 = as Article 5 provides
依前二项规定 = under Paragraphs 5.1 and 5.2
不合前项规定者 = Those who do not meet Paragraph 2
依第二十七條之一申請 = filed under Article 27.1
第五條第二項第三款 = Article 5.2(3)
第三十二條第一項或第二項 = Paragraph 32.1 or 32.2
2、打开文件 = b. Open the file
（3）打开文件 = (iii) Open the file
打开文件 = Step 3: Open the file
打开文件 = 2, Open the file
打开文件；关闭窗口 = open the file; (2) close the window
請輸入兩個十六進位數字。 = Enter two hexadecimal digits.
步骤 1/4：选择文件 = Step 1 of 4: Choose a file
步骤 1/4：选择文件 = Step 1/4: Choose a file
六十年代风格 = Sixties style
更新于2016年3月。 = Updated 2016-03.
使用16进制和2進位。 = Use hexadecimal and binary.
文件“%2$s”的第%3$u页已损坏。 = page %u of “%s” is damaged
电话：010-12345678 = Tel: +86 10 1234 5678
热线400-123-4567，每天8点开通。 = Hotline: 400 123 4567, from 8 a.m. every day
手机13800138000 = Mobile: +86 138 0013 8000
传真：(852) 2345 6789 = Fax: 2345-6789
第1/3页 = Page 1 of 3
第1/3页 = Page 1/3
1/3的人 = 1/3 of the people
他以12秒74夺冠。 = He won in 12.74 seconds.
他以12秒88打破世界纪录。 = He broke the world record in 12.88 seconds.
她以2米26获银牌。 = She took silver with 2.26 metres.
他以8米05夺冠。 = He won with 8.05 metres.
每12秒74人 = 74 people every 12 seconds
此后近半个世纪 = For almost fifty years after that
大半个世纪 = for more than half a century
近半数人 = nearly half of the people
一个半世纪以前 = 150 years ago
一个半月后 = a month and a half later
四分之一个世纪过去了。 = 25 years have passed.
我六十有三了。 = I am sixty-three now.
阳光要八分二十秒才能到达地球。 = Sunlight takes 500 seconds to reach the earth.
片长两小时十分。 = The film is 130 minutes long.
十分高兴 = very glad
他用了1分30秒。 = It took him 90 seconds.
他用了1分30秒。 = His time was 1:30.
全程1小时45分。 = It takes 105 minutes.
他跑了2小时07分。 = He ran it in 2:07.
他跑了2小时07分30秒。 = He ran it in 2:07:30.
他跑了2小时7分30秒。 = He ran it in 7,650 seconds.
凌晨零点三十分 = half past midnight
零时十五分 = a quarter past midnight
涨了零点五分 = It rose 0.5 points.
零时差 = no time difference
19时20分他到家。 = He came home at 7.20 that evening.
稿费比上一部少了三分之二。 = I got a third of what I got for the last one.
降价两成。 = It costs 80% of the old price.
产量下降了六成。 = Output was down to 40% of what it had been.
产量减少了75%。 = Output fell to a quarter of what it had been.
运气佔七分，剩下三分靠本事。 = It's seventy per cent luck. The other thirty is skill.
面试占三分。 = The interview counts three points.
它占三分之一。 = It makes up a third of all.
芮氏规模七点三的地震 = a magnitude 7.3 earthquake
利率三厘八 = an interest rate of 3.8%
利率四厘二五 = a rate of 4.25%
息率三厘半 = a rate of 3.5%
月息三厘 = a monthly rate of 0.3%
三公里外有座庙。 = There is a temple nearly two miles off.
建安十三年冬 = Winter, AD 208
建安十三年冬 = early in AD 209
民國九十三年 = In 2004
民國113年5月20日 = 20 May 2024
贞观十七年 = in the year 643
光绪二十四年 = in 1898
光緒二十四年 = the 24th year of the Guangxu reign (1898)
天聰元年 = in 1627
光绪二十四年（1898年） = in 1898
光绪年间 = in the reign of Guangxu
光绪元年 = in 1875
康熙五十年间 = for fifty years under Kangxi
绍兴十年 = for ten years in Shaoxing
昭和二十年 = in 1945
那年是八七年 = That was '87.
八一年 = in 1981
七八年后 = seven or eight years later
公元前221年 = in 221 BC
公元前475年至前221年 = from 475 BC to 221 BC
公元前3000年 = in 3,000 B.C.
公元25年 = in AD 25
公元25年 = in 25 CE
公元2008年 = in 2008
他不管三七二十一就走了。 = He left regardless.
三十六计走为上计。 = When all else fails, run.
三十六计 = the thirty-six stratagems
女大十八变。 = How she has changed as she grew up!
他十八般武艺样样精通。 = He is good at everything.
孙悟空会七十二变。 = The Monkey King can change into anything.
含能量1520千焦。 = It has 1,520 kJ.
含能量1520千焦。 = It has 1520 kilojoules.
三千焦虑的人 = three thousand anxious people
每份350千卡。 = 350 calories a serving
气压101千帕。 = The pressure is 101 kPa.
1013百帕 = 101.3 kPa
每片含500微克。 = 500 μg a tablet
频率98兆赫。 = on 98 MHz
尺寸5纳米 = 5 nm in size
300毫秒 = 0.3 seconds
1.5千牛 = 1.5 kN
3千牛羊 = 3,000 cattle and sheep
每秒100兆比特 = 100 Mbps
5千欧元 = 5,000 euros
血压120毫米汞柱 = a blood pressure of 120 mmHg
硬盘1TB = a 1,000 GB disk
内存16GB = 16 gigabytes of memory
200海里 = 200 nm
每月9.9元 = 9.9 yuan a month
一斤六十元 = 60 yuan a jin
一斤六十元 = 120 yuan a kilo
月薪1万元 = 120,000 yuan a year
每人每月100元 = 100 yuan a head each month
产量是去年的三倍。 = Output is three times that of last year.
产量增加一倍。 = Output doubled.
产量增加两倍。 = Output tripled.
学生半价。 = Students pay half price.
学生半价。 = Students get 50% off.
等了一个小时 = waited an hour
差五分八点。 = It is five to eight.
差五分八点。 = It is 7:55.
差一刻八点。 = It is a quarter to eight.
八点二十分 = twenty past eight
此後近半個世紀 = for almost fifty years after that
一個半世紀以前 = 150 years ago
一個半小時 = an hour and a half
芮氏規模七點三 = magnitude 7.3
運氣佔七分，剩下三分靠本事。 = It's seventy per cent luck. The other thirty is skill.
範圍一及範圍二 = Scope 1 and Scope 2
大约四十分钟 = about forty minutes
三十多家公司 = nearly forty companies
三十多家公司 = dozens of companies
半个多世纪 = more than fifty years
半个多小时 = more than half an hour
2小时零5分 = 125 minutes
天寶十四載 = in the year 755
一天两千卡路里 = two thousand calories a day
三十里外 = ten miles away
以1分54秒36夺冠 = won in 1:54.36
万历十五年 = 1587, a Year of No Significance
（前551年—前479年） = (551–479 BC)
零点零五分 = 0.05 points
一、二、三 = one, two, three
每天100元，每月3000元 = 100 yuan a day, 3,000 yuan a month
每斤12元 = 12 yuan a pound
增长了三倍 = quadrupled
首季内地与香港两地企业 = businesses of both places in the first quarter
他身高一米七八。 = He is five foot ten.
他身高一米七八。 = He is five feet, ten inches.
他从一千二百米降到四百米。 = He went down from 4,000 feet to 1,300.
人数从30降到12。 = It fell from 30 to 12.
方圆百里 = for thirty miles around
百里之外 = a hundred miles away
百里挑一的人才 = one in a hundred
一斤半肉 = 750 grams of meat
范围一及范围二的排放 = Scope 1 and Scope 2 emissions
腰围2尺5 = 2 feet 5
去年第四季 = the last quarter of last year
四季如春 = like spring all year round
他坐88K巴士。 = He took the 88K bus.
他坐88K巴士。 = He took bus 88K.
该应用有1000万用户。 = The app has 10M users.
该应用有1000万用户。 = The app has 10m users.
该应用有20亿用户。 = The app has 2B users.
用户超500万 = 5M+ users
25M的文件 = a 25M file
他住25B室。 = He lives in 25B.
每股2.5便士 = 2.5p a share
一台8p手机 = an 8p phone
720p视频 = 720p video
下午5点到6点 = from 5 to 6 p.m.
1997-98年，股市暴跌。 = Stocks crashed in 1997 and 1998.
2015/16财年 = fiscal 2015/16
2000-05年 = in 2000–05
二十五年后 = TWENTY-FIVE YEARS LATER
三点二十开会。 = We meet at 3:20.
两点的会改到三点半了。 = The 2:00 meeting has been moved to 3:30.
七点到九点 = from 7:00 to 9:00
12日20时至13日8时 = in the twelve hours to 8 a.m. on the 13th
14时至20时停电。 = The power was off for six hours from 2 p.m.
每亩地一年能挣8000元。 = An acre of this land brings in about 48,000 yuan a year.
亩产约1200斤。 = Each hectare yields about nine tonnes.
烧至六成热下锅。 = When the oil is moderately hot, add to the wok.
九成新，低价转让。 = Nearly new. Going cheap.
年底双薪 = a thirteenth month's pay
十一月初三 = the third of the eleventh month
印一期要花六万块，卖一期收回不到四万。 = It costs sixty thousand yuan to print and brings in less than forty.
游客从300万增至500万。 = Visitors rose from three million to five.
功耗降了两成。 = Power consumption is down by a fifth.
产量增长了三分之一。 = Output rose by a third.
连续第三年增长 = rose for a third year
朝九晚五地上班 = a 9-to-5 job
工作时间：朝九晚六。 = Hours: 9 to 6.
他掏出五张红票子。 = He took out five hundred-yuan notes.
离这儿四十里 = more than ten miles off
七成热下蛋液 = When it is hot, in go the eggs.
崇祯十七年三月十九日 = on April 25, 1644
光绪三十四年十二月十五 = January 6, 1909
他生于农历五月初五。 = He was born on June 14.
正月十五闹元宵 = the fifteenth of the first month
五月初五是端午节 = It falls on the fifth day of the fifth month.
至九時四十五分取消 = cancelled it at 9.45
三四斤鲜叶 = a kilo and a half to two kilos of fresh leaf
这波操作666 = a slick move
这四个字真好用。 = How useful those three words are!
他反对996工作制。 = He opposes nine-to-nine, six-day weeks.
陳茂波昨日（28日）發表預算案。 = Paul Chan delivered a Budget yesterday.
每支增加8毫 = by 80 cents a stick
雨量8毫米 = 8 mm of rain
上调至7.16/9.12/11.05亿元 = raised to RMB716m, RMB912m and RMB1.105bn
EPS为1.59/2.03/2.46元。 = EPS of RMB1.59, RMB2.03 and RMB2.46.
1/2杯牛奶 = half a cup of milk
“十一后面呢？” = "And after eleven?"
当地时间4时（北京时间10时） = 4 a.m. local time (0200 GMT)
北京时间22:30开始 = starts at 2:30 p.m. GMT
北京时间晚8点 = at 8:00 a.m. EDT
容量增加了1000毫安时，达到6000毫安时。 = The battery is up from 5,000 mAh to 6,000.
价格下降300元，至2700元。 = The price fell from 3,000 yuan to 2,700.
毛利率上升1.9个百分点，至28.7%。 = The gross margin rose from 26.8% to 28.7%.
3月 = Mar
她月入过万。 = She makes over 10,000 yuan a month.
占地一亩二分 = on about 800 square metres of land
三亩八分地 = 3.8 mu
5月 = May
1月-3月 = Jan–Mar
判决：一、赔偿原告；二、驳回其他请求。 = It ordered that (1) he compensate her; and (2) all else be dismissed.
"""

DIFFER = """
慕尼黑安全会议昨天开幕。 = The 60th Munich Security Conference opened yesterday. = extra
健全会计制度。 = Improve the accounting system of the 20th Congress. = extra
上届大会的决定仍然有效。 = The decision of the 99th Congress is still valid. = extra
第四届书展昨天开幕。 = The 5th City Book Festival opened yesterday. = wrong value
4月或5月开始 = It starts in April or June. = wrong value
自七月一日施行 = They take effect on July 2,2021. = wrong value
6.22 日发布 = released on June 23rd = wrong value
港口6.22日。 = The port, June 23. = missing extra
3.5版已发布。 = It was released on March 5. = missing extra
于3月5日发布。 = Version 3.5 was released. = missing extra
现在（2025.1）可用 = It works as of March 2025 = missing
教室为12×20米，可容纳240人。 = The room is 15×20 m, and holds 240 people. = wrong value
教室为12×20米，可容纳240人。 = The room is 15 by 20 m, and holds 240 people. = wrong value
教室为12×20米，可容纳240人。 = The room holds 240 people. = missing missing
每箱12*20瓶，共240瓶。 = A box has 15*20 bottles, 240 bottles in all. = wrong value
共42 416名男性 = There were 42,418 men. = missing missing extra
默认为 `14`。 = It defaults to 15. = wrong value
会议一时开始。 = It begins at two o'clock. = wrong value
下午一时开会 = The meeting starts at 2 p.m. = wrong value
内存32g = 64GB of memory = wrong value
依前項規定，第五條 = Article 6, under the preceding paragraph = wrong value
第 5 條 = Article 6 = wrong value
依本法第七条第二项 = under Paragraph 7.3 = extra
依本法第七条第二项提出计划。 = The plan is made under Paragraph 8.2 of the Act. = extra
依本法第二条第七项 = under Paragraph 7.2 = extra
第七条第一项、第八条第二项 = Paragraphs 7.1, 8.2 and 7.2 = extra
违反本条规定者，处罚款。 = Who breaks Article 5 or Article 77 is fined. = extra
前条之罪，处罚金。 = For the crimes of Articles 15, 16 and 17, a fine is due. = extra extra
本章说明安装。 = This chapter and Section 9 explain the installation. = extra
这是本款手机。 = This phone has Chapter 12. = extra
第 3 條 = Paragraph 4.1 = missing extra
收到本条消息。 = The message has Section 12. = extra
第五條及第二十條之一第一項 = Article 5, and Article 21-1, Paragraph 1 = wrong value
2、打开文件 = Open the file = missing
- 最多允许[5]个连接。 = - It allows connections. = missing
1、打开文件 = 10, Open the file = extra
第二步：打开文件 = Step 3: Open the file = wrong value
有2人（共3人） = There are 2 (of 8) = wrong value
电话：010-12345678 = Tel: +86 10 1234 5679 = missing extra
手机13800138000，共20人 = Mobile: 138-0013-8000 for 30 people = wrong value
第2/3页 = Page 1/3 = wrong value
他以12秒74夺冠。 = He won in 12.47 seconds. = wrong value
她以2米26获银牌。 = She took silver with 2.36 metres. = wrong value
半个世纪以来 = for thirty years = wrong value
十九世纪的小说 = Novels of the 1900s = extra
全程1小时45分。 = It takes 115 minutes. = wrong value
19时20分他到家。 = He came home at 7.40 that evening. = wrong value
产量下降了六成。 = Output was down 40%. = wrong value
产量增加了六成。 = Output was 40% of the old. = wrong value
产量下降了六成。 = Output was down to 30%. = wrong value
他身高一米七八。 = He is five foot seven. = wrong value
三公里外有座庙。 = There is a temple nearly three miles off. = wrong unit
他从一千二百米降到四百米。 = He went down from 4,000 feet to 1,800. = wrong value
第四季度 = the first quarter = wrong value
去年第四季 = the third quarter of last year = wrong value
光绪二十四年 = in 1889 = wrong value
民国八十八年 = in 1988 = wrong value
康熙六十一年 = in 1732 = wrong value
公元前221年 = in AD 221 = wrong value
公元221年 = in 221 BC = wrong value
20MB的文件 = a 20 GB file = wrong unit
主频2.4GHz = at 2.4 MHz = wrong unit
1013百帕 = 1,013 kPa = wrong unit
含能量1520千焦。 = It has 1,250 kJ. = wrong value
一斤六十元 = 60 yuan a kilo = wrong unit
每平方厘米100元。 = It costs 100 yuan per square metre. = wrong unit
每公斤42元 = 42 yuan a pound = wrong unit
每月9.9元 = 9.9 yuan a year = wrong unit
年薪9.9万元 = 99,000 yuan a month = wrong unit
42元/公斤 = 42 yuan per pound = wrong unit
产量是去年的三倍。 = Output is four times that of last year. = wrong value
产量增加一倍。 = Output tripled. = wrong value
学生半价。 = Students pay a quarter of the price. = wrong value
等了一个小时 = waited two hours = wrong value
大约四十分钟 = about fifty minutes = wrong value
三十多家公司 = more than fifty companies = wrong value
差五分八点。 = It is five past eight. = wrong value
利率三厘八 = a rate of 3.3% = wrong value
该应用有2000万用户。 = The app has 10M users. = wrong value
该应用有1亿用户。 = The app has 10M users. = wrong magnitude
该应用有30亿用户。 = The app has 2B users. = missing
每股2.5便士 = 3.5p a share = wrong value
1997-98年，股市暴跌。 = Stocks crashed in 1987–98. = wrong value
二十五年后 = THIRTY-FIVE YEARS LATER = wrong value
三点二十开会。 = We meet at 3:30. = wrong value
我七点起床。 = I get up at 8:00. = extra
12日20时至13日8时 = in the ten hours to 8 a.m. on the 13th = missing missing
亩产约1200斤。 = Each hectare yields about seven tonnes. = wrong value
每亩挣8000元。 = An acre brings in 58,000 yuan. = wrong value
近七成新能源汽车 = nearly 60% of new-energy vehicles = wrong value
十一月初三 = the third of the twelfth month = extra
印一期要花六万块，收回不到四万。 = It costs sixty thousand yuan and brings in less than fifty. = missing extra
五千人和三万只羊 = thirty thousand sheep and five people = wrong magnitude
产量增长了四成。 = Output rose by a fifth. = missing
工作时间：朝九晚六。 = Hours: 9 to 7. = extra
六张百元大钞 = five hundred-yuan notes = wrong value
离这儿四十里 = more than thirty miles off = wrong value
七成热销车型 = 60% of the models in demand = wrong value
崇祯十七年三月十九日 = on May 25, 1644 = wrong value
崇祯十七年三月十九日 = on April 25, 1646 = wrong value
他生于农历五月初五。 = He was born on August 14. = wrong value
民国二十六年七月七日 = August 17, 1937 = wrong value
666名学生 = 600 students = wrong value
他写了四个字。 = He wrote three characters. = wrong value
全文五千字。 = It is three thousand words long. = wrong value
陳茂波昨日（28日）發表預算案。 = He delivered it on the 29th. = wrong value
陳茂波（28日）發表預算案。 = He delivered a Budget. = missing
每支增加8毫。 = by 8 cents a stick = wrong magnitude
共996人。 = People came. = missing
EPS为1.59/2.03/2.46元。 = EPS of RMB1.59, RMB2.30 and RMB2.46. = wrong value
净利为7.16/9.12亿元。 = Net profit of RMB716m and RMB91.2m. = wrong magnitude
“十一后面呢？” = "And after twelve?" = extra
当地时间4时（北京时间10时） = 4 a.m. local time (0300 GMT) = missing
北京时间22:30开始 = starts at 1:30 p.m. GMT = wrong value
北京时间晚8点 = at 9:00 a.m. EDT = wrong value
容量增加了1000毫安时，达到6000毫安时。 = The battery is up from 4,000 mAh to 6,000. = wrong value
价格下降300元，至2700元。 = The price fell from 3,300 yuan to 2,700. = wrong value
毛利率上升1.9个百分点，至28.7%。 = The gross margin rose from 27.8% to 28.7%. = missing extra
3月 = May = wrong value
三亩八分地 = 8.3 mu = wrong value
占地一亩二分 = on about 1,200 square metres = wrong magnitude
5月 = Mar = wrong value
六月 = Jul = wrong value
1月-3月 = Jan–May = wrong value
3月 = March on Rome = missing
"""


@on_each(AGREE.strip().splitlines())
def test_agree(pair: str) -> None:
    assert judge_pair(*pair.split(" = ")).agrees


@on_each(DIFFER.strip().splitlines())
def test_differ(pair: str) -> None:
    source, target, problems = pair.split(" = ")
    assert name_problems(judge_pair(source, target)) == problems


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("2025年6月6日至10日", "June 6–10, 2025"),
        ("6月6日至10日", "June 6–10"),
        ("6月6日至7月10日", "June 6 to July 10"),
        ("公元前221年", "221 BC"),
        ("光绪二十四年", "1898"),
    ],
)
def test_render(source: str, written: str) -> None:
    assert [render(one) for one in ZH(source)] == [written]


def test_a_year_that_stands_behind_is_not_written_again() -> None:
    (days,) = ZH("2025年6月6日至10日")
    text = "It lasts from June 6 to 12, 2025."
    assert fit(days, text, Span(14, 26), "") == "June 6–10"
    assert fit(days, "It lasts June 6 to 12.", Span(9, 21), "") == "June 6–10, 2025"
