"""Chinese words that say a quantity of their own, and those that only look like a number."""

from fractions import Fraction

from align.model import Span
from align.quantities.model import EXACT, IMPLIED, SECOND_DAY, Kind, Moment, Precision, Quantity

NO_NUMBERS = (
    "一些 一直 一般 一起 一样 一定 一切 一旦 一度 一边 一面 一致 一律 一贯 一向 一再 一下 一点 一会 一时 一心 "
    "一带 一路 一体 一线 一流 一线 一方面 一番 一味 一同 一举 一连 一一 一手 一旁 一共 一齐 一生 一身 一行 一代 "
    "一批 一系列 一把 一口 一阵 一片 一刻 一道 一道道 一经 一早 二手 二维 二胡 二氧 三亚 三明 三峡 三星 三轮 "
    "三角 三农 三文鱼 三明治 三国演义 三藩市 三菱 三门峡 三沙 三水 四川 四季 四处 四周 四面 四海 四肢 四平 "
    "四姑娘 五金 五粮 五台山 五星红旗 五花 五彩 五官 五脏 六安 六盘水 六神 六必 七夕 七彩 七上八下 七匹狼 八卦 "
    "八仙 八路军 八达岭 八宝 八方 九寨 九江 九龙 九州 九五 九成宫 九天 十分 十足 十堰 十字 十全 百姓 百货 "
    "百度 百般 百合 百科 百花 百家 百色 百事 百慕大 百威 百济 百忙 十六进制 十进制 二进制 八进制 千万别 千万不 "
    "十六进位 十进位 二进位 八进位 十六進位 十進位 二進位 八進位 十六進制 十進制 二進制 八進制 "
    "千万要 千万记 千瓦 千克 千米 千古 千方 千岛 千变万化 千家万户 千军万马 千山万水 千千万万 千载 千里 千秋 "
    "千禧 万一 万分 万里 万物 万年 万科 万达 万象 万能 万千 万众 万事 万圣 万户 万家 万万 万隆 万州 万岁 万维 "
    "万宁 亿万 十天半个月 兆头 两极 两难 两口子 两江 两侧 两旁 两手 两广 两湖 两样 二人转 三三两两 三令五申 "
    "三心二意 四面八方 四通八达 五湖四海 五光十色 乱七八糟 七嘴八舌 九牛一毛 十万火急 成千上万 半导体 半岛 "
    "半山 半截 半球 半路 半成品 半挂 半边天 双十一 千斤顶 千层 千張 千张 千钧 千鈞 九层塔 四环素 三番五次 四分五裂 "
    "五线谱 八度音 八面玲珑 八股文 百折不 百发百中 三寸不烂 三寸金莲 一次性 一元一次 一元二次 二元一次 三元桥 三元里 "
    "五道口 六里桥 七里河 十里堡 十里铺 八里台 零售 零食 零件 零部件 零散 零星 零距离 零和 零碎 零基础 零下 "
    "九晚五 九晚六 九晚九 八晚五 八晚六 十晚七 一波三折 三寸之舌 百里挑一 百里奚 百里香 百里杜鹃 百里守约 百里屠苏"
)

