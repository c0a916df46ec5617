"""Units and currencies between any two languages that are known, and numbers that are no fault. The texts are made up.

Where the table names nothing wrong, there is nothing to be found.
"""

from typing import SupportsIndex

import pytest

from align import check_text
from align.config.settings import Settings
from align.model import Span
from align.quantities.model import Kind
from align.quantities.unit_names import OTHER_UNITS, Unit, find_unit, list_units

RULES = ("number-mismatch", "date-mismatch", "unit-mismatch", "money-mismatch")


def find(source: str, text: str, languages: str) -> list[tuple[str, str]]:
    of_source, _, of_target = languages.partition(" ")
    found = check_text(text, Settings(source_lang=of_source, target_lang=of_target, rules=RULES), source).diagnostics
    return [(one.finding.rule, text[slice(*one.finding.span)]) for one in found]


@pytest.mark.parametrize(
    ("languages", "source", "text", "rule", "wrong"),
    [
        ("en zh", "The road is 5 km long.", "这条路长5英里。", "unit-mismatch", "5英里"),
        ("en zh", "They raised $3 million.", "他们筹集了300万欧元。", "money-mismatch", "300万欧元"),
        ("en zh", "It weighs 30 kg.", "它重30克。", "unit-mismatch", "30克"),
        ("en zh", "The limit is 10 MB.", "上限为 10GB。", "unit-mismatch", "10GB"),
        ("en zh", "It takes 5 minutes.", "需要 5小时。", "unit-mismatch", "5小时"),
        ("en zh", "It costs $30.", "它售价30元。", "money-mismatch", "30元"),
        ("en zh", "It rose by 2 percentage points.", "它上升了2%。", "unit-mismatch", "2%"),
        ("en zh", "It rose by 2%.", "它上升了2个百分点。", "unit-mismatch", "2个百分点"),
        ("en zh", "Set 512 MiB of memory.", "设置 512 GiB 内存。", "unit-mismatch", "512 GiB"),
        ("en ja", "It takes 5 minutes.", "5時間かかります。", "unit-mismatch", "5時間"),
        ("en ja", "The limit is 10 MB.", "上限は10GBです。", "unit-mismatch", "10GB"),
        ("en ko", "It takes 5 minutes.", "5시간 걸립니다.", "unit-mismatch", "5시간"),
        ("en ko", "They raised $3 million.", "그들은 300만 유로를 모았습니다.", "money-mismatch", "300만 유로"),
        ("en de", "They raised $3 million.", "Sie sammelten 3 Millionen Euro.", "money-mismatch", "3 Millionen Euro"),
        ("en de", "It takes 5 minutes.", "Das dauert 5 Stunden.", "unit-mismatch", "5 Stunden"),
        ("en de", "It weighs 1.5 kg.", "Es wiegt 1,5 g.", "unit-mismatch", "1,5 g"),
        (
            "en fr",
            "They raised 3 million euros.",
            "Ils ont réuni 3 millions de dollars.",
            "money-mismatch",
            "3 millions de dollars",
        ),
        ("en fr", "The file has 10 MB.", "Le fichier fait 10 Go.", "unit-mismatch", "10 Go"),
        ("en es", "It takes 5 minutes.", "Tarda 5 horas.", "unit-mismatch", "5 horas"),
        ("de fr", "Das dauert 30 Tage.", "Cela prend 30 ans.", "unit-mismatch", "30 ans"),
        ("ja ko", "3か月かかる。", "3년이 걸린다.", "unit-mismatch", "3년"),
        ("zh ja", "他跑了5公里。", "彼は5マイル走った。", "unit-mismatch", "5マイル"),
        ("ja en", "5分お待ちください。", "Please wait 5 hours.", "unit-mismatch", "5 hours"),
        (
            "en de",
            "The event is on May 3, 2024.",
            "Die Veranstaltung ist am 3. Juni 2024.",
            "date-mismatch",
            "3. Juni 2024",
        ),
        ("ja en", "2024年5月3日に開催されます。", "It takes place on 5 March 2024.", "date-mismatch", "5 March 2024"),
        ("ko en", "2024년 5월 3일에 열립니다.", "It opens on May 13, 2024.", "date-mismatch", "May 13, 2024"),
        ("zh ja", "会议于2024年5月3日举行。", "会議は2024年5月8日に開かれた。", "date-mismatch", "2024年5月8日"),
        (
            "fr es",
            "Le 3 mai 2024, tout commence.",
            "El 3 de marzo de 2024 empieza todo.",
            "date-mismatch",
            "3 de marzo de 2024",
        ),
        ("zh ko", "2024年5月3日起生效。", "2025년 5월 3일부터 시행됩니다.", "date-mismatch", "2025년 5월 3일"),
        ("de zh", "Es öffnet am 3. Oktober.", "它于11月3日开放。", "date-mismatch", "11月3日"),
        ("en de", "It has 1,234 pages.", "Es hat 1.243 Seiten.", "number-mismatch", "1.243"),
        ("de en", "Es wiegt 1,5 kg.", "It weighs 15 kg.", "unit-mismatch", "15 kg"),
        ("fr en", "Il y a 12 345 fichiers.", "There are 12,435 files.", "number-mismatch", "12,435"),
        ("es de", "Cuesta 1.234,50 euros.", "Es kostet 1.234,50 Dollar.", "money-mismatch", "1.234,50 Dollar"),
        ("ja en", "ユーザーは3万人です。", "It has 3,000 users.", "number-mismatch", "3,000"),
        ("ko en", "사용자는 1억 2천만 명입니다.", "It has 12 million users.", "number-mismatch", "12 million"),
        ("zh ja", "销售额为2.5亿元。", "売上高は2億5,000万円。", "money-mismatch", "2億5,000万円"),
        ("en ko", "It sold 1.2 million copies.", "12만 부가 팔렸다.", "number-mismatch", "12만"),
        ("ja zh", "3億円を投資した。", "投资了3亿元。", "money-mismatch", "3亿元"),
        ("de ja", "Es sind 2,5 Milliarden.", "2.5億です。", "number-mismatch", "2.5億"),
        ("en es", "There are 3 billion of them.", "Hay 3 billones.", "number-mismatch", "3 billones"),
        ("en fr", "There are 3 billion of them.", "Il y en a 3 millions.", "number-mismatch", "3 millions"),
        (
            "en de",
            "The 30-day window and the 5-minute limit.",
            "Das 30-Tage-Fenster und die 5-Sekunden-Grenze.",
            "unit-mismatch",
            "5-Sekunden",
        ),
        ("en fr", "It takes 2 to 3 hours.", "Cela prend de 2 à 3 jours.", "unit-mismatch", "3 jours"),
        ("en zh", "3–5 km away", "3到5英里外。", "unit-mismatch", "5"),
        ("en zh", "A room of 30 square metres.", "30平方英尺的房间。", "unit-mismatch", "30平方英尺"),
        ("en zh", "It takes 5 minutes.", "需要五小时。", "unit-mismatch", "五小时"),
        ("en zh", "It takes five minutes.", "需要5小时。", "unit-mismatch", "5小时"),
        ("en zh", "It takes five minutes.", "需要五小时。", "unit-mismatch", "五小时"),
        ("en zh", "Within thirty days", "在三十个月内", "unit-mismatch", "三十个月"),
        ("en zh", "He paid two million dollars.", "他付了两百万欧元。", "money-mismatch", "两百万欧元"),
        ("zh ja", "他跑了五公里。", "彼は5マイル走った。", "unit-mismatch", "5マイル"),
        (
            "en zh",
            "the capacity was approximately 100,000 tons, and rising.",
            "产能约10万公斤，仍在爬坡中。",
            "unit-mismatch",
            "10万公斤",
        ),
        (
            "en zh",
            "the reserves in 2002 were only 2,592 tons",
            "2002年蕴藏量仅为2592公斤。",
            "unit-mismatch",
            "2592公斤",
        ),
        (
            "en zh",
            "around 3,200 annual hours of sun, 3,200 hours",
            "全年3200分钟左右。",
            "unit-mismatch",
            "全年3200分钟左右。",
        ),
        ("en zh", "raised from 62 years to 64 years", "从62岁推迟到64个月", "unit-mismatch", "64个月"),
        (
            "en de",
            "It costs 30 to 50 million dollars.",
            "Es kostet 30 bis 50 Milliarden Dollar.",
            "money-mismatch",
            "50 Milliarden Dollar",
        ),
        ("zh de", "它售价28万元。", "Es kostet 280.000 Dollar.", "money-mismatch", "280.000 Dollar"),
        ("en fr", "It works at night.", "Il marche 48 h la nuit.", "unit-mismatch", "48 h"),
        ("en fr", "It takes 3 hours.", "Cela prend 2 h.", "unit-mismatch", "2 h."),
        ("en fr", "It takes 90 minutes.", "Cela prend 1 h 45.", "unit-mismatch", "1 h"),
        ("en es", "It takes 3 hours.", "Tarda 2 h.", "unit-mismatch", "2 h."),
        ("en de", "It takes 3 hours.", "Es dauert 2 Std.", "unit-mismatch", "2 Std."),
        ("en fr", "They raised €5 billion.", "Ils ont levé 5 M€.", "money-mismatch", "5 M€"),
        ("ja en", "3割増えた。", "It rose by 13%.", "number-mismatch", "13%"),
        ("ko en", "예산은 15조 원이다.", "The budget is 15 billion won.", "money-mismatch", "15 billion won"),
        ("en de", "It weighs 5 pounds.", "Es wiegt 7 Pfund.", "money-mismatch", "7 Pfund"),
        ("en ja", "It is 86 degrees outside.", "外は40度です。", "unit-mismatch", "40度"),
        ("en fr", "In 3 weeks", "En 15 jours", "unit-mismatch", "15 jours"),
        ("en fr", "He is 1.80 m tall.", "Il mesure 1 m 90.", "unit-mismatch", "1 m 90"),
        ("en ko", "It sold 30,000 copies.", "3천 부가 팔렸다.", "number-mismatch", "3천"),
        ("de fr", "Dreihundertfünfzig kamen, 350.", "400 sont venus.", "number-mismatch", "400"),
        ("en fr", "It rose by 2 percent.", "Il a gagné 2 points.", "unit-mismatch", "2 points"),
        ("ko en", "제15조에 따른다.", "It follows Article 16.", "number-mismatch", "16"),
        ("en zh", "It stood at RMB625.1 billion.", "余额为6,261亿元人民币。", "money-mismatch", "6,261亿元人民币"),
    ],
)
def test_a_changed_amount_is_found(languages: str, source: str, text: str, rule: str, wrong: str) -> None:
    assert find(source, text, languages) == [(rule, wrong)]


@pytest.mark.parametrize(
    ("languages", "source", "text"),
    [
        ("en zh", "They raised $3 million.", "他们筹集了300万美元。"),
        ("en zh", "It takes 5 minutes.", "需要 5 分钟。"),
        ("en zh", "It takes half an hour.", "需要30分钟。"),
        ("en zh", "It takes an hour.", "需要60分钟。"),
        ("en zh", "It takes 90 minutes.", "需要1小时30分钟。"),
        ("en zh", "The screen has 27 inches.", "屏幕为27英寸（68.6厘米）。"),
        ("en zh", "The screen has 27 inches (68.6 cm).", "屏幕为68.6厘米。"),
        ("en zh", "The city has 250 million dollars.", "该市有2.5亿美元。"),
        ("en zh", "It costs US$30.", "它售价30美元。"),
        ("en zh-TW", "It costs $30; the shops were open for these.", "它售價30元，這些商店為此開門營業。"),
        ("en zh", "The run is 3 miles.", "跑了约5公里。"),
        ("en zh", "Everything is 20% off.", "全场8折。"),
        ("en zh", "Sales hit $5m.", "销售额达500万美元。"),
        ("en zh", "He is 5 feet 11 inches tall.", "他身高180厘米。"),
        ("en zh", "Set 512 MiB of memory.", "设置 512 MB 内存。"),
        ("en ja", "It costs ¥500.", "500円です。"),
        ("en ja", "It takes 1.5 hours.", "1時間30分かかります。"),
        ("en ja", "A third of it, 1/3, is free.", "3分の1は無料です。"),
        ("en ko", "It takes 30 days.", "30일이 걸립니다."),
        ("en fr", "The file has 10 MB.", "Le fichier fait 10 Mo."),
        ("en es", "They raised €3 million.", "Reunieron 3 millones de euros."),
        ("en de", "The event is on May 3, 2024.", "Die Veranstaltung ist am 3. Mai 2024."),
        ("ja en", "2024年5月3日に開催されます。", "It takes place on 3 May 2024."),
        ("ko en", "2024년 5월 3일에 열립니다.", "It opens on May 3, 2024."),
        ("zh ja", "会议于2024年5月3日举行。", "会議は2024年5月3日に開かれた。"),
        ("fr es", "Le 3 mai 2024, tout commence.", "El 3 de mayo de 2024 empieza todo."),
        ("zh ko", "2024年5月3日起生效。", "2024년 5월 3일부터 시행됩니다."),
        ("zh de", "2024年5月3日起生效。", "Gilt ab dem 03.05.2024."),
        ("de en", "Gilt ab dem 03.05.2024.", "It applies from May 3, 2024."),
        ("de zh", "Es öffnet am 3. Oktober.", "它于10月3日开放。"),
        ("en de", "It has 1,234 pages.", "Es hat 1.234 Seiten."),
        ("de en", "Es wiegt 1,5 kg.", "It weighs 1.5 kg."),
        ("fr en", "Il y a 12 345 fichiers.", "There are 12,345 files."),
        ("es de", "Cuesta 1.234,50 euros.", "Es kostet 1.234,50 Euro."),
        ("ja en", "ユーザーは3万人です。", "It has 30,000 users."),
        ("ko en", "사용자는 1억 2천만 명입니다.", "It has 120 million users."),
        ("zh ja", "销售额为2.5亿元。", "売上高は2億5,000万元。"),
        ("en ko", "It sold 1.2 million copies.", "120만 부가 팔렸다."),
        ("ja zh", "3億円を投資した。", "投资了3亿日元。"),
        ("de ja", "Es sind 2,5 Milliarden.", "25億です。"),
        ("en es", "There are 3 billion of them.", "Hay 3 mil millones."),
        ("en fr", "There are 3 billion of them.", "Il y en a 3 milliards."),
        ("ja en", "第3四半期の売上は12%増加した。", "Sales rose 12% in the third quarter."),
        ("ja en", "令和6年に始まった。", "It began in 2024."),
        ("ko ja", "3분의 1이 사라졌다.", "3分の1が消えた。"),
        ("ko en", "30대 남성이 20분 동안 기다렸다.", "A man in his thirties waited for 20 minutes."),
        ("ja en", "80年代の音楽を24時間流す。", "It plays music of the 80s around the clock."),
        ("ja en", "20代の女性が3日目に来た。", "A woman in her twenties came on the third day."),
        ("en ja", "The trial lasts 14 days.", "試用期間は2週間です。"),
        ("en ko", "The trial lasts 12 months.", "체험 기간은 1년입니다."),
        ("en de", "It works 24 hours a day, 7 days a week.", "Es arbeitet rund um die Uhr."),
        ("en zh", "It works 24/7.", "全天候24小时运行。"),
        ("en zh", "She is in her 80s.", "她80多岁。"),
        ("en zh", "The 5 m cable costs £5.", "5米的电缆售价5英镑。"),
        ("en zh", "It lost 5 pounds.", "它轻了5磅。"),
        ("en ja", "It lost 5 pounds (2.3 kg).", "2.3キロ減った。"),
        ("en de", "The 30-day window and the 5-minute limit.", "Das 30-Tage-Fenster und die 5-Minuten-Grenze."),
        ("en fr", "It takes 2 to 3 hours.", "Cela prend de 2 à 3 heures."),
        ("en zh", "3–5 km away", "3到5公里外。"),
        ("en ja", "It is 30°C outside.", "外は30度です。"),
        ("en ja", "It is 86°F outside.", "外は30度です。"),
        ("en zh", "The ratio is 5 to 1; wait 10 seconds or 10 minutes.", "比例为5比1；等待10秒或10分钟。"),
        ("en zh", "Keep it for 7 days, 30 days or 1 year.", "保留7天、30天或1年。"),
        ("en zh", "Keep it for 7 days, 30 days or 1 year.", "保留7天、30天或1个月。"),
        ("en zh", "The price rose from $3 to $5.", "价格从3美元涨到5美元。"),
        ("en zh", "HTTP/2 on port 8080 with a 10s timeout", "HTTP/2，端口8080，超时10秒"),
        ("en zh", "Version 3 supports Windows 11.", "第3版支持Windows 11。"),
        ("en zh", "It has 5 stars and 2 GB of RAM.", "它有5颗星和2 GB内存。"),
        ("en zh", "Use 2 spaces, 4 tabs.", "使用2个空格、4个制表符。"),
        ("en ko", "In 3 days the 3rd version ships.", "3일 후에 3번째 버전이 나옵니다."),
        ("en es", "Once every 5 days at 5 p.m.", "Una vez cada 5 días a las 17 h."),
        ("en fr", "The shop closes at 5 p.m. after 5 hours.", "La boutique ferme à 17 h après 5 heures."),
        ("en zh", "It takes five minutes.", "需要五分钟。"),
        ("en zh", "It takes five minutes and five hours.", "需要五小时零五分钟。"),
        ("en zh", "Within thirty days", "在三十日内"),
        ("en de", "It costs 30 to 50 million dollars.", "Es kostet 30 bis 50 Millionen Dollar."),
        ("en fr", "It costs $30-50 million.", "Cela coûte de 30 à 50 millions de dollars."),
        ("zh es", "耗资3000万至5000万美元。", "Cuesta de 30 a 50 millones de dólares."),
        ("en ja", "30,000 to 50,000 people came.", "3～5万人が来た。"),
        ("en ja", "30,000 to 50,000 people came.", "3万から5万人が来た。"),
        ("en ko", "30,000 to 50,000 people came.", "3~5만 명이 왔다."),
        ("en zh", "It costs 280,000 yuan.", "它售价28万元（约合39000美元）。"),
        ("zh de", "它售价28万元。", "Es kostet 280.000 Yuan (etwa 39.000 Dollar)."),
        ("en ko", "There are 3 sessions and 2 main topics.", "세션 3세션과 주제 2주제가 있습니다."),
        ("en ko", "He is 30 years old and lives on 5th Street, 2 floors up.", "그는 30세이고 5번가 2층에 산다."),
        ("en ko", "It took 3 days; on 3 May it ended.", "3일이 걸렸고 5월 3일에 끝났다."),
        ("en ja", "Chapter 3 has 10 pages; see 5 minutes in.", "第3章は10ページあり、5分のところを参照。"),
        ("en ja", "The 3rd day, 2 weeks later", "3日目、2週間後"),
        ("en ja", "It rains 120 days a year.", "年に120日雨が降る。"),
        ("en fr", "It costs 5 pounds and weighs 5 pounds.", "Cela coûte 5 livres et pèse 5 livres."),
        ("en fr", "Open from 9 a.m. to 5 p.m.", "Ouvert de 9 h à 17 h."),
        ("en fr", "It is a 15-minute walk, 1 km away.", "C’est à 15 minutes à pied, à 1 km."),
        ("en fr", "The second (2nd) file has 2 seconds.", "Le 2e fichier dure 2 secondes."),
        ("en es", "It takes 1 to 2 weeks, or 10 business days.", "Tarda de 1 a 2 semanas, o 10 días hábiles."),
        ("en es", "In 5 seconds, the 5 segments load.", "En 5 segundos se cargan los 5 segmentos."),
        ("en es", "He paid $20 (20 dollars).", "Pagó 20 $ (20 dólares)."),
        ("en de", "It is 10 feet (3 m) long.", "Es ist 3 m lang."),
        (
            "en de",
            "Version 2 min. requirements: 4 GB RAM, 20 GB disk.",
            "Mindestanforderungen Version 2: 4 GB RAM, 20 GB Festplatte.",
        ),
        ("en de", "The 2-day course costs €300 a person.", "Der 2-tägige Kurs kostet 300 Euro pro Person."),
        ("en de", "Every 24 hours, max. 100 requests per minute.", "Alle 24 Stunden, max. 100 Anfragen pro Minute."),
        ("en zh", "Wait 10s, then 5m, then 2h.", "等待 10 秒、5 分钟、2 小时。"),
        ("en zh", "It holds 64K tokens and 8K images.", "可容纳 64K 词元和 8K 图像。"),
        ("en zh", "The 100 m race took 9.58 s.", "100 米比赛用时 9.58 秒。"),
        ("en zh", "Latency dropped from 1.2 s to 300 ms.", "延迟从 1.2 秒降到 300 毫秒。"),
        ("en zh", "Latency dropped from 1,200 ms to 0.3 seconds.", "延迟从 1.2 秒降到 300 毫秒。"),
        ("en zh", "It costs $0.03 per 1,000 tokens.", "每 1000 个词元 0.03 美元。"),
        ("en zh", "Q3 2024, 3 quarters in a row", "2024 年第三季度，连续 3 个季度"),
        ("en zh", "At 5 months, she has 5 teeth.", "5 个月大时，她有 5 颗牙。"),
        ("en zh", "Use at least 2 of 3 nodes; each has 8 vCPUs.", "3 个节点中至少使用 2 个，每个有 8 个 vCPU。"),
        ("en zh", "12 noon, 12 hours later", "中午 12 点，12 小时后"),
        ("en zh", "3 am to 5 am, 3 days a week", "凌晨 3 点到 5 点，每周 3 天"),
        ("en zh", "a 4-year-old and a 4-day trip", "一个 4 岁的孩子和一次 4 天的旅行"),
        ("ja zh", "1万円以上の購入で10%オフ。", "购满1万日元可享9折。"),
        ("ja en", "3泊4日の旅", "a trip of four days and three nights"),
        ("ko ja", "5천 원짜리 커피를 2잔 마셨다.", "5千ウォンのコーヒーを2杯飲んだ。"),
        ("zh fr", "他50多岁，体重75公斤。", "Il a la cinquantaine et pèse 75 kg."),
        ("zh de", "面积为100亩。", "Die Fläche beträgt 6,7 Hektar."),
        ("zh es", "重10斤。", "Pesa 5 kilos."),
        ("zh ja", "气温零下5度。", "気温はマイナス5度。"),
        ("zh ko", "全程120公里，用时2小时30分。", "총 120km, 2시간 30분 걸렸다."),
        ("en ja", "It is 86 degrees outside.", "外は30度です。"),
        ("en de", "It is 86 degrees outside.", "Draußen sind es 30 °C."),
        ("de en", "Draußen sind es 30 Grad.", "It is 86 degrees outside."),
        ("en fr", "It is 86 degrees.", "Il fait 30 °C."),
        ("en fr", "It takes an hour and a half.", "Cela prend 1 h 30."),
        ("en fr", "It takes 1.5 hours.", "Cela prend 1 h 30."),
        ("en fr", "It takes 2 hours.", "Cela prend 2 h."),
        ("en fr", "Open at 9 a.m., 9:30 on Sundays.", "Ouvert à 9 h, 9 h 30 le dimanche."),
        ("en fr", "It takes 90 minutes.", "Cela prend 1 h 30."),
        ("de fr", "Um 15.30 Uhr", "à 15 h. 30"),
        ("en es", "It takes 2 hours.", "Tarda 2 h."),
        ("en de", "It takes 2 hours.", "Es dauert 2 Std."),
        ("en de", "It takes 1.5 hours.", "Es dauert 1,5 h."),
        ("en fr", "They raised €5 million.", "Ils ont levé 5 M€."),
        ("en fr", "They raised €5 billion.", "Ils ont levé 5 Md€."),
        ("en es", "They raised €5 billion.", "Reunieron 5 mil millones de euros."),
        ("en de", "A flat of 90 square metres.", "Eine Wohnung von 90 qm."),
        ("de en", "Es wiegt 5 Pfund.", "It weighs 2.5 kg."),
        ("en de", "It weighs 5 pounds.", "Es wiegt 5 Pfund."),
        ("fr en", "Il pèse 5 livres.", "It weighs 2.5 kg."),
        ("en fr", "It rose by 2 percentage points.", "Il a gagné 2 points."),
        ("en fr", "It lasts a week, or 1 week.", "Il dure 8 jours."),
        ("en fr", "2 weeks later", "15 jours plus tard"),
        ("en es", "In 2 weeks", "En 15 días"),
        ("en fr", "He is 1.80 m tall.", "Il mesure 1 m 80."),
        ("en fr", "He is 180 cm tall.", "Il mesure 1 m 80."),
        ("ja en", "3割引で売る。", "It is sold at 30% off."),
        ("ja zh", "3割増えた。", "增长了三成。"),
        ("en ja", "It rose by 35%.", "3割5分増えた。"),
        ("ja en", "打率は三割である。", "He bats at 30 percent."),
        ("ja en", "三割が反対した。", "30% were against it."),
        ("ko en", "제15조에 따라 조치한다.", "Measures are taken under Article 15."),
        ("ko en", "형법 제250조 제2항", "Article 250, paragraph 2 of the Criminal Act"),
        ("ko zh", "제15조", "第十五条"),
        ("en ko", "Only version 3 is supported.", "버전 3만 지원합니다."),
        ("de fr", "ein Achttausender", "un « 8000 »"),
        ("en zh", "It stood at RMB625.1 billion.", "余额为6,251亿元人民币。"),
        ("en zh", "from 13.04% to .08%", "从13.04%到0.08%"),
        ("en zh", "as high as 6.47 with 95%", "高达6.47，95%"),
        ("fr de", "n° 163 de l’Himalaya", "Nr. 163 des Himalaya"),
        ("de fr", "etwa 1 ½ m tief", "de 1,50 m"),
        ("en zh", "They work 24/7 to supply it.", "他们全天候工作。"),
        ("en de", "The shop opens at 9 a.m.", "Der Laden öffnet um 9 h."),
        ("ja zh", "2割引きです。", "打八折。"),
        ("en zh", "Everything is 20% off.", "全场八折。"),
        ("es en", "Cuesta 5 M de euros.", "It costs 5 million euros."),
        ("fr en", "Réunion de 14 h à 16 h 30.", "Meeting from 2 p.m. to 4:30 p.m."),
        ("fr en", "Voir les points 3 et 4.", "See points 3 and 4."),
        ("en zh", "ISO9001 and RFC2616", "ISO9001 和 RFC2616"),
    ],
)
def test_what_says_the_same_is_no_fault(languages: str, source: str, text: str) -> None:
    assert find(source, text, languages) == []