_DAYS = {"五一": (5, 1), "五四": (5, 4), "五卅": (5, 30), "六一": (6, 1), "六四": (6, 4), "八一": (8, 1)}
_DAYS |= {"九一八": (9, 18), "一二九": (12, 9)}
EVENTS = {"七七": (7, 7), "七一": (7, 1), "七五": (7, 5), "九三": (9, 3), "三八": (3, 8), "三一五": (3, 15)}
EVENTS |= {
    "一二八": (1, 28),
    "二二八": (2, 28),
    "三一八": (3, 18),
    "四一二": (4, 12),
    "五一二": (5, 12),
    "十一": (10, 1),
}
"""Digits of a day by which an event is called, and which may be a number elsewhere: see `zh_dates`."""
_ORDINALS = {
    "十一五": 11,
    "十二五": 12,
    "十三五": 13,
    "十四五": 14,
    "十五五": 15,
    "十七大": 17,
    "十八大": 18,
    "十九大": 19,
    "二十大": 20,
}
_SAYINGS = {
    "三个臭皮匠": 3,
    "三百六十行": 360,
    "三十六行，行行": 36,
    "三千宠爱": 3000,
    "三千寵愛": 3000,
    "三千丈": 3000,
    "五百年前是一家": 500,
    "一百二十个心": 120,
    "一百二十個心": 120,
    "四万万同胞": 4 * 10**8,
    "四萬萬同胞": 4 * 10**8,
    "十五的月亮": 15,
    "十五只吊桶": 15,
    "十五个吊桶": 15,
    "十五個吊桶": 15,
    "五十步笑百步": 50,
    "过半百": 50,
    "近半百": 50,
}
_SAYINGS |= {"三七二十一": 21, "三十六计": 36, "三十六計": 36, "十八变": 18, "十八變": 18, "十八般": 18, "七十二变": 72}
_SAYINGS |= {"万儿八千": 10000, "萬兒八千": 10000, "千儿八百": 1000, "千兒八百": 1000, "百儿八十": 100, "百兒八十": 100}
_SAYINGS |= {"八百遍": 800, "八百回": 800, "八百次": 800, "八百年没": 800, "八百只鸭子": 800, "八百年沒": 800}
_SAYINGS |= {"七十二變": 72, "八十一难": 81, "八十一難": 81, "十八层地狱": 18, "十八層地獄": 18, "二十四孝": 24}
_SAYINGS |= {"三十而立": 30, "四十不惑": 40, "四十而不惑": 40, "五十知天命": 50, "五十而知天命": 50, "七十古来稀": 70}
_SAYINGS |= {"七十古來稀": 70, "十八相送": 18, "二十八宿": 28, "三十六策": 36, "三十年河东": 30, "三十年河西": 30}
_SAYINGS |= {f"十二{wan}分{of}{how}": 12 for wan in ("", "万", "萬") for of in ("", "的") for how in "精小努满滿感力耐"}
_SAYINGS |= {"二八佳人": 16, "二八年华": 16, "二八年華": 16, "二八大杠": 28, "二八自行车": 28}
NAMES_OF_NUMBERS = {
    **{"豆蔻": 13, "及笄": 15, "弱冠": 20, "而立": 30, "不惑": 40, "知天命": 50, "知命": 50, "耳顺": 60, "耳順": 60},
    **{
        "花甲": 60,
        "甲子": 60,
        "古稀": 70,
        "耄耋": 80,
        "期颐": 100,
        "期頤": 100,
        "半百": 50,
        "十一": 11,
        "寸段": 3,
        **dict.fromkeys(("添作五", "对半", "對半", "平分", "均分"), 50),
        **dict.fromkeys(("纯", "純", "不掺", "全额", "全額", "全资", "全資", "保证", "保證"), 100),
        "满分": 10,
        "滿分": 10,
    },
    **{
        f"{first}{middle}{count}{cycle}": 12 * times
        for first in "大小差"
        for middle in ("", "了", "着", "我", "你", "他", "她", "整整", "了整整", "着整整")
        for count, times in (("一", 1), ("两", 2), ("兩", 2))
        for cycle in "轮輪"
    },
    **{f"奔{numeral}": 10 * value for value, numeral in enumerate("三四五六七八", 3)},
    **{"初一": 7, "初二": 8, "初三": 9, "高一": 10, "高二": 11, "高三": 12},
    **{"银婚": 25, "銀婚": 25, "金婚": 50, "钻石婚": 60, "鑽石婚": 60},
}
"""Words without the number that English gives them: ages, weddings, years of school; 十一 is a day as well."""
_UNDERTAKINGS = dict.fromkeys(("强方", "強方"), Fraction(775, 100)) | {"弱方": Fraction(785, 100)}
"""The rates, in Hong Kong dollars to the US dollar, at which the convertibility undertakings are triggered."""
_ROMAN = "I II III IV V VI VII VIII IX X"
_TWO = Quantity(Span(0, 2), Kind.CARDINAL, 2, worded=True)
NUMBER_WORDS: dict[str, Quantity] = {
    **{
        word: Quantity(Span(0, len(word)), Kind.DATE, unit=unit, moment=Moment(shift=1), worded=True)
        for word, unit in (("次日", ""), ("翌日", ""), ("第二天", SECOND_DAY))
    },
    "翻番": Quantity(Span(0, 2), Kind.MULTIPLE, 2, unit=EXACT, worded=True),
    "翻了番": Quantity(Span(0, 3), Kind.MULTIPLE, 2, unit=EXACT, worded=True),
    "翻一番": Quantity(Span(0, 3), Kind.MULTIPLE, 2, unit=EXACT, worded=True),
    "翻了一番": Quantity(Span(0, 4), Kind.MULTIPLE, 2, unit=EXACT, worded=True),
    "翻两番": Quantity(Span(0, 3), Kind.MULTIPLE, 4, unit=EXACT, worded=True),
    "翻了两番": Quantity(Span(0, 4), Kind.MULTIPLE, 4, unit=EXACT, worded=True),
    **{
        word: Quantity(Span(0, len(word)), Kind.CARDINAL, Fraction(1, 2), worded=True)
        for word in ("一半", "近半", "过半", "半数", "大半", "半价", "半價", "减半", "減半")
    },
    **{
        f"{half}半{period}": Quantity(Span(0, 3), Kind.ORDINAL, value, unit="half", optional=True)
        for half, value in (("上", 1), ("下", 2))
        for period in "年场場"
    },
    **{
        f"{roman}{of}": Quantity(Span(0, len(roman)), Kind.CARDINAL, value, unit=IMPLIED)
        for value, one in enumerate(_ROMAN.split(), 1)
        for roman in (one, chr(ord("Ⅰ") + value - 1))
        for of in "级級期类類型"
    },
    "一刻钟": Quantity(Span(0, 3), Kind.DURATION, 15, unit="minute", worded=True),
    "三刻钟": Quantity(Span(0, 3), Kind.DURATION, 45, unit="minute", worded=True),
    **{
        f"7{sign}24{unit}": Quantity(Span(0, len(unit) + 4), Kind.DURATION, 24, unit="hour")
        for sign in "×xX*"
        for unit in ("小时", "小時", "")
    },
    "百分之百": Quantity(Span(0, 4), Kind.PERCENTAGE, 100, worded=True),
    **dict.fromkeys(("双方", "两国", "两岸", "两会", "两者"), _TWO),
    **{
        word: Quantity(Span(0, len(word)), Kind.DATE, unit=IMPLIED, moment=Moment(None, *day), worded=True)
        for word, day in _DAYS.items()
    },
    **{word: Quantity(Span(0, len(word)), Kind.ORDINAL, value, worded=True) for word, value in _ORDINALS.items()},
    **{
        f"{number}中{session}": Quantity(Span(0, 1), Kind.ORDINAL, value, worded=True)
        for value, number in enumerate("一二三四五六七八", 1)
        for session in ("全会", "全會", "全体", "全體")
    },
    **{
        word: Quantity(Span(0, len(word)), Kind.ORDINAL, value, unit=IMPLIED, worded=True)
        for word, value in (("三八线", 38), ("双十一", 11), ("双十二", 12), ("双薪", 13))
    },
    **{
        word: Quantity(Span(0, len(word)), Kind.CARDINAL, value, None, Precision.ROUNDED, worded=True)
        for word, value in _SAYINGS.items()
    },
    **{
        f"{side}{words}": Quantity(Span(0, 6), Kind.CARDINAL, rate, unit=IMPLIED)
        for side, rate in _UNDERTAKINGS.items()
        for words in ("兑换保证", "兌換保證")
    },
}
"""Words that say a quantity of their own."""