@pytest.mark.parametrize(
    ("language", "text", "digits", "named", "said"),
    [
        ("ja", "3分の1", "3", None, ""),
        ("ja", "3分", "3", (Kind.DURATION, "minute"), "3分"),
        ("ja", "30平方メートル", "30", (Kind.MEASURE, "m2"), "30平方メートル"),
        ("ko", "3엔진", "3", None, ""),
        ("ko", "2프로젝트", "2", None, ""),
        ("ko", "2프로", "2", (Kind.PERCENTAGE, ""), "2프로"),
        ("ko", "3시리즈", "3", None, ""),
        ("fr", "2 h", "2", (Kind.DURATION, "hour"), "2 h"),
        ("fr", "À 2 h", "2", (Kind.TIME, ""), "2 h"),
        ("fr", "163 de l’Himalaya", "163", None, ""),
        ("de", "bei 30 Grad Celsius", "30", (Kind.MEASURE, "°C"), "30 Grad Celsius"),
        ("de", "10mW", "10", None, ""),
        ("de", "ein 5-Minuten-Limit", "5", (Kind.DURATION, "minute"), "5-Minuten"),
        ("fr", "3 d’euros", "3", (Kind.MONEY, "EUR"), "3 d’euros"),
        ("fr", "coûte $30 USD", "30", (Kind.MONEY, "USD"), "30 USD"),
        ("fr", "coûte US$30", "30", (Kind.MONEY, "USD"), "US$30"),
        ("fr", "À 9 heures", "9", (Kind.TIME, ""), "9 heures"),
        ("fr", "en 9 heures", "9", (Kind.DURATION, "hour"), "9 heures"),
        ("es", "a las 22 horas", "22", (Kind.TIME, ""), "22 horas"),
    ],
)
def test_the_longest_name_counts(
    language: str, text: str, digits: str, named: tuple[Kind, str] | None, said: str
) -> None:
    start = text.index(digits)
    found = find_unit(text, Span(start, start + len(digits)), language)
    assert (found[0][:2] if found else None) == named
    assert (text[slice(*found[1])] if found else "") == said


def test_a_name_may_mean_other_units() -> None:
    found = find_unit("5キロ", Span(0, 1), "ja")
    assert found == (Unit(Kind.MEASURE, "km", ("kg",)), Span(0, 3))


class _Counted(str):
    """A text that counts the characters that are copied from it."""

    copied = 0

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = str.__getitem__(self, place)
        type(self).copied += len(found)
        return found


def test_a_unit_before_a_number_is_found_without_a_copy_of_all_before_it() -> None:
    copied = list[int]()
    for times in (10, 1000):
        text, _Counted.copied = _Counted("a long way " * times + "X$USD30"), 0
        find_unit(text, Span(len(text) - 2, len(text)), "de")
        copied.append(_Counted.copied)
    assert copied[0] == copied[1] > 0


def test_units_are_named_without_a_number() -> None:
    assert list_units("Das dauert eine Stunde.", "de") == {"hour"}
    assert list_units("an hour or a day", "en") == {"hour", "day"}


def test_the_tables_are_those_of_the_languages_without_readers() -> None:
    assert list(OTHER_UNITS) == ["mul", "ja", "ko", "de", "fr", "es"]


def test_what_is_paid_for_a_number_is_a_figure_of_its_own() -> None:
    source = "It costs $0.03 per 1,000 tokens."
    assert find(source, "每 1000 个词元 0.03 美元。", "en zh") == []
    assert find(source, "每 1700 个词元 0.03 美元。", "en zh") == [("number-mismatch", "1700")]


def test_digits_in_code_do_not_hide_a_changed_number() -> None:
    source = "The timeout is 30 seconds (`timeout=30`)."
    assert find(source, "超时时间为 60 秒（timeout=30）。", "en zh") == [("unit-mismatch", "60 秒")]
    assert find("It marks 15 years.", "今年是IP15周年。", "en zh") == []


def test_a_table_without_equals_is_said_not_to_be_compared() -> None:
    source = " and ".join(f"{number * 7 + 11} km" for number in range(301)) + "."
    text = "和".join(f"{number * 7 + 12}英里" for number in range(301)) + "。"
    settings = Settings(source_lang="en", target_lang="zh", rules=("unit-mismatch",))
    report = check_text(text, settings, source).to_dict()
    assert report["findings"] == []
    said = "text.txt: a table of more than 300 numbers that the other side lacks was not compared"
    assert said in report["notes"]
